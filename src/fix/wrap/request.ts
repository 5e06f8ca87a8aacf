// What a server entry is wrapped with, and what becomes of it: edits, or why it stays as it is.
import { listFields } from "../../normalize/entry.ts";
import { type FieldRole, usualNames } from "../../normalize/field_names.ts";
import type { Document } from "../../normalize/formats/document.ts";
import { findNode, type TreeMember, type TreeNode } from "../../normalize/formats/tree.ts";
import { Fields } from "../../normalize/launch.ts";
import type { LocatedEvent, SourceEntry } from "../../normalize/located_event.ts";
import type { Edit } from "../edit.ts";
import { findWritten, type WrittenMember } from "./written_member.ts";

/** A sentence for people: what is in the way, and what to do. */
export interface Left {
  readonly left: string;
}

export type Change = readonly Edit[] | Left;

/** One entry of the file, with all that is needed to edit it. */
export interface EntryText {
  readonly located: LocatedEvent;
  readonly document: Document;
  readonly name: string;
  readonly fields: Fields;
  readonly members: readonly TreeMember[];
  /** Whether the file has a field of such a name in the entry, also one that the client's reader leaves out. */
  has(pattern: RegExp): boolean;
  names(role: FieldRole): readonly string[];
  /** Null where it is put together by the client's reader. */
  find(member: TreeMember): WrittenMember | null;
}

export function isLeft(change: EntryText | Change): change is Left {
  return "left" in change;
}

export const composed: Left = {
  left: "it is written in a way that cannot be edited; write command, args and url as plain strings in quotes",
};

export function readEntryText(located: LocatedEvent, { member, names }: SourceEntry): EntryText | Left {
  const { document, event } = located;
  const found = findNode(document.root, event.server?.origin?.pointer ?? "");
  if (member.value.type !== "object" || !found.exact || found.node.offset !== member.value.offset) return composed;
  const entry: TreeNode = found.node;
  const members = listFields(member.value, names);
  if (new Set(members.map(({ name }) => name)).size < members.length) {
    return { left: "it has a field twice, and clients differ in which one they take; remove one" };
  }
  return {
    located,
    document,
    name: event.server?.name ?? "",
    members,
    fields: new Fields(members, names),
    has: (pattern) => entry.type === "object" && entry.members.some(({ name }) => pattern.test(name)),
    names: (role) => names[role] ?? usualNames[role],
    find: (wanted) => findWritten(entry, wanted),
  };
}

/** All of them, or none. */
export function allOf(...edits: readonly (Edit | null)[]): Change {
  const made = edits.filter((edit): edit is Edit => edit !== null);
  return made.length === edits.length ? made : composed;
}
