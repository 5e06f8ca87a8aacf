// Turns one entry of a map of servers into connection events, one for each way in which clients may read it.
import { isDeepStrictEqual } from "node:util";
import type { Origin, Server } from "../generated/event.ts";
import { type FieldNames, type TransportNames, usualNames } from "./field_names.ts";
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
import { listReferences, type ReferenceStyle, type ReferringText } from "./references.ts";
import { type SeenEntry, seeThrough } from "./see_through.ts";

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
  /** Names that it replaces although it replaces no others of their style. */
  expandsNames?: readonly string[];
  /** Of the file's prompts, by id: whether what is typed is hidden. */
  hiddenInputs?: ReadonlyMap<string, boolean>;
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

/** The fields of an entry, also those in objects of it; a field that is null is absent. */
export function listFields(entry: TreeObject, names: FieldNames): TreeMember[] {
  const nested = names.nested ?? usualNames.nested;
  const members = entry.members.flatMap((member) =>
    member.value.type === "object" && nested.includes(member.name) ? member.value.members : [member],
  );
  return members.filter((member) => member.value.type !== "null");
}

/** Attacker-controlled: of a repeated field some clients take the first and some the last, so both are read. */
function listReadings(entry: TreeObject, names: FieldNames): SeenEntry[] {
  const present = listFields(entry, names);
  const repeated = new Set(present.map(({ name }) => name)).size < present.length;
  return [...(repeated ? [present.toReversed()] : []), present].map((reading) => seeThrough(reading, names));
}

function readTransport(
  fields: Fields,
  hasCommand: boolean,
  { words, remote = "http" }: TransportNames,
  faults: EntryFault[],
): Transport {
  const inferred = hasCommand ? "stdio" : remote;
  const field = fields.find("type");
  if (!field) return inferred;
  const { name, value: type } = field;
  const declared = type.type === "string" ? (words?.get(type.text) ?? transports.get(type.text)) : undefined;
  if (declared && (declared === "stdio") === hasCommand) return declared;
  const message = declared
    ? `Expected \`${name}\` to fit the entry, found ${hasCommand ? "a remote type beside a command" : "`stdio` beside a URL"}; correct one of them. Judged as ${inferred}.`
    : `Expected \`${name}\` to be stdio, http, sse or ws, found ${type.type === "string" ? "another word" : describeType(type)}; correct it. Judged as ${inferred}.`;
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

/**
 * One launch for each of command and URL: what the client does with both is its own choice. Attacker-controlled: where
 * several names can hold the URL, any of them may be the one that counts.
 */
function readLaunches(entry: TreeMember, fields: Fields, names: FieldNames, transportNames: TransportNames): Launch[] {
  const command = fields.find("command") ?? fields.find("commandLine");
  const urls = fields.all("url");
  const [url] = urls;
  if (!command && !url) {
    const [usual] = [...(names.command ?? usualNames.command), ...(names.commandLine ?? usualNames.commandLine)];
    const [usualUrl] = names.url ?? usualNames.url;
    const message = `Expected \`${usual}\` or \`${usualUrl}\` in this server entry, found neither; add one or remove the entry.`;
    throw new EntryError("ERR_NORMALIZE_NO_LAUNCH", entry.keyOffset, message);
  }
  const launches: Launch[] = [];
  const typeOffset = fields.find("type")?.value.offset;
  const add = (local: boolean, read: (launch: Launch) => void): void => {
    const launch = createLaunch();
    launch.server.transport = readTransport(fields, local, transportNames, command && url ? [] : launch.faults);
    if (typeOffset !== undefined) launch.offsets.set("/server/transport", typeOffset);
    read(launch);
    readEnabled(launch, fields);
    launches.push(launch);
  };
  if (command) add(true, (launch) => readStdioLaunch(launch, fields, command));
  for (const each of urls) add(false, (launch) => readRemoteLaunch(launch, fields, each));
  if (url && !command) for (const launch of launches) readEnvironment(launch, fields);
  if (command && url) {
    const message = `Expected \`${command.name}\` or \`${url.name}\` in this server entry, found both; clients differ in which one they use, so remove one. Judged both ways.`;
    const offset = Math.max(command.keyOffset, url.keyOffset);
    launches[0]?.faults.push({ code: "ERR_NORMALIZE_COMMAND_AND_URL", offset, message });
  }
  return launches;
}

/** Everything in an entry in which clients replace references. */
function listReferringTexts({ server, values }: Launch): ReferringText[] {
  const { command, cwd, env_file } = server;
  const paths = Object.entries({ command, cwd, env_file }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ pointer: `/server/${name}`, value }],
  );
  return [...paths, ...values];
}

export function createConnection(
  entry: TreeMember,
  pointer: string,
  launch: Launch,
  context: ReadContext,
  names?: FieldNames,
): LocatedEvent {
  const { document, client, source } = context;
  const origin = { source, path: document.file, pointer };
  const { offsets, values } = launch;
  const references = listReferences(listReferringTexts(launch), context);
  const found = references.length === 0 ? {} : { references };
  const server = { name: entry.name, ...launch.server, ...found, origin };
  return createLocatedEvent(
    { kind: "connection", point: "config", client: { kind: client }, server },
    {
      document,
      offsets,
      keyOffset: entry.keyOffset,
      values,
      expands: context.expands,
      entry: names && { member: entry, names },
    },
  );
}

/** `pointer` is the entry's place in the document; `names` are the client's own for its fields, `transportNames` its words. */
export function readEntry(
  entry: TreeMember,
  pointer: string,
  context: ReadContext,
  names: FieldNames = {},
  transportNames: TransportNames = {},
): NormalizedPart {
  const faults: EntryFault[] = [];
  const events: LocatedEvent[] = [];
  const addConnection = (launch: Launch): void => {
    const located = createConnection(entry, pointer, launch, context, names);
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
  for (const { fields, wrapper } of listReadings(entry.value, names)) {
    try {
      for (const launch of readLaunches(entry, fields, names, transportNames)) {
        if (wrapper) launch.server.wrapper = wrapper.fact;
        for (const [place, offset] of wrapper?.offsets ?? []) launch.offsets.set(place, offset);
        addConnection(launch);
      }
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
