// Adds to an event the facts that Rego cannot compute. Describes only; what follows from a fact is policy's business.
import type { Event, Facts, Server, UrlFact } from "../generated/event.ts";
import { digestEntry } from "./digest.ts";
import { describeLaunch } from "./launch/describe_launch.ts";
import { findSimilarPackages } from "./package/similar_packages.ts";
import { describePaths, type GrantedRoot } from "./paths/describe_paths.ts";
import { findPaths } from "./paths/find_paths.ts";
import type { PathContext } from "./paths/resolve_path.ts";
import { describeUrl } from "./urls/describe_url.ts";
import { splitWords } from "./words.ts";

export interface FactContext extends Omit<PathContext, "cwd"> {
  readonly roots: readonly GrantedRoot[];
  /** Well-known package names by registry, from the bundle. */
  readonly knownPackages: ReadonlyMap<string, readonly string[]>;
  /** Names of the servers that the settings want to be a certain package. */
  readonly matched: ReadonlySet<string>;
}

type Describe = (event: Event, context: FactContext) => { readonly event: Event; readonly facts: Facts };

function pathContext(event: Event, context: FactContext): PathContext {
  return {
    platform: context.platform,
    home: context.home,
    cwd: event.server?.cwd,
    followLinks: context.followLinks && (event.server?.transport ?? "stdio") === "stdio",
  };
}

/** The server's URL, and those among its arguments: a bridge connects to the server it is told about. */
function describeUrls(server: Server): UrlFact[] {
  const texts: [string, string][] = (server.args ?? [])
    .map((text, index): [string, string] => [text, `/server/args/${index}`])
    .filter(([text]) => /^(?:https?|wss?):\/\//i.test(text));
  if (typeof server.url === "string") texts.unshift([server.url, "/server/url"]);
  return texts.flatMap(([text, pointer]) => describeUrl(text, pointer) ?? []);
}

const describeConnection: Describe = (event, context) => {
  const { server } = event;
  if (server === undefined) return { event, facts: {} };
  const facts: Facts = { urls: describeUrls(server), entry_digest: digestEntry(server) };
  if (server.command === undefined) return { event, facts };
  const { launch, package: found } = describeLaunch({ command: server.command, args: server.args ?? [] });
  const known = server.package ?? found;
  if (known === undefined) return { event, facts: { ...facts, launch, similar_packages: [] } };
  const similar_packages = findSimilarPackages(known, context.knownPackages.get(known.registry) ?? []);
  return { event: { ...event, server: { ...server, package: known } }, facts: { ...facts, launch, similar_packages } };
};

/** Attacker-controlled: every word costs time in the policy. MCP asks for names of at most 128 characters. */
const MAX_TOOL_NAME_LENGTH = 1024;

function wordsOf(name: string): string[] {
  if (name.length > MAX_TOOL_NAME_LENGTH) throw new RangeError("tool name is too long to be described");
  return splitWords(name);
}

const describeToolCall: Describe = (event, context) => ({
  event,
  facts: {
    tool_words: wordsOf(event.tool?.name ?? ""),
    paths: describePaths(findPaths(event.arguments ?? {}, "/arguments"), context.roots, pathContext(event, context)),
  },
});

const describeResource: Describe = (event, context) => ({
  event,
  facts: {
    paths: describePaths(
      findPaths(event.resource?.uri ?? "", "/resource/uri").filter(({ found_by }) => found_by === "uri"),
      context.roots,
      pathContext(event, context),
    ),
  },
});

/** A repository can bring the settings of a client: their length, too, is a stranger's choice. */
const MAX_VALUE_LENGTH = 64 * 1024;

const describeSetting: Describe = (event) => {
  const value = event.setting?.value;
  if (!Array.isArray(value)) return { event, facts: {} };
  if (value.reduce((sum, entry) => sum + entry.length + 1, 0) > MAX_VALUE_LENGTH)
    throw new RangeError("value of the setting is too long to be described");
  return { event, facts: { value_words: value.map(splitWords) } };
};

/** Software behind a server is worked out for calls too, where the operator's settings ask for it. */
function withPackage(event: Event, context: FactContext): Event {
  const { server } = event;
  if (server?.command === undefined || server.package !== undefined || !context.matched.has(server.name)) return event;
  const { package: found } = describeLaunch({ command: server.command, args: server.args ?? [] });
  return found === undefined ? event : { ...event, server: { ...server, package: found } };
}

/** The facts of each kind; an event that has them all is not described again. */
const FACTS: Readonly<Partial<Record<Event["kind"], readonly (keyof Facts)[]>>> = {
  connection: ["urls", "entry_digest", "launch", "similar_packages"],
  tool_call: ["tool_words", "paths"],
  resource_read: ["paths"],
  setting: ["value_words"],
};

const DESCRIBE: Readonly<Partial<Record<Event["kind"], Describe>>> = {
  connection: describeConnection,
  tool_call: describeToolCall,
  resource_read: describeResource,
  setting: describeSetting,
};

/**
 * Returns the event with its facts. Facts that the event already has are kept: whoever establishes some of them
 * elsewhere, as the configuration check does for secrets, need not repeat the rest.
 */
export function describeEvent(given: Event, context: FactContext): Event {
  const event = withPackage(given, context);
  const { facts } = event;
  if (facts !== undefined && FACTS[event.kind]?.every((name) => facts[name] !== undefined)) return event;
  const describe = Object.hasOwn(DESCRIBE, event.kind) ? DESCRIBE[event.kind] : undefined;
  if (describe === undefined) return event;
  const described = describe(event, context);
  if (Object.keys(described.facts).length === 0) return described.event;
  return { ...described.event, facts: { ...described.facts, ...event.facts } };
}
