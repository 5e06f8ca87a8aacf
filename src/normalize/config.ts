// Turns a client's configuration file into the events that it would cause.
import { homedir } from "node:os";
import { resolve } from "node:path";
import type { OriginSource } from "./entry.ts";
import type { FileAccess } from "./files/read_bytes.ts";
import { checkSyntax, type Document, readDocument } from "./formats/document.ts";
import { describeType } from "./formats/tree.ts";
import type { Host } from "./hosts/host.ts";
import type { LocatedEvent } from "./located_event.ts";
import { decideSource, findLocation } from "./locations.ts";
import type { Machine } from "./machine.ts";
import { createProblem, isProblem, type Problem } from "./problem.ts";
import { listHolders, selectHost } from "./select_host.ts";

export interface NormalizeConfigFileOptions {
  /** Who wrote the file. Default: decided by where it stands; what is in no user's or managed place is the project's. */
  source?: OriginSource;
  /** Decides which places are the user's and which are managed. Default: this machine and user. */
  machine?: Machine;
  /** Default: node:fs. */
  files?: FileAccess;
}

export interface NormalizedConfig {
  file: string;
  /** The kind of the client, `unknown` when only the content tells that it is a configuration, null when nothing does. */
  client: string | null;
  events: LocatedEvent[];
  problems: Problem[];
}

const maximumProblems = 100;

/** Attacker-controlled: a small file can hold a million faults; a report of all of them helps nobody. */
function limitProblems(problems: Problem[]): Problem[] {
  const excess = problems[maximumProblems];
  if (!excess) return problems;
  const message = `Found ${problems.length - maximumProblems} more problems from here on; correct those before first.`;
  return [
    ...problems.slice(0, maximumProblems),
    createProblem("ERR_NORMALIZE_MORE_PROBLEMS", excess.file, excess, message),
  ];
}

/** Of server entries, and of settings, in one file. */
const maximumEntries = 5000;

/** Attacker-controlled: each event costs a decision; a file of a few MiB can ask for a hundred thousand. */
function limitEvents(file: string, events: LocatedEvent[]): Pick<NormalizedConfig, "events" | "problems"> {
  const entries = new Set<string>();
  let settings = 0;
  for (const [index, { event, locate }] of events.entries()) {
    const position = locate("");
    if (event.kind === "connection") entries.add(`${position.line}:${position.column}`);
    else settings += 1;
    if (entries.size <= maximumEntries && settings <= maximumEntries) continue;
    const message = `Expected at most ${maximumEntries} server entries and as many settings in one file, found more; what follows from here on is not judged, so split the file.`;
    const problem = createProblem("ERR_NORMALIZE_TOO_MANY_ENTRIES", file, position, message);
    return { events: events.slice(0, index), problems: [problem] };
  }
  return { events, problems: [] };
}

function readWith(host: Host, document: Document, source: OriginSource): Pick<NormalizedConfig, "events" | "problems"> {
  const { root, file, positionAt } = document;
  if (root.type !== "object") {
    const message = `Expected an object as the whole file, found ${describeType(root)}; write an object.`;
    return { events: [], problems: [createProblem("ERR_NORMALIZE_ROOT", file, positionAt(root.offset), message)] };
  }
  const { kind, expands, expandsNames } = host;
  return host.read({
    document,
    client: kind,
    source,
    ...(expands ? { expands } : {}),
    ...(expandsNames ? { expandsNames } : {}),
  });
}

function placeOf({ event }: LocatedEvent): string | undefined {
  return (event.server ?? event.setting)?.origin?.pointer;
}

/** Attacker-controlled: under a name that is nobody's, one setting of one client must not hide the servers of another. */
function readOthers(
  first: readonly LocatedEvent[],
  others: readonly Host[],
  document: Document,
  source: OriginSource,
): LocatedEvent[] {
  const known = new Set(first.map(placeOf));
  return others.flatMap((host) => {
    const found = readWith(host, document, source).events.filter((event) => !known.has(placeOf(event)));
    for (const event of found) known.add(placeOf(event));
    return found;
  });
}

/** Never throws for what a file holds or how it is stored: that is what `problems` says. */
export async function normalizeConfigFile(
  path: string,
  options: NormalizeConfigFileOptions = {},
): Promise<NormalizedConfig> {
  const absolute = resolve(path);
  const document = await readDocument(path, options.files ? { files: options.files } : {});
  if (isProblem(document)) {
    return { file: path, client: selectHost(absolute, null)?.kind ?? null, events: [], problems: [document] };
  }
  const machine = options.machine ?? { home: homedir(), platform: process.platform, env: process.env };
  const location = findLocation(absolute, machine);
  const host = location?.host ?? selectHost(absolute, document);
  if (!host) {
    const message =
      "Expected the configuration of an MCP client, found no servers under `mcpServers`, `servers`, `context_servers`, `mcp_servers` or `mcp`, and no setting that only one client has; name another file.";
    const problem = createProblem("ERR_NORMALIZE_NOT_MCP_CONFIG", path, document.locate(""), message);
    return { file: path, client: null, events: [], problems: [problem] };
  }
  const source = options.source ?? decideSource(location);
  const read = readWith(host, document, source);
  const [, ...holders] = location ? [] : listHolders(absolute, document);
  const others = readOthers(read.events, holders, document, source);
  const { events, problems } = limitEvents(document.file, [...read.events, ...others]);
  const all = [...checkSyntax(document, host.syntax, host.label), ...document.problems, ...read.problems, ...problems];
  all.sort((one, other) => one.line - other.line || one.column - other.column);
  return { file: document.file, client: host.kind, events, problems: limitProblems(all) };
}
