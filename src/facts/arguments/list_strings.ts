// Turns the arguments of a call into all their strings, each with its place and the name it was sent under.
import { joinPointer } from "../../pointer.ts";
import { splitWords } from "../words.ts";

export interface ArgumentText {
  readonly pointer: string;
  readonly value: string;
  /** Words of the nearest named member: for `{to: [{address: "x"}]}` those of `address`. */
  readonly words: readonly string[];
  /** Words of the members further out, for `{to: [{address: "x"}]}` those of `to`. */
  readonly outer: readonly string[];
  /** The text is the name of a member, not a value. */
  readonly isName: boolean;
}

/** Attacker-controlled: every string becomes a fact, and every fact costs time in the policy. */
const MAX_STRINGS = 2048;
const MAX_POINTER_LENGTH = 2048;
/** Names repeat in the facts of every string below them. */
const MAX_WORDS = 64 * 1024;
/** Also names and numbers cost time, though they become no facts. */
const MAX_MEMBERS = 64 * 1024;

const IDENTIFIER = /^[\p{L}_][\p{L}\p{M}\p{Nd}_$]*$/u;

/** A name that no interpreter reads as more than a name. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

interface Walk {
  readonly texts: ArgumentText[];
  members: number;
  words: number;
}

interface Place {
  readonly pointer: string;
  readonly words: readonly string[];
  readonly outer: readonly string[];
}

function add(walk: Walk, { pointer, words, outer }: Place, value: string, isName: boolean): void {
  if (walk.texts.length >= MAX_STRINGS) throw new RangeError(`more than ${MAX_STRINGS} strings among the arguments`);
  walk.words += words.length;
  if (walk.words > MAX_WORDS) throw new RangeError("names of the arguments have too many words");
  walk.texts.push({ pointer, value, words, outer, isName });
}

function enter({ pointer, words, outer }: Place, name: string): Place {
  const at = joinPointer(pointer, name);
  if (at.length > MAX_POINTER_LENGTH) throw new RangeError("argument under a name that is too long");
  return { pointer: at, words: splitWords(name), outer: words.length === 0 ? outer : [...outer, ...words] };
}

function collect(value: unknown, place: Place, walk: Walk): void {
  walk.members += 1;
  if (walk.members > MAX_MEMBERS) throw new RangeError(`more than ${MAX_MEMBERS} values among the arguments`);
  if (typeof value === "string") add(walk, place, value, false);
  else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collect(item, { ...place, pointer: joinPointer(place.pointer, index) }, walk);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      const inner = enter(place, name);
      if (!isIdentifier(name)) add(walk, { ...place, pointer: inner.pointer }, name, true);
      collect(member, inner, walk);
    }
  }
}

/**
 * Lists the strings in the order in which they were sent; names of members that are no plain identifiers stand before
 * what they name.
 *
 * @throws {RangeError} when there are too many to describe
 */
export function listStrings(value: unknown, pointer: string): ArgumentText[] {
  const walk: Walk = { texts: [], members: 0, words: 0 };
  collect(value, { pointer, words: [], outer: [] }, walk);
  return walk.texts;
}
