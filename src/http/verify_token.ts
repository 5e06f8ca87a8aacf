// Turns a token into what it says and whether that can be believed: by keys, by the host's own word, or not at all.
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { readClaims, type TokenFacts } from "./token_facts.ts";

type Key = Exclude<Parameters<typeof jwtVerify>[1], JWTVerifyGetKey>;

interface Algorithms {
  /** Signature algorithms that are accepted. Default: all of public keys; with a secret, HS256, HS384 and HS512. */
  readonly algorithms?: readonly string[] | undefined;
}

/** How tokens are told from forgeries. */
export type TokenVerification =
  /** Where the issuer publishes its keys. */
  | ({ readonly jwks: string | URL } & Algorithms)
  /** The issuer's key, or what finds it by the header of a token, such as jose's `createLocalJWKSet`. */
  | ({ readonly key: Key | JWTVerifyGetKey } & Algorithms)
  /**
   * Asks the issuer, or looks the token up. For tokens that say nothing themselves.
   *
   * @returns undefined for a token that is not good; what it throws denies the request, as an issuer out of reach does
   */
  | { readonly readToken: (token: string) => TokenFacts | undefined | Promise<TokenFacts | undefined> };

interface ReadToken {
  readonly facts: TokenFacts;
  /** Its signature was verified, or whoever issued it answered for it. */
  readonly verified: boolean;
}

/** Gives undefined when the issuer's keys, or its word about the token, could not be had. */
export type ReadTokenFunction = (token: string) => Promise<ReadToken | undefined>;

/** Attacker-controlled: a longer token is none. Headers of Node's servers are no longer together. */
const MAX_TOKEN_LENGTH = 16 * 1024;

/** With one of these a public key could be taken for a shared secret, so both kinds are never accepted together. */
const BY_SECRET = ["HS256", "HS384", "HS512"];
const BY_PUBLIC_KEY = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** Errors about the issuer's side. All others are about the token: it is then none that can be believed. */
const UNREACHABLE = new Set(["ERR_JOSE_GENERIC", "ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID"]);

const UNKNOWN: ReadToken = { facts: {}, verified: false };

function isUnreachable(error: unknown): boolean {
  return !(error instanceof errors.JOSEError) || UNREACHABLE.has(error.code);
}

/** What the token says, believed by nobody. */
function decode(token: string, tenantClaim: string | undefined): ReadToken {
  try {
    return { facts: readClaims(decodeJwt(token), tenantClaim), verified: false };
  } catch {
    return UNKNOWN;
  }
}

async function verifySignature(token: string, key: Key | JWTVerifyGetKey, algorithms: string[]): Promise<JWTPayload> {
  try {
    const options = { algorithms };
    return (await (typeof key === "function" ? jwtVerify(token, key, options) : jwtVerify(token, key, options)))
      .payload;
  } catch (error) {
    // The signature was good. That the token has run out is for the policy to say.
    if (error instanceof errors.JWTExpired) return error.payload;
    throw error;
  }
}

/**
 * @param verification absent: tokens are decoded only, and nobody vouches for what they say
 */
export function createTokenReader(
  verification: TokenVerification | undefined,
  tenantClaim: string | undefined,
): ReadTokenFunction {
  if (verification === undefined) {
    return async (token) => (token.length > MAX_TOKEN_LENGTH ? UNKNOWN : decode(token, tenantClaim));
  }
  if ("readToken" in verification) {
    return async (token) => {
      if (token.length > MAX_TOKEN_LENGTH) return UNKNOWN;
      try {
        const facts = await verification.readToken(token);
        return facts === undefined ? UNKNOWN : { facts, verified: true };
      } catch {
        return undefined;
      }
    };
  }
  const isRemote = "jwks" in verification;
  const key = isRemote ? createRemoteJWKSet(new URL(verification.jwks)) : verification.key;
  const algorithms = [...(verification.algorithms ?? (key instanceof Uint8Array ? BY_SECRET : BY_PUBLIC_KEY))];
  return async (token) => {
    if (token.length > MAX_TOKEN_LENGTH) return UNKNOWN;
    try {
      return { facts: readClaims(await verifySignature(token, key, algorithms), tenantClaim), verified: true };
    } catch (error) {
      // One key is at hand: whatever fails with it, fails because of the token.
      if (typeof key === "function" && isUnreachable(error)) return undefined;
      return decode(token, tenantClaim);
    }
  };
}
