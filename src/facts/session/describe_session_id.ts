// Turns a session id into what may be known about it: its digest, its length and how hard it is to guess.
import { digestText } from "../../digest_text.ts";
import type { Session } from "../../generated/event.ts";
import { estimateBits } from "./estimate_bits.ts";
import { findStep } from "./find_step.ts";

/** Attacker-controlled: an id can be as long as a header, and everything here compares characters. */
const MAX_CHARACTERS = 1024;
const MAX_SEEN = 64;
/** Shorter beginnings are shared by chance. */
const MIN_SHARED = 4;

/** How many characters `a` and `b` share at their beginning, unless those are few. */
function sharedStart(a: string, b: string): number {
  let index = 0;
  while (index < a.length && index < b.length && a[index] === b[index]) index += 1;
  return index < MIN_SHARED ? 0 : index;
}

function reverse(text: string): string {
  return [...text].reverse().join("");
}

/** What half of the ids have in common with this one: two of many share more by chance. */
function median(lengths: readonly number[]): number {
  return [...lengths].sort((a, b) => a - b)[Math.floor((lengths.length - 1) / 2)] ?? 0;
}

/** What is left of an id for somebody who has seen others: beginnings and endings repeat. */
function withoutKnown(id: string, seen: readonly string[]): string {
  const start = median(seen.map((other) => sharedStart(id, other)));
  const rest = reverse(id.slice(start));
  const end = median(seen.map((other) => sharedStart(rest, reverse(other))));
  return reverse(rest.slice(end));
}

/**
 * Describes an id without keeping it. `seen` are the ids of the same issuer so far, oldest first.
 *
 * The bits are an upper bound from one id and those before it: the alphabet and length, less what repeats, less what
 * `seen` or the id's own format foretells. An id that is predictable in a way not looked for here (a weak generator, a
 * hash of a counter, an encrypted counter) seems as good as a random one; a low figure is evidence, a high one is not.
 * The digest of an id with few bits can be turned back by trying: keep it as you would the id.
 */
export function describeSessionId(
  id: string,
  seen: readonly string[],
): Pick<Session, "id_digest" | "id_length" | "id_entropy_bits" | "id_sequential"> {
  const text = id.slice(0, MAX_CHARACTERS);
  const others = seen
    .slice(-MAX_SEEN)
    .map((other) => other.slice(0, MAX_CHARACTERS))
    .filter((other) => other !== text);
  const step = findStep(text, others);
  const bits = Math.min(estimateBits(text), estimateBits(withoutKnown(text, others)), step ?? Number.POSITIVE_INFINITY);
  return {
    id_digest: digestText(id),
    id_length: id.length,
    id_entropy_bits: Math.round(bits * 10) / 10,
    id_sequential: step !== undefined,
  };
}
