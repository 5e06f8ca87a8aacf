// Makes the facts of a connection: what is started, from which package, and where it connects.
import { joinPointer } from "../../pointer.ts";
import { digestEntry } from "../digest.ts";
import { findSimilarPackages } from "../package/similar_packages.ts";
import { describeUrls, isWholeUrl, type UrlText } from "../urls/find_urls.ts";
import type { Makers, Scope } from "./scope.ts";

/** The server's URL, and those among its arguments and headers: a bridge connects to the server it is told about. */
function listUrls({ event: { server, http } }: Scope): UrlText[] {
  const inArgs = (server?.args ?? [])
    .map((value, index) => ({ pointer: `/server/args/${index}`, value }))
    .filter(({ value }) => /^(?:https?|wss?):\/\//i.test(value));
  const inHeaders = Object.entries(http?.headers ?? {})
    .map(([name, value]) => ({ pointer: joinPointer("/http/headers", name), value: value ?? "" }))
    .filter(({ value }) => isWholeUrl(value));
  const own = typeof server?.url === "string" ? [{ pointer: "/server/url", value: server.url }] : [];
  return [...own, ...inArgs, ...inHeaders];
}

export const connection: Makers = {
  urls: (scope) => describeUrls(listUrls(scope)),
  entry_digest: ({ event: { server } }) => (server === undefined ? undefined : digestEntry(server)),
  launch: ({ launch }) => launch?.launch,
  similar_packages: ({ event: { server }, context, launch }) => {
    if (launch === undefined) return undefined;
    const known = server?.package ?? launch.package;
    return known === undefined ? [] : findSimilarPackages(known, context.knownPackages.get(known.registry) ?? []);
  },
};
