// Turns an event and the offsets its parts were read from into an event that knows its lines and columns.
import type { Event } from "../generated/event.ts";
import type { FieldNames } from "./field_names.ts";
import type { Document } from "./formats/document.ts";
import type { TreeMember, TreeNode } from "./formats/tree.ts";
import type { Position } from "./problem.ts";
import type { ReferenceStyle } from "./references.ts";

/** A configured text that may be or hold a secret, for the detector; dropped afterwards and never part of the event. */
export interface SensitiveValue {
  /** Into the event, for example /server/env_keys/2, /server/header_names/0, /server/args/3, /server/url, /setting/value. */
  pointer: string;
  /** The variable's or header's name; `args`, `url` or the setting's key for the others. */
  name: string;
  value: string;
}

/** A server entry as the client's reader hands it on, which for some is not quite as it stands in the file. */
export interface SourceEntry {
  readonly member: TreeMember;
  readonly names: FieldNames;
}

export interface LocatedEvent {
  event: Event;
  values: SensitiveValue[];
  /** What it was read from. */
  document: Document;
  /** The references that the client replaces; absent: nobody knows. */
  expands?: readonly ReferenceStyle[];
  /** What a connection was read from; absent where there is no entry in a map or list of servers. */
  entry?: SourceEntry;
  /** The string, list or switch that stands at exactly this place of the event; null when the file has none there. */
  findValue(eventPointer: string): TreeNode | null;
  /** The place of the longest known prefix of the pointer; otherwise that of the entry's key. */
  locate(eventPointer: string): Position;
}

export interface EventSource {
  document: Document;
  /** Event pointer to offset in the file. */
  offsets: Map<string, number>;
  /** Of the key of the entry the event was read from. */
  keyOffset: number;
  values: SensitiveValue[];
  expands?: readonly ReferenceStyle[] | undefined;
  entry?: SourceEntry | undefined;
}

/** By the offset of a value, and of the name in front of it. */
const valuesByOffset = new WeakMap<Document, Map<number, TreeNode>>();

function listValues(document: Document): Map<number, TreeNode> {
  const known = valuesByOffset.get(document);
  if (known) return known;
  const values = new Map<number, TreeNode>();
  const add = (offset: number, node: TreeNode): void => {
    // In YAML an object begins where its first name does; no object is ever asked for.
    if (node.type !== "object") values.set(offset, node);
  };
  const visit = (node: TreeNode): void => {
    add(node.offset, node);
    if (node.type === "array") for (const item of node.items) visit(item);
    if (node.type !== "object") return;
    for (const { keyOffset, value } of node.members) {
      visit(value);
      add(keyOffset, value);
    }
  };
  visit(document.root);
  valuesByOffset.set(document, values);
  return values;
}

export function createLocatedEvent(event: Event, source: EventSource): LocatedEvent {
  const { document, offsets, keyOffset, values, expands, entry } = source;
  const findOffset = (eventPointer: string): number => {
    // A later stage finds out the package; it stands in the argument that stage points to, or else is the command.
    const inPackage = /^\/server\/package(\/|$)/.test(eventPointer);
    let pointer = inPackage ? (event.server?.package?.pointer ?? "/server/command") : eventPointer;
    for (; pointer !== ""; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
      const offset = offsets.get(pointer);
      if (offset !== undefined) return offset;
      if (!pointer.includes("/")) break;
    }
    return keyOffset;
  };
  return {
    event,
    values,
    document,
    ...(expands ? { expands } : {}),
    ...(entry ? { entry } : {}),
    findValue(eventPointer) {
      const offset = offsets.get(eventPointer);
      return offset === undefined ? null : (listValues(document).get(offset) ?? null);
    },
    locate: (eventPointer) => document.positionAt(findOffset(eventPointer)),
  };
}
