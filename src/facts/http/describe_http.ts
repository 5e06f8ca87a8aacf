// Turns what a server saw of a request into a fact about its addresses: what kind they are, and which are allowed.
//
// Limits: the addresses are those of the request as the server saw it. Behind a proxy the remote address is the proxy's.
// Names are not resolved.
import ipaddr from "ipaddr.js";
import type { Event, HttpFact } from "../../generated/event.ts";
import { parseUrl } from "../../parse_url.ts";
import { classifyHost } from "../urls/describe_url.ts";

/** Ranges from the settings, by server. */
export type ListedAddresses = ReadonlyMap<string, readonly string[]>;

/** Attacker-controlled: no header of these is longer. */
const MAX_LENGTH = 2048;

/** @returns undefined when the text is no `host` or `host:port` */
function readHost(text: string | undefined, scheme = "http"): URL | undefined {
  if (text === undefined || text.length > MAX_LENGTH || !/^[^\s/\\?#@]+$/.test(text)) return undefined;
  return parseUrl(`${scheme}://${text}/`);
}

function readOrigin(text: string | undefined): URL | undefined {
  if (text === undefined || text.length > MAX_LENGTH || !/^[a-z][a-z0-9+.-]*:\/\/[^\s/\\?#@]+$/i.test(text))
    return undefined;
  return parseUrl(text);
}

function nameOf({ hostname }: URL): string {
  return hostname.toLowerCase().replace(/\.$/, "");
}

/** With its port, also where that is the scheme's own. */
function placeOf(url: URL): string {
  const ports: Readonly<Record<string, string>> = { "http:": "80", "https:": "443", "ws:": "80", "wss:": "443" };
  return `${nameOf(url)}:${url.port || (ports[url.protocol] ?? "")}`;
}

/** Address, `address:port`, `[address]:port`, `address%zone`; nothing at all listens everywhere. */
function bareAddress(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH) return undefined;
  if (trimmed === "" || trimmed === "*" || /^(?:\*|):\d+$/.test(trimmed)) return "0.0.0.0";
  const inner = /^\[([^\]]*)\](?::\d+)?$/.exec(trimmed)?.[1] ?? trimmed;
  const bare = inner.replace(/%.*$/s, "");
  if (bare === "::" || ipaddr.isValid(bare))
    return ipaddr.IPv6.isValid(bare) || ipaddr.IPv4.isValidFourPartDecimal(bare) ? bare : readHost(bare)?.hostname;
  return readHost(inner)?.hostname;
}

function classify(text: string | undefined): HttpFact["bind_class"] {
  const address = text === undefined ? undefined : bareAddress(text);
  return address === undefined ? undefined : classifyHost(address);
}

/** Attacker-controlled: a name that leads to an address is a name still, and the page that sent it may be anybody's. */
function classifyWritten({ hostname }: URL): HttpFact["host_class"] {
  const literal = ipaddr.isValid(hostname.replace(/^\[|\]$/g, "")) || /(?:^|\.)localhost\.?$/i.test(hostname);
  return literal ? classifyHost(hostname) : "name";
}

function isListed(text: string | undefined, ranges: readonly string[]): boolean {
  const bare = text === undefined ? undefined : bareAddress(text);
  if (text === undefined || text.trim() === "" || bare === undefined) return false;
  const plain = bare.replace(/^\[|\]$/g, "");
  if (!ipaddr.isValid(plain)) return false;
  const address = ipaddr.process(plain);
  return ranges.some((range) => {
    const [network, length] = ipaddr.isValidCIDR(range)
      ? ipaddr.parseCIDR(range)
      : ipaddr.isValid(range)
        ? ([ipaddr.process(range), undefined] as const)
        : [undefined, undefined];
    if (network === undefined || network.kind() !== address.kind()) return false;
    return length === undefined ? network.toString() === address.toString() : address.match(network, length);
  });
}

/** `*` in an allowed host is not a pattern: only whole hosts count, with the port where one is written. */
function isAllowedHost(host: URL, allowed: readonly string[]): boolean {
  return allowed.some((text) => {
    const entry = readHost(text);
    if (entry === undefined) return false;
    return /:\d+$/.test(text.replace(/^\[[^\]]*\]/, ""))
      ? placeOf(entry) === placeOf(host)
      : nameOf(entry) === nameOf(host);
  });
}

function isAllowedOrigin(origin: URL, allowed: readonly string[]): boolean {
  return allowed.some((text) => {
    const entry = readOrigin(text.replace(/\/$/, ""));
    return entry !== undefined && entry.protocol === origin.protocol && placeOf(entry) === placeOf(origin);
  });
}

export function describeHttp({ http = {}, server }: Event, listed: ListedAddresses): HttpFact {
  const host = readHost(http.host);
  const origin = readOrigin(http.origin);
  const ranges = server === undefined ? undefined : listed.get(server.name);
  // The port that the Host header leaves out is that of the scheme, which only the Origin tells.
  const hostAsOrigin = origin === undefined ? undefined : readHost(http.host, origin.protocol.slice(0, -1));
  const facts: { [Name in keyof HttpFact]: HttpFact[Name] | undefined } = {
    bind_class: classify(http.bind_address),
    remote_class: http.remote_address?.trim() === "" ? undefined : classify(http.remote_address),
    host_class: host === undefined ? undefined : classifyWritten(host),
    origin_class: origin === undefined ? undefined : classifyWritten(origin),
    host_name: host === undefined ? undefined : nameOf(host),
    host_allowed:
      http.allowed_hosts === undefined || http.host === undefined
        ? undefined
        : host !== undefined && isAllowedHost(host, http.allowed_hosts),
    origin_allowed:
      http.allowed_origins === undefined || http.origin === undefined
        ? undefined
        : origin !== undefined && isAllowedOrigin(origin, http.allowed_origins),
    origin_is_host:
      origin === undefined || hostAsOrigin === undefined ? undefined : placeOf(origin) === placeOf(hostAsOrigin),
    remote_listed:
      ranges === undefined || http.remote_address === undefined ? undefined : isListed(http.remote_address, ranges),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as HttpFact;
}
