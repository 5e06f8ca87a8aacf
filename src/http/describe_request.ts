// Turns an HTTP request, of Node or of the web, into what an event says about it. No credential and no query value enters.
import type { Http } from "../generated/event.ts";
import { parseUrl } from "../parse_url.ts";

/** What is used of Node's `IncomingMessage`, and of what Express makes of it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Express: the URL before routers took their part off. */
  readonly originalUrl?: string | undefined;
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[];
  readonly socket?: object | null | undefined;
}

/** What is used of a web `Request`. */
export interface WebRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Iterable<readonly [string, string]>;
}

export type IncomingRequest = NodeRequest | WebRequest;

/** What a request does not say about itself. */
export interface RequestContext {
  /** Where the listener listens, for example `127.0.0.1`. Default: what Node's own server says. */
  readonly bindAddress?: string | undefined;
  /** Where the request came from. Default: what Node's own socket says. */
  readonly remoteAddress?: string | undefined;
  /** Hosts, with or without port, under which the server is reached. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Origins whose pages may call the server. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Whether somebody verified who is asking. */
  readonly authenticated?: boolean | undefined;
}

/** Header values, names in lower case. Attacker-controlled: what was sent twice stands as both, and so equals neither. */
export type HeaderValues = ReadonlyMap<string, string>;

export function readHeaders(request: IncomingRequest): HeaderValues {
  const headers = new Map<string, string>();
  const add = (given: string, value: string): void => {
    const name = given.toLowerCase();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  };
  if ("rawHeaders" in request) {
    const { rawHeaders } = request;
    for (let index = 0; index + 1 < rawHeaders.length; index += 2)
      add(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  } else {
    for (const [name, value] of request.headers) add(name, value);
  }
  return headers;
}

/** The request's target; of Node's requests it is a path, of the web's a URL. */
export function readTarget(request: IncomingRequest): URL | undefined {
  const { url = "/", originalUrl } = request as NodeRequest;
  const target = originalUrl ?? url;
  return target.startsWith("/") ? parseUrl(`http://localhost${target}`) : parseUrl(target);
}

/** Names are what rules read; values may be tokens, and so may what has no name. */
function describePath({ pathname, search }: URL): string {
  const parameters = search.replace(/([?&;])([^=&;]*)(=?)([^&;]*)/g, (_, start, name, sign, value) => {
    const shown = sign === "" && name !== "" ? "*" : name;
    return `${start}${shown}${sign}${value === "" ? "" : "*"}`;
  });
  return pathname + parameters;
}

/** Standard ways in which a request names URLs that a server does not open. */
const OF_THE_BROWSER = new Set(["origin", "referer", "referrer-policy"]);

/** A server may open what a header of its own names. The user name, password and query of such a URL stay out. */
function listUrls(headers: HeaderValues): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of headers) {
    if (OF_THE_BROWSER.has(name) || name.startsWith(PARAMETER_PREFIX) || !/^(?:https?|wss?):\/\//i.test(value))
      continue;
    const url = parseUrl(value);
    if (url !== undefined) found[name] = `${url.protocol}//${url.host}${describePath(url)}`;
  }
  return found;
}

const PARAMETER_PREFIX = "mcp-param-";

/** Parameters of a tool that its definition wants mirrored. */
function listParameters(headers: HeaderValues): Record<string, string> {
  const found = [...headers].filter(([name]) => name.startsWith(PARAMETER_PREFIX));
  return Object.fromEntries(found.map(([name, value]) => [name.slice(PARAMETER_PREFIX.length), value]));
}

/** A listener's address outlives the listener: connections that are kept are served after it closed. */
const ADDRESSES = new WeakMap<object, string>();

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/**
 * INVARIANT: not the socket's local address, which is loopback for whoever comes from this machine, wherever else the
 * listener can be reached from.
 */
function findBindAddress(socket: unknown): string | undefined {
  const server = memberOf(socket, "server");
  if (typeof server !== "object" || server === null) return undefined;
  const known = ADDRESSES.get(server);
  if (known !== undefined) return known;
  const address = memberOf(server, "address");
  const bound = typeof address === "function" ? textOf(memberOf(address.call(server), "address")) : undefined;
  if (bound !== undefined) ADDRESSES.set(server, bound);
  return bound;
}

function definedOf<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const defined = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/**
 * Describes a request that reaches a server or a proxy.
 *
 * @param request Node's, Express's, or a web `Request`
 * @returns the `http` member of an event; what could not be found out is absent, and rules then expect the worst
 */
export function describeRequest(request: IncomingRequest, context: RequestContext = {}): Http {
  const headers = readHeaders(request);
  const socket = "socket" in request ? request.socket : undefined;
  const target = readTarget(request);
  const urls = listUrls(headers);
  const parameters = listParameters(headers);
  const { allowedHosts, allowedOrigins } = context;
  return definedOf({
    direction: "inbound" as const,
    method: request.method,
    path: target === undefined ? undefined : describePath(target),
    // HTTP/2 has a pseudo-header in its place.
    host: headers.get("host") ?? headers.get(":authority"),
    origin: headers.get("origin"),
    bind_address: context.bindAddress ?? findBindAddress(socket),
    remote_address: context.remoteAddress ?? textOf(memberOf(socket, "remoteAddress")),
    content_type: headers.get("content-type"),
    authenticated: context.authenticated,
    allowed_hosts: allowedHosts === undefined ? undefined : [...allowedHosts],
    allowed_origins: allowedOrigins === undefined ? undefined : [...allowedOrigins],
    header_names: [...headers.keys()].filter((name) => !name.startsWith(":")),
    header_protocol_version: headers.get("mcp-protocol-version"),
    header_method: headers.get("mcp-method"),
    header_name: headers.get("mcp-name"),
    header_params: Object.keys(parameters).length === 0 ? undefined : parameters,
    headers: Object.keys(urls).length === 0 ? undefined : urls,
  });
}
