// Turns what an entry says about where names lead (links, redirects, resolved addresses) into facts and requests.
import { homedir } from "node:os";
import { describePaths, resolveRoots } from "../../src/facts/paths/describe_paths.ts";
import { findPaths, type PathCandidate } from "../../src/facts/paths/find_paths.ts";
import { classifyHost } from "../../src/facts/urls/describe_url.ts";
import { findUrls, type UrlText } from "../../src/facts/urls/find_urls.ts";
import type { Event, Facts, PathFact, UrlFact } from "../../src/generated/event.ts";
import { type Fields, fieldsOf, isFields, textOf, textsOf } from "./entry.ts";

const LINKS = ["symlinks", "links", "hardlinks"] as const;
const LINKED = [
  "resolves_to",
  "symlink_target",
  "hardlink_target",
  "hard_link_to",
  "real_path",
  "canonical_path",
  "link_target",
  "resolved_path",
  "realpath",
] as const;
const ADDRESSES = ["resolves_to", "resolved_ip", "resolved_ips", "resolved_addresses", "resolved"] as const;
const REDIRECTS = ["redirect_chain", "redirects", "redirects_to", "redirect_to", "final_url"] as const;
const NAMES = ["dns", "resolutions"] as const;

/** Where a path ends: the longest of the links it goes through, replaced. */
function follow(path: string, links: Readonly<Record<string, string>>): string | undefined {
  const [link] = Object.keys(links)
    .filter((one) => path === one || path.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length);
  return link === undefined ? undefined : `${links[link]}${path.slice(link.length)}`;
}

function linksOf(event: Fields, context: Fields): Record<string, string> {
  const places = [context, fieldsOf(context.fs_state), fieldsOf(context.fs), event];
  const found = places.flatMap((place) => LINKS.flatMap((name) => Object.entries(fieldsOf(place[name]))));
  return Object.fromEntries(found.filter((pair): pair is [string, string] => typeof pair[1] === "string"));
}

function pathFacts(event: Fields, context: Fields): Pick<Facts, "paths"> {
  const links = linksOf(event, context);
  const said = LINKED.map((name) => textOf(event[name])).find((text) => text?.match(/^(?:\/|~|[A-Za-z]:\\|\\\\)/));
  if (Object.keys(links).length === 0 && said === undefined) return {};
  const place = { platform: process.platform, home: homedir(), cwd: undefined, followLinks: false };
  const roots = resolveRoots([...textsOf(context.allowed_roots), ...textsOf(context.roots)], place);
  const describe = (candidate: PathCandidate): PathFact[] => describePaths([candidate], roots, place);
  const paths = findPaths(fieldsOf(event.args), "/arguments").flatMap((candidate) => {
    const end = said ?? follow(candidate.value, links);
    const written = describe(candidate);
    if (end === undefined) return written;
    return describe({ ...candidate, value: end }).map((fact): PathFact => {
      const marks = written.flatMap((one) => one.marks);
      return {
        ...fact,
        written: candidate.value,
        marks: [...new Set([...marks, ...fact.marks, "link_followed" as const])],
      };
    });
  });
  return { paths };
}

function addressesOf(event: Fields, context: Fields, host: string): string[] {
  const named = [event, context].flatMap((place) => NAMES.flatMap((name) => textsOf(fieldsOf(place[name])[host])));
  const said = ADDRESSES.flatMap((name) =>
    isFields(event[name]) ? textsOf(fieldsOf(event[name])[host]) : textsOf(event[name]),
  );
  return [...named, ...said.filter((text) => /^[0-9a-f.:[\]]+$/i.test(text))];
}

/** The URL facts with the addresses that their names resolved to; undefined where nobody said. */
export function resolveUrls(event: Fields, context: Fields, urls: readonly UrlFact[]): UrlFact[] | undefined {
  const resolved = urls.map((url) => {
    const addresses = addressesOf(event, context, url.host);
    return addresses.length === 0 ? url : { ...url, resolved: addresses.map(classifyHost) };
  });
  return resolved.some((url) => url.resolved !== undefined) ? resolved : undefined;
}

function listTexts(value: unknown, pointer: string): UrlText[] {
  if (typeof value === "string") return [{ pointer, value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => listTexts(member, `${pointer}/${name}`));
}

/** Facts about a call's arguments that its text alone does not tell. */
export function readLeads(event: Fields, context: Fields): Pick<Facts, "paths" | "urls"> {
  const urls = resolveUrls(event, context, findUrls(listTexts(fieldsOf(event.args), "/arguments")));
  return { ...pathFacts(event, context), ...(urls === undefined ? {} : { urls }) };
}

/** Each hop of a redirect is a request of its own. */
export function readRedirects(event: Fields, from: string, server: Event["server"]): Event[] {
  const hops = REDIRECTS.flatMap((name) => textsOf(event[name])).filter((hop, index) => index > 0 || hop !== from);
  return hops.map((url, index) => ({
    kind: "fetch",
    point: "client",
    ...(server === undefined ? {} : { server }),
    fetch: { url, purpose: "tool", redirected_from: hops[index - 1] ?? from },
  }));
}
