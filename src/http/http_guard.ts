// Judges each HTTP request before the server sees it: who calls whom from where, with which token, in which session.
import { AsyncLocalStorage } from "node:async_hooks";
import { digestText } from "../digest_text.ts";
import type { Decision } from "../generated/decision.ts";
import type { Authorization, Event, Http, Principal, Server, Session } from "../generated/event.ts";
import type { Failure } from "../guard/failures.ts";
import { serverOf } from "../guard/guard_transport.ts";
import { idOf, memberOf } from "../guard/json_rpc.ts";
import { enforcedEffect, Judge, objectionsOf } from "../guard/judge.ts";
import { discharge, type Judged } from "../guard/obligations.ts";
import { checkHttpOptions } from "./check_http_options.ts";
import {
  describeRequest,
  type HeaderValues,
  type IncomingRequest,
  type RequestContext,
  readHeaders,
} from "./describe_request.ts";
import { findSession, findToken } from "./find_token.ts";
import type { HttpGuardOptions } from "./http_options.ts";
import { createRefusal, type Refusal, type RefusedRequest } from "./refusal.ts";
import { SessionTable } from "./session_table.ts";
import { type AuthInfo, readAuthInfo, readTokenPrincipal } from "./token_facts.ts";
import { createTokenReader, type ReadTokenFunction } from "./verify_token.ts";

/** What is known of a request that goes on, for the messages it carries. */
export interface RequestFacts {
  readonly http: Http;
  readonly principal?: Principal;
}

export interface HttpPass {
  readonly action: "pass";
  readonly decisions: readonly Decision[];
  readonly facts: RequestFacts;
}

export interface HttpRefuse {
  readonly action: "refuse";
  readonly decisions: readonly Decision[];
  /** What to answer. */
  readonly refusal: Refusal;
}

export type HttpVerdict = HttpPass | HttpRefuse;

/** What comes with a request beside it. */
export interface GivenWithRequest extends Pick<RequestContext, "bindAddress" | "remoteAddress"> {
  /** What middleware before the guard verified: `request.auth` of the SDKs. */
  readonly auth?: AuthInfo | undefined;
}

interface Caller {
  readonly authorization?: Authorization;
  readonly principal?: Principal | undefined;
  readonly authenticated: boolean;
  /** Why it could not be found out who calls. */
  readonly failure?: Failure["code"];
}

export interface HttpGuard {
  /** Judges a request. Never rejects: what cannot be judged is refused. */
  judge(request: IncomingRequest, given?: GivenWithRequest): Promise<HttpVerdict>;
  /**
   * Judges the session id that a response is about to hand out, and remembers whose it is.
   *
   * @param facts of the request that is answered
   * @returns what to answer instead; undefined when the response may go
   */
  issue(sessionId: string | null | undefined, facts: RequestFacts, request: IncomingRequest): Refusal | undefined;
  /** Runs what serves a request; the messages that it reads are judged with the facts of the request. */
  run<T>(facts: RequestFacts, serve: () => T): T;
  /** For the options of `guardServer` and `guardServerFactory`. */
  readonly readHttp: (extra?: unknown) => Http | undefined;
  /** For the options of `guardServer` and `guardServerFactory`. */
  readonly readPrincipal: (extra?: unknown) => Principal | undefined;
}

/** As the HTTP transports of the revisions with sessions use one. */
function actionOf({ method }: IncomingRequest, headers: HeaderValues): Session["action"] {
  if (method === "DELETE") return "closed";
  return headers.has("last-event-id") ? "resumed" : "message";
}

class RequestGuard implements HttpGuard {
  readonly #options: HttpGuardOptions;
  readonly #server: Server;
  readonly #judge: Judge;
  readonly #readToken: ReadTokenFunction;
  readonly #sessions = new SessionTable();
  readonly #current = new AsyncLocalStorage<RequestFacts>();

  constructor(options: HttpGuardOptions) {
    this.#options = options;
    this.#server = { transport: "http", ...serverOf(options.server) };
    this.#judge = new Judge(options.evaluator, options.log);
    this.#readToken = createTokenReader(options.verify, options.tenantClaim);
  }

  readonly readHttp = (): Http | undefined => this.#current.getStore()?.http;

  readonly readPrincipal = (): Principal | undefined => this.#current.getStore()?.principal;

  run<T>(facts: RequestFacts, serve: () => T): T {
    return this.#current.run(facts, serve);
  }

  async judge(request: IncomingRequest, given: GivenWithRequest = {}): Promise<HttpVerdict> {
    const { allowedHosts, allowedOrigins, bindAddress } = this.#options;
    const context = { bindAddress, allowedHosts, allowedOrigins, ...definedOf(given) };
    try {
      const caller = await this.#identify(request, given.auth);
      const http = describeRequest(request, { ...context, authenticated: caller.authenticated });
      if (caller.failure !== undefined) return this.#fail(request, http, caller.failure);
      const facts = { http, ...(caller.principal === undefined ? {} : { principal: caller.principal }) };
      const judged = this.#listEvents(request, facts, caller).map((event) => this.#settle(event));
      const denied = judged.filter(({ decision }) => enforcedEffect(decision) !== "allow");
      return denied.length === 0
        ? { action: "pass", decisions: judged.map(({ decision }) => decision), facts }
        : this.#refuse(request, judged, denied);
    } catch {
      // The program's own readers failed.
      return this.#fail(request, { direction: "inbound" }, "fail_closed.facts_failed");
    }
  }

