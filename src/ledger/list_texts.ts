// Turns a value out of a message into the texts in it, in their order, each with its place and the name it stands under.
import { joinPointer } from "../pointer.ts";

export interface PlacedText {
  readonly pointer: string;
  readonly name: string;
  readonly text: string;
}

export interface ListedTexts {
  readonly texts: readonly PlacedText[];
  /** Names of members: whoever chooses them can write into them. */
  readonly names: readonly PlacedText[];
  /** Some of the value was not read, because there is too much of it. */
  readonly cut: boolean;
}

/** Attacker-controlled: events with more than that are refused (`maxEventLength`, `maxEventDepth`). */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_VALUES = 256 * 1024;
/** A longer pointer is cut at a member, so that it leads to what the value lies in. */
const MAX_POINTER_LENGTH = 2048;

interface Walk {
  readonly texts: PlacedText[];
  readonly names: PlacedText[];
  characters: number;
  values: number;
  cut: boolean;
}

function enter(pointer: string, name: string | number): string {
  if (typeof name === "string" && name.length > MAX_POINTER_LENGTH) return pointer;
  const inner = joinPointer(pointer, name);
  return inner.length > MAX_POINTER_LENGTH ? pointer : inner;
}

function add(walk: Walk, list: PlacedText[], text: string, pointer: string, name: string): void {
  const rest = MAX_CHARACTERS - walk.characters;
  if (text.length > rest) walk.cut = true;
  walk.characters += Math.min(text.length, rest);
  if (text !== "") list.push({ pointer, name, text: text.slice(0, rest) });
}

function collect(value: unknown, pointer: string, name: string, depth: number, walk: Walk): void {
  walk.values += 1;
  if (walk.values > MAX_VALUES || depth > MAX_DEPTH) {
    walk.cut = true;
  } else if (typeof value === "string") {
    add(walk, walk.texts, value, pointer, name);
  } else if (typeof value === "number" || typeof value === "bigint") {
    add(walk, walk.texts, String(value), pointer, name);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (walk.cut) return;
      collect(item, enter(pointer, index), name, depth + 1, walk);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [member, inner] of Object.entries(value)) {
      if (walk.cut) return;
      const at = enter(pointer, member);
      add(walk, walk.names, member, at, "");
      collect(inner, at, member, depth + 1, walk);
    }
  }
}

export function listTexts(value: unknown, pointer: string): ListedTexts {
  const walk: Walk = { texts: [], names: [], characters: 0, values: 0, cut: false };
  collect(value, pointer, "", 0, walk);
  return walk;
}
