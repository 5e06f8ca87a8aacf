// Finds the token that a request presents, and the session that it is part of, wherever they traveled.
import type { Authorization, Session } from "../generated/event.ts";
import { type HeaderValues, type IncomingRequest, readTarget } from "./describe_request.ts";

interface FoundToken {
  readonly token: string;
  readonly location: NonNullable<Authorization["token_location"]>;
}

/** RFC 6750, section 2.3. */
const TOKEN_PARAMETER = "access_token";

/** Schemes of RFC 6750 and RFC 9449. What comes by another one is no token of OAuth. */
const SCHEME = /^(?:Bearer|DPoP)(?: +|$)/i;

/** A token in the URL was read on the way, whatever stands in the header. */
export function findToken(request: IncomingRequest, headers: HeaderValues): FoundToken | undefined {
  const inQuery = readTarget(request)?.searchParams.get(TOKEN_PARAMETER);
  if (typeof inQuery === "string") return { token: inQuery, location: "query" };
  const given = headers.get("authorization") ?? "";
  const scheme = SCHEME.exec(given)?.[0];
  return scheme === undefined ? undefined : { token: given.slice(scheme.length), location: "header" };
}

interface FoundSession {
  readonly id: string;
  readonly location: NonNullable<Session["id_location"]>;
}

export const SESSION_HEADER = "mcp-session-id";

/** The two spellings that servers of the HTTP+SSE transport use in the URL that they send requests to. */
const SESSION_PARAMETERS = ["sessionId", "session_id"];

export function findSession(request: IncomingRequest, headers: HeaderValues): FoundSession | undefined {
  const query = readTarget(request)?.searchParams;
  for (const name of SESSION_PARAMETERS) {
    const id = query?.get(name);
    if (typeof id === "string") return { id, location: "query" };
  }
  const id = headers.get(SESSION_HEADER);
  return id === undefined ? undefined : { id, location: "header" };
}