  /** Calls nothing of the program's own: that may be what failed. */
  #fail(request: IncomingRequest, http: Http, code: Failure["code"]): HttpRefuse {
    const failed = this.#judge.deny({ kind: "connection", point: "server", server: this.#server, http }, { code });
    return this.#refuse(request, [failed], [failed]);
  }

  issue(id: string | null | undefined, facts: RequestFacts, request: IncomingRequest): Refusal | undefined {
    if (typeof id !== "string" || this.#sessions.has(id)) return undefined;
    // Who brought it knew it before: it is nobody's, and was judged as such.
    if (findSession(request, readHeaders(request))?.id === id) return undefined;
    try {
      const known = this.#sessions.describe(id, facts.principal);
      const session: Session = { ...known, action: "issued", id_location: "header" };
      const judged = this.#settle(this.#complete({ kind: "session", session }, facts));
      if (enforcedEffect(judged.decision) !== "allow") return this.#refuse(request, [judged], [judged]).refusal;
      this.#sessions.add(known);
      return undefined;
    } catch {
      return this.#fail(request, facts.http, "fail_closed.facts_failed").refusal;
    }
  }

  async #identify(request: IncomingRequest, auth: AuthInfo | undefined): Promise<Caller> {
    const { resource, issuer, requiredScopes = [], verify, identify, tenantClaim, now } = this.#options;
    const found = findToken(request, readHeaders(request));
    const known = identify?.(request);
    if (found === undefined && verify === undefined && resource === undefined) {
      const principal =
        known ?? (auth === undefined ? undefined : readTokenPrincipal(readAuthInfo(auth, resource, tenantClaim)));
      return { principal, authenticated: principal !== undefined };
    }
    const asked = {
      phase: "request" as const,
      ...(resource === undefined ? {} : { resource }),
      ...(issuer === undefined ? {} : { recorded_issuer: issuer }),
      required_scopes: [...requiredScopes],
    };
    if (found === undefined) {
      const authorization = { ...asked, token_presented: false };
      return { authorization, principal: known, authenticated: known !== undefined };
    }
    const read =
      auth === undefined || verify !== undefined
        ? await this.#readToken(found.token)
        : { facts: readAuthInfo(auth, resource, tenantClaim), verified: true };
    if (read === undefined) return { authenticated: false, failure: "fail_closed.issuer_unreachable" };
    const { facts, verified } = read;
    const seconds = (now?.() ?? new Date()).getTime() / 1000;
    const { audience, issuer: tokenIssuer, scopes, expiresAt } = facts;
    const authorization: Authorization = {
      ...asked,
      token_presented: true,
      token_location: found.location,
      token_digest: digestText(found.token),
      token_verified: verified,
      ...(audience === undefined ? {} : { audience: [...audience] }),
      ...(tokenIssuer === undefined ? {} : { token_issuer: tokenIssuer }),
      ...(scopes === undefined ? {} : { scopes_granted: [...scopes] }),
      ...(expiresAt === undefined ? {} : { token_expired: expiresAt <= seconds }),
    };
    const principal = verified ? readTokenPrincipal(facts) : known;
    return { authorization, principal, authenticated: principal !== undefined };
  }

  #complete(event: Pick<Event, "kind" | "authorization" | "session">, { http, principal }: RequestFacts): Event {
    const { now } = this.#options;
    return {
      ...event,
      point: "server",
      server: this.#server,
      http,
      ...(principal === undefined ? {} : { principal }),
      ...(now === undefined ? {} : { time: now().toISOString() }),
    };
  }

  #listEvents(request: IncomingRequest, facts: RequestFacts, { authorization }: Caller): Event[] {
    const events = [this.#complete({ kind: "connection" }, facts)];
    if (authorization !== undefined) events.push(this.#complete({ kind: "authorization", authorization }, facts));
    const headers = readHeaders(request);
    const used = findSession(request, headers);
    if (used !== undefined) {
      const action = actionOf(request, headers);
      const session = { ...this.#sessions.find(used.id), action, id_location: used.location };
      events.push(this.#complete({ kind: "session", session }, facts));
    }
    return events;
  }

  /** Nobody can be asked while a request waits, and what must be done for it is done before it goes on. */
  #settle(event: Event): Judged {
    const judged = this.#judge.decide(event);
    const effect = enforcedEffect(judged.decision);
    if (effect === "deny") return judged;
    if (effect === "ask")
      return this.#judge.deny(event, { code: "fail_closed.nobody_to_ask" }, objectionsOf([judged], ["ask"]));
    const context = { handlers: this.#options, hasLog: this.#judge.hasLog, confirmed: "not" } as const;
    const { unmet } = discharge({}, [judged], undefined, context);
    if (unmet === undefined) return judged;
    return this.#judge.deny(event, { code: "fail_closed.obligation_unmet", args: { obligation: unmet } });
  }

  #refuse(request: IncomingRequest, judged: readonly Judged[], denied: readonly Judged[]): HttpRefuse {
    const { resourceMetadata, requiredScopes: scopes = [] } = this.#options;
    const refused: RefusedRequest = { method: request.method, id: idOf(memberOf(request, "body")) };
    const refusal = createRefusal(denied, this.#judge.explain, { resourceMetadata, scopes }, refused);
    return { action: "refuse", decisions: judged.map(({ decision }) => decision), refusal };
  }
}

function definedOf<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/**
 * Makes the guard of one server that is reached over HTTP. One for all its requests: it remembers whose sessions are whose.
 *
 * @throws {GuardError} when an option is missing, unknown, or of another kind than expected
 */
export function createHttpGuard(options: HttpGuardOptions): HttpGuard {
  checkHttpOptions(options);
  return new RequestGuard(options);
}
