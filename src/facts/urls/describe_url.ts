// Turns a URL into a fact: its parts by the WHATWG parser, and what kind of address its host is.
//
// Limits: a name is a name, wherever it resolves to: `10.0.0.1.nip.io` stays one, unless whoever resolved it says so in
// `resolved`. Addresses inside IPv6 that carry IPv4 (NAT64, 6to4, Teredo) are reserved, whatever they carry.
import ipaddr from "ipaddr.js";
import type { UrlFact } from "../../generated/event.ts";
import { parseUrl } from "../../parse_url.ts";
import { findDeceptions } from "./deceptive.ts";

type AddressClass = UrlFact["address_class"];

/** The addresses cloud machines and their containers serve credentials at, in both families. */
const METADATA_ADDRESSES = new Set([
  "169.254.169.254",
  "169.254.170.2",
  "169.254.170.23",
  "100.100.100.200",
  "192.0.0.192",
  "168.63.129.16",
  "fd00:ec2::23",
  "fd00:ec2::254",
  "fd20:ce::254",
]);
const METADATA_NAMES = new Set(["metadata.google.internal", "metadata.goog"]);

/** Names that by RFC 6761, 6762, 8375 or custom never leave the local network. */
const LOCAL_SUFFIXES = [".local", ".internal", ".lan", ".home.arpa", ".localdomain", ".test"];

/** Public names that answer with the address in them, or with loopback, whoever asks. */
const EMBEDDED = /(?:^|[.-])(\d{1,3}(?:[.-]\d{1,3}){3})\.(?:nip\.io|sslip\.io|xip\.io)$/;
const LOOPBACK_NAMES = /(?:^|\.)(?:localtest\.me|lvh\.me|vcap\.me|lacolhost\.com)$/;

function classifyAddress(text: string): AddressClass {
  if (METADATA_ADDRESSES.has(text)) return "metadata";
  const parsed = ipaddr.process(text);
  // ::a.b.c.d, the form before ::ffff:a.b.c.d: no public machine has such an address.
  if (
    parsed instanceof ipaddr.IPv6 &&
    parsed.range() === "unicast" &&
    parsed.parts.slice(0, 6).every((part) => part === 0)
  )
    return "reserved";
  if (METADATA_ADDRESSES.has(parsed.toString())) return "metadata";
  switch (parsed.range()) {
    case "unicast":
      return "public";
    case "loopback":
      return "loopback";
    case "private":
    case "uniqueLocal":
    case "carrierGradeNat":
      return "private";
    case "linkLocal":
      return "link_local";
    case "unspecified":
      return "unspecified";
    default:
      return "reserved";
  }
}

/** Classifies a host as the WHATWG parser leaves it: encodings of an address are already undone. */
export function classifyHost(host: string): AddressClass {
  const bare = host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
  // `javascript:`, `data:` and `file:` lead to no machine, `http://.` to none that has a name.
  if (bare === "") return "reserved";
  if (ipaddr.isValid(bare)) return classifyAddress(bare);
  if (bare === "localhost" || bare.endsWith(".localhost")) return "loopback";
  if (METADATA_NAMES.has(bare)) return "metadata";
  if (LOOPBACK_NAMES.test(bare)) return "loopback";
  const embedded = EMBEDDED.exec(bare)?.[1]?.replaceAll("-", ".");
  if (embedded !== undefined && ipaddr.isValid(embedded)) return classifyAddress(embedded);
  if (!bare.includes(".") || LOCAL_SUFFIXES.some((suffix) => bare.endsWith(suffix))) return "private";
  return "name";
}

/** Without what says nothing about where the URL leads: credentials, fragment, and the dot that ends a full name. */
function normalize(given: URL): string {
  const url = new URL(given);
  url.username = "";
  url.password = "";
  url.hash = "";
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  return url.href;
}

/** @returns undefined when the text is no absolute URL */
export function describeUrl(text: string, pointer: string): UrlFact | undefined {
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  const deceptive = findDeceptions(url, text);
  return {
    pointer,
    scheme: url.protocol.slice(0, -1),
    host: url.hostname,
    port: url.port === "" ? null : Number(url.port),
    origin: url.origin,
    normalized: normalize(url),
    address_class: classifyHost(url.hostname),
    has_credentials: url.username !== "" || url.password !== "",
    ...(deceptive.length === 0 ? {} : { deceptive }),
  };
}
