// Turns a map of server entries into connection events and the setting events of each entry.
import type { Setting } from "../generated/event.ts";
import { escapePointer } from "../pointer.ts";
import { type NormalizedPart, type ReadContext, readEntry } from "./entry.ts";
import type { FieldNames, TransportNames } from "./field_names.ts";
import { describeType, findMembers, type TreeMember, type TreeNode } from "./formats/tree.ts";
import { createProblem } from "./problem.ts";
import { SettingReader } from "./setting.ts";

/** A field of a server entry that changes who decides. A switch counts only when it is on. */
export interface EntrySetting {
  key: string;
  name: Setting["name"];
  form: "list" | "switch" | "text";
}

export interface ServerMapOptions {
  settings: readonly EntrySetting[];
  /** The client's own names of the fields, where they are not the usual ones. */
  fields?: FieldNames;
  transports?: TransportNames;
}

export const approvalLists: readonly EntrySetting[] = [
  { key: "autoApprove", name: "auto_approve_tools", form: "list" },
  { key: "alwaysAllow", name: "auto_approve_tools", form: "list" },
];

/** Tools that the client leaves out, under the name that most clients have for the list. */
export const disabledTools: EntrySetting = { key: "disabledTools", name: "denied_tools", form: "list" };

export const noPart: NormalizedPart = { events: [], problems: [] };

export function joinParts(parts: readonly NormalizedPart[]): NormalizedPart {
  return { events: parts.flatMap(({ events }) => events), problems: parts.flatMap(({ problems }) => problems) };
}

function readEntrySettings(
  entry: TreeMember,
  pointer: string,
  context: ReadContext,
  settings: readonly EntrySetting[],
): NormalizedPart {
  const reader = new SettingReader(context);
  for (const { key, name, form } of settings) {
    for (const member of findMembers(entry.value, key)) {
      if (member.value.type === "null") continue;
      const server = { name: entry.name, offset: entry.keyOffset };
      const place = { name, key, pointer: `${pointer}/${key}`, keyOffset: member.keyOffset, server };
      if (form === "list") {
        reader.addList(place, reader.readList(member), member.value.offset);
      } else {
        const value = form === "switch" ? reader.readSwitch(member) : reader.readText(member);
        if (value !== null && value !== false) reader.add(place, value, member.value.offset);
      }
    }
  }
  return { events: reader.events, problems: reader.problems };
}

/** One entry: its connection and the settings in it. */
export function readServer(
  entry: TreeMember,
  pointer: string,
  context: ReadContext,
  options: ServerMapOptions,
): NormalizedPart {
  const connection = readEntry(entry, pointer, context, options.fields, options.transports);
  if (connection.events.length === 0) return connection;
  return joinParts([connection, readEntrySettings(entry, pointer, context, options.settings)]);
}

/** Every entry of a map that stands at `pointer`. */
export function readServers(
  map: TreeNode,
  pointer: string,
  context: ReadContext,
  options: ServerMapOptions,
): NormalizedPart {
  if (map.type !== "object") {
    const message = `Expected a map of servers, an object with one entry for each name, found ${describeType(map)}; write an object.`;
    const { file, positionAt } = context.document;
    return { events: [], problems: [createProblem("ERR_NORMALIZE_SERVERS", file, positionAt(map.offset), message)] };
  }
  return joinParts(
    map.members.map((entry) => readServer(entry, `${pointer}/${escapePointer(entry.name)}`, context, options)),
  );
}

/** Every map of that name in `parent`: of repeated maps some clients take the first and some the last. */
export function readServerMaps(
  parent: TreeNode,
  name: string,
  pointer: string,
  context: ReadContext,
  options: ServerMapOptions,
): NormalizedPart {
  return joinParts(
    findMembers(parent, name).map((member) => readServers(member.value, `${pointer}/${name}`, context, options)),
  );
}
