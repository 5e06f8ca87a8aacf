// Turns what is said about a token, by its claims or by whoever verified it, into the facts that events have. No token enters.
import type { JWTPayload } from "jose";
import type { Principal } from "../generated/event.ts";

/** What a token says, or what an introspection says about it. */
export interface TokenFacts {
  /** Who it was issued about. */
  readonly subject?: string | undefined;
  /** OAuth client that it was issued to; who asks, where there is no subject. */
  readonly clientId?: string | undefined;
  /** Organization of the subject. */
  readonly tenant?: string | undefined;
  readonly issuer?: string | undefined;
  /** Resources that it was issued for. */
  readonly audience?: readonly string[] | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** When it runs out, in seconds since 1970. Absent: nobody knows, and policy expects the worst. */
  readonly expiresAt?: number | undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Attacker-controlled: a claim of another type than its specification wants says nothing. */
function listOf(value: unknown): string[] | undefined {
  if (typeof value === "string") return [value];
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** `scope` is one text (RFC 8693); `scp`, of large providers, is one too or a list. */
function readScopes({ scope, scp }: JWTPayload): string[] | undefined {
  const text = typeof scope === "string" ? scope : scp;
  return typeof text === "string" ? text.split(" ").filter((name) => name !== "") : listOf(text);
}

/** @param tenantClaim name of the claim that says to which organization the subject belongs */
export function readClaims(claims: JWTPayload, tenantClaim: string | undefined): TokenFacts {
  return {
    subject: textOf(claims.sub),
    clientId: textOf(claims.client_id) ?? textOf(claims.azp),
    tenant: tenantClaim === undefined ? undefined : textOf(claims[tenantClaim]),
    issuer: textOf(claims.iss),
    audience: listOf(claims.aud),
    scopes: readScopes(claims),
    expiresAt: typeof claims.exp === "number" ? claims.exp : undefined,
  };
}

/** What SDKs and their middleware hand on about a token that they verified. */
export interface AuthInfo {
  readonly token?: string | undefined;
  readonly clientId?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly expiresAt?: number | undefined;
  readonly resource?: unknown;
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * `extra` has the claims of the token, where the verifier kept them.
 *
 * @param resource as the server calls itself: a URL object says the same with a slash more
 */
export function readAuthInfo(
  auth: AuthInfo,
  resource: string | undefined,
  tenantClaim: string | undefined,
): TokenFacts {
  const claims = readClaims(auth.extra ?? {}, tenantClaim);
  const named = auth.resource instanceof URL ? auth.resource.href : textOf(auth.resource);
  const isOwn = named !== undefined && resource !== undefined && named === `${resource}/`;
  const audience = named === undefined ? claims.audience : [isOwn ? resource : named];
  const clientId = textOf(auth.clientId) ?? claims.clientId;
  const scopes = listOf(auth.scopes);
  return { ...claims, clientId, audience, scopes, expiresAt: auth.expiresAt ?? claims.expiresAt };
}

/** @returns who asks, of a token that was verified */
export function readTokenPrincipal({ subject, clientId, tenant, issuer, audience, scopes }: TokenFacts): Principal {
  const id = subject ?? clientId;
  return {
    ...(id === undefined ? {} : { id }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(scopes === undefined ? {} : { scopes: [...scopes] }),
    ...(audience === undefined ? {} : { audience: [...audience] }),
    ...(issuer === undefined ? {} : { issuer }),
  };
}
