// Finds text in a JSON value that a person does not see and a model reads, in strings and in names of members.
import type { HiddenTextFact } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import { type HiddenKind, listHiddenRuns } from "./characters.ts";
import { Decoder } from "./decode_hidden.ts";

/**
 * Attacker-controlled: every fact costs time in the policy. Of each kind, so many places are listed one by one; one more
 * fact, at the value itself, counts what is in all others. So no flood of one kind conceals another.
 */
const MAX_PLACES = 31;
/** A place under longer names is pointed at by the nearest part of the value that has a shorter pointer. */
const MAX_POINTER_LENGTH = 1024;

interface Search {
  readonly root: string;
  readonly facts: HiddenTextFact[];
  readonly places: Map<HiddenKind, number>;
  readonly rest: Map<HiddenKind, HiddenTextFact>;
}

function addFact(search: Search, fact: HiddenTextFact): void {
  const places = search.places.get(fact.kind) ?? 0;
  search.places.set(fact.kind, places + 1);
  if (places < MAX_PLACES) {
    search.facts.push(fact);
    return;
  }
  const rest = search.rest.get(fact.kind);
  if (rest === undefined) search.rest.set(fact.kind, { ...fact, pointer: search.root });
  else rest.count += fact.count;
}

/** Without a copy: one run can be the whole event. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function searchText(search: Search, text: string, pointer: string): void {
  const kinds = new Map<HiddenKind, { count: number; decoder: Decoder }>();
  let isSequence = false;
  for (const run of listHiddenRuns(text)) {
    // A bell ends an operating system command; elsewhere it is a control character.
    const kind = isSequence && run.text === "\x07" ? "ansi_escape" : run.kind;
    if (kind === "ansi_escape") isSequence = run.text !== "\x07" && /[\]P^_X\x90\x98\x9D-\x9F]$/.test(run.text);
    const found = kinds.get(kind) ?? { count: 0, decoder: new Decoder(kind) };
    kinds.set(kind, found);
    found.count += countCharacters(run.text);
    found.decoder.add(run.text, text, run.index);
  }
  for (const [kind, { count, decoder }] of kinds) {
    const { decoded } = decoder;
    addFact(search, { pointer, kind, count, ...(decoded === undefined ? {} : { decoded }) });
  }
}

function searchValue(search: Search, value: unknown, pointer: string, isExact: boolean): void {
  if (typeof value === "string") searchText(search, value, pointer);
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const fits = isExact && pointer.length + name.length < MAX_POINTER_LENGTH;
    const at = fits ? joinPointer(pointer, name) : pointer;
    if (!Array.isArray(value)) searchText(search, name, at);
    searchValue(search, member, at, fits);
  }
}

/**
 * Lists hidden text by place and kind. What is ordinary in a script (joiners in Persian and Hindi, direction marks in
 * Hebrew, line breaks in Thai) or in an emoji is not listed; see `characters.ts`.
 *
 * A member's name is pointed at like its value. Limits: text of the same color as its background, far to the right or
 * in an image is hidden too, and not seen here; neither are look-alike letters.
 */
export function findHiddenText(value: unknown, pointer: string): HiddenTextFact[] {
  const search: Search = { root: pointer, facts: [], places: new Map(), rest: new Map() };
  searchValue(search, value, pointer, true);
  return [...search.facts, ...search.rest.values()];
}
