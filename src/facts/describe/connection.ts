// Makes the facts of a connection: what is started, from which package, and where it connects.
import type { Server } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import { digestEntry } from "../digest.ts";
import { findSimilarPackages } from "../package/similar_packages.ts";
import { describeUrls, isWholeUrl, type UrlText } from "../urls/find_urls.ts";
import type { Makers, Scope } from "./scope.ts";

/** The server's URL, and those among its arguments: a bridge connects to the server it is told about. */
export function listServerUrls({ url, args = [] }: Server, pointer: string): UrlText[] {
  const inArgs = args
    .map((value, index) => ({ pointer: `${pointer}/args/${index}`, value }))
    .filter(({ value }) => /^(?:https?|wss?):\/\//i.test(value));
  const own = typeof url === "string" ? [{ pointer: `${pointer}/url`, value: url }] : [];
  return [...own, ...inArgs];
}

function listUrls({ event: { server, http } }: Scope): UrlText[] {
  const inHeaders = Object.entries(http?.headers ?? {})
    .map(([name, value]) => ({ pointer: joinPointer("/http/headers", name), value: value ?? "" }))
    .filter(({ value }) => isWholeUrl(value));
  return [...(server === undefined ? [] : listServerUrls(server, "/server")), ...inHeaders];
}

export const connection: Makers = {
  urls: (scope) => describeUrls(listUrls(scope)),
  entry_digest: ({ event: { server } }) => (server === undefined ? undefined : digestEntry(server)),
  launch: ({ launch, event: { server } }) => {
    if (launch === undefined || server?.wrapper === undefined) return launch?.launch;
    return { ...launch.launch, wrappers: ["mcp-trust", ...launch.launch.wrappers] };
  },
  similar_packages: ({ event: { server }, context, launch }) => {
    if (launch === undefined) return undefined;
    const known = server?.package ?? launch.package;
    return known === undefined ? [] : findSimilarPackages(known, context.knownPackages.get(known.registry) ?? []);
  },
};
