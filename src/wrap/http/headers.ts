// Turns the headers of one HTTP message into those of the next: end-to-end ones go on, the rest belongs to one connection.
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

/** RFC 9110 7.6.1, with what its predecessors called so. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Said anew of each message: it is written again, uncompressed, to a host of its own. */
const REWRITTEN = new Set(["host", "content-length", "accept-encoding", "content-encoding", "expect"]);

/** Attacker-controlled: these would lead the client past the proxy. */
const LEADS_AWAY = new Set(["location", "content-location", "alt-svc", "refresh", "link"]);

function namedByConnection({ connection = "" }: IncomingHttpHeaders): Set<string> {
  return new Set(connection.split(",").map((name) => name.trim().toLowerCase()));
}

function pickHeaders(headers: IncomingHttpHeaders, isDropped: (name: string) => boolean): OutgoingHttpHeaders {
  const named = namedByConnection(headers);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !HOP_BY_HOP.has(name) && !REWRITTEN.has(name) && !named.has(name) && !isDropped(name),
    ),
  );
}

/**
 * INVARIANT: these are the headers that were judged, read once by the same parser. Of the media type nothing goes on but its
 * name: the body was judged as UTF-8, and a server that reads UTF-7 or UTF-16 because the client says so reads another one.
 */
export function forwardRequestHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const type = mediaTypeOf(headers);
  return {
    ...pickHeaders(headers, (name) => name === "content-type"),
    ...(type === "" ? {} : { "content-type": type }),
  };
}

export function forwardResponseHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return pickHeaders(headers, (name) => LEADS_AWAY.has(name));
}

/** `text/event-stream; charset=utf-8` without its parameters. */
export function mediaTypeOf({ "content-type": type = "" }: IncomingHttpHeaders): string {
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}
