// Turns an event and the offsets its parts were read from into an event that knows its lines and columns.
import type { Event } from "../generated/event.ts";
import type { Document } from "./formats/document.ts";
import type { Position } from "./problem.ts";

/** A configured text that may be or hold a secret, for the detector; dropped afterwards and never part of the event. */
export interface SensitiveValue {
  /** Into the event, for example /server/env_keys/2, /server/header_names/0, /server/args/3, /server/url, /setting/value. */
  pointer: string;
  /** The variable's or header's name; `args`, `url` or the setting's key for the others. */
  name: string;
  value: string;
}

export interface LocatedEvent {
  event: Event;
  values: SensitiveValue[];
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
}

export function createLocatedEvent(event: Event, source: EventSource): LocatedEvent {
  const { document, offsets, keyOffset, values } = source;
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
  return { event, values, locate: (eventPointer) => document.positionAt(findOffset(eventPointer)) };
}
