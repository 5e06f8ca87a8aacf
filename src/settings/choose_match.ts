// Turns the entries configured under one name into the transport facts that settings would know the server by.
import { canonicalJson } from "../canonical_json.ts";
import type { Event, Package, Server } from "../generated/event.ts";
import type { Match } from "../generated/settings.ts";

export interface Choice {
  /** undefined: settings cannot name this server. */
  readonly match: Match | undefined;
  /** Why there is no match, or what it leaves open; for a comment. */
  readonly note: string | undefined;
}

function hasSecret({ facts }: Event, pointer: string): boolean {
  return (facts?.secrets ?? []).some(
    (secret) => secret.pointer === pointer || secret.pointer.startsWith(`${pointer}/`),
  );
}

function matchPackage({ registry, name, version, digest, pinned }: Package): Choice {
  const exact = pinned ? (digest ?? version) : undefined;
  return exact === undefined
    ? { match: { package: `${registry}:${name}` }, note: "Any version: the entry pins none." }
    : { match: { package: `${registry}:${name}`, version: exact }, note: undefined };
}

function matchProgram(event: Event, { command, args }: Server): Choice {
  if (command === undefined || command === "") return { match: undefined, note: "it has no command" };
  if (hasSecret(event, "/server/args") || hasSecret(event, "/server/command")) {
    return { match: undefined, note: "a secret stands among its arguments, where the settings must not repeat it" };
  }
  return { match: { command, ...(args === undefined ? {} : { args: [...args] }) }, note: undefined };
}

function matchUrl(event: Event, { url }: Server): Choice {
  if (typeof url !== "string" || !/^https?:\/\/./.test(url)) return { match: undefined, note: "it has no http URL" };
  if (hasSecret(event, "/server/url")) return { match: undefined, note: "a secret stands in its URL" };
  return { match: { url }, note: undefined };
}

/** The package where nothing else can be what runs, else the whole command line; the URL of what runs elsewhere. */
function chooseOne(event: Event): Choice {
  const server = event.server ?? { name: "" };
  if (server.transport !== "stdio") return matchUrl(event, server);
  const found = server.package;
  return found?.exact === true && found.registry !== "path" ? matchPackage(found) : matchProgram(event, server);
}

/** @param events of servers with one name; no entry of them may be refused by what is chosen */
export function chooseMatch(events: readonly Event[]): Choice {
  const choices = events.map(chooseOne);
  const [first] = choices;
  if (first === undefined) return { match: undefined, note: "nothing is configured" };
  const without = choices.find(({ match }) => match === undefined);
  if (without !== undefined) return without;
  const distinct = new Set(choices.map(({ match }) => canonicalJson(match)));
  if (distinct.size === 1) return first;
  const packages = new Set(choices.map(({ match }) => match?.package));
  const [only] = packages;
  if (packages.size === 1 && only !== undefined) {
    return { match: { package: only }, note: "Any version: several are configured under this name." };
  }
  return { match: undefined, note: "different entries have this name, and one match fits no more than one of them" };
}
