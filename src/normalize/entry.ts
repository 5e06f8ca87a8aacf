// Turns one entry of a map of servers into connection events, one for each way in which clients may read it.
import { isDeepStrictEqual } from "node:util";
import type { Origin, Server } from "../generated/event.ts";
import type { Document } from "./formats/document.ts";
import { describeType, type TreeMember, type TreeObject } from "./formats/tree.ts";
import {
  createLaunch,
  EntryError,
  type EntryFault,
  type Fields,
  type Launch,
  readEnvironment,
  readRemoteLaunch,
  readStdioLaunch,
} from "./launch.ts";
import { createLocatedEvent, type LocatedEvent } from "./located_event.ts";
import { createProblem, type Problem } from "./problem.ts";
import type { ReferenceStyle } from "./references.ts";

export type OriginSource = Origin["source"];
type Transport = NonNullable<Server["transport"]>;

/** What all events of one file have in common. */
export interface ReadContext {
  document: Document;
  /** The host's kind, or `unknown`. */
  client: string;
  source: OriginSource;
  /** The references that the client replaces; absent: nobody knows. */
  expands?: readonly ReferenceStyle[];
}

export interface NormalizedPart {
  events: LocatedEvent[];
  problems: Problem[];
}

const transports = new Map<string, Transport>([
  ["stdio", "stdio"],
  ["http", "http"],
  ["streamable-http", "http"],
  ["streamable_http", "http"],
  ["streamableHttp", "http"],
  ["sse", "sse"],
  ["ws", "ws"],
  ["websocket", "ws"],
]);

/** Attacker-controlled: of a repeated field some clients take the first and some the last, so both are read. */
function listReadings(entry: TreeObject): Fields[] {
  const present = entry.members.filter((member) => member.value.type !== "null");
  const toFields = (members: TreeMember[]): Fields => new Map(members.map((member) => [member.name, member]));
  const last = toFields(present);
  return last.size === present.length ? [last] : [toFields(present.toReversed()), last];
}

function readTransport(fields: Fields, hasCommand: boolean, faults: EntryFault[]): Transport {
  const inferred = hasCommand ? "stdio" : "http";
  const type = fields.get("type")?.value;
  if (!type) return inferred;
  const declared = type.type === "string" ? transports.get(type.text) : undefined;
  if (declared && (declared === "stdio") === hasCommand) return declared;
  const message = declared
    ? `Expected \`type\` to fit the entry, found ${hasCommand ? "a remote type beside `command`" : "`stdio` beside a URL"}; correct one of them. Judged as ${inferred}.`
    : `Expected \`type\` to be stdio, http, sse or ws, found ${type.type === "string" ? "another word" : describeType(type)}; correct it. Judged as ${inferred}.`;
  faults.push({ code: "ERR_NORMALIZE_TYPE", offset: type.offset, message });
  return inferred;
}

function readEnabled(launch: Launch, fields: Fields): void {
  for (const name of ["disabled", "enabled"]) {
    const node = fields.get(name)?.value;
    if (!node) continue;
    if (node.type === "boolean") {
      launch.server.enabled = node.value === (name === "enabled") && launch.server.enabled !== false;
      launch.offsets.set("/server/enabled", node.offset);
    } else {
      const message = `Expected \`${name}\` to be true or false, found ${describeType(node)}; correct it. Judged as enabled.`;
      launch.faults.push({ code: "ERR_NORMALIZE_ENABLED", offset: node.offset, message });
    }
  }
}

/** One launch for each of command and URL: what the client does with both is its own choice. */
function readLaunches(entry: TreeMember, fields: Fields, urlKeys: readonly string[]): Launch[] {
  const command = fields.get("command");
  const url = urlKeys.flatMap((key) => fields.get(key) ?? []).at(0);
  if (!command && !url) {
    const message = "Expected `command` or `url` in this server entry, found neither; add one or remove the entry.";
    throw new EntryError("ERR_NORMALIZE_NO_LAUNCH", entry.keyOffset, message);
  }
  const launches: Launch[] = [];
  const typeOffset = fields.get("type")?.value.offset;
  const add = (local: boolean, read: (launch: Launch) => void): void => {
    const launch = createLaunch();
    launch.server.transport = readTransport(fields, local, command && url ? [] : launch.faults);
    if (typeOffset !== undefined) launch.offsets.set("/server/transport", typeOffset);
    read(launch);
    readEnabled(launch, fields);
    launches.push(launch);
  };
  if (command) add(true, (launch) => readStdioLaunch(launch, fields, command));
  if (url) add(false, (launch) => readRemoteLaunch(launch, fields, url));
  if (url && !command) for (const launch of launches) readEnvironment(launch, fields);
  if (command && url) {
    const message =
      "Expected `command` or `url` in this server entry, found both; clients differ in which one they use, so remove one. Judged both ways.";
    const offset = Math.max(command.keyOffset, url.keyOffset);
    launches[0]?.faults.push({ code: "ERR_NORMALIZE_COMMAND_AND_URL", offset, message });
  }
  return launches;
}

function createConnection(entry: TreeMember, pointer: string, launch: Launch, context: ReadContext): LocatedEvent {
  const { document, client, source } = context;
  const origin = { source, path: document.file, pointer };
  const server = { name: entry.name, ...launch.server, origin };
  const { offsets, values } = launch;
  return createLocatedEvent(
    { kind: "connection", point: "config", client: { kind: client }, server },
    { document, offsets, keyOffset: entry.keyOffset, values },
  );
}

/** `pointer` is the entry's place in the document; `urlKeys` are the client's names for the URL, the first one found counts. */
export function readEntry(
  entry: TreeMember,
  pointer: string,
  context: ReadContext,
  urlKeys: readonly string[] = ["url"],
): NormalizedPart {
  const faults: EntryFault[] = [];
  const events: LocatedEvent[] = [];
  const addConnection = (launch: Launch): void => {
    const located = createConnection(entry, pointer, launch, context);
    const known = events.some((other) =>
      isDeepStrictEqual([other.event, other.values], [located.event, located.values]),
    );
    if (!known) events.push(located);
    for (const fault of launch.faults) faults.push(fault);
  };
  if (entry.value.type !== "object") {
    const message = `Expected a server entry to be an object, found ${describeType(entry.value)}; write an object or remove the entry.`;
    faults.push({ code: "ERR_NORMALIZE_ENTRY", offset: entry.value.offset, message });
    return { events, problems: toProblems(faults, context.document) };
  }
  for (const fields of listReadings(entry.value)) {
    try {
      for (const launch of readLaunches(entry, fields, urlKeys)) addConnection(launch);
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
      faults.push(error.fault);
    }
  }
  return { events, problems: toProblems(faults, context.document) };
}

/** Each fault once, however many readings of the entry meet it. */
export function toProblems(faults: EntryFault[], { file, positionAt }: Document): Problem[] {
  const unique = new Map(faults.map((fault) => [`${fault.code} ${fault.offset}`, fault]));
  return [...unique.values()].map(({ code, offset, message }) =>
    createProblem(code, file, positionAt(offset), message),
  );
}
