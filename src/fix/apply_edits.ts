// Turns a text and fixes for it into the text with as many of them made as do not get in each other's way.
import type { Edit, Fix } from "./edit.ts";

export interface AppliedFixes {
  readonly text: string;
  /** Those that change a place that another one changes already; nothing of them was made. */
  readonly left: readonly Fix[];
}

function overlap(one: Edit, other: Edit): boolean {
  return one.offset < other.offset + other.length && other.offset < one.offset + one.length;
}

function isSame(one: Edit, other: Edit): boolean {
  return one.offset === other.offset && one.length === other.length && one.text === other.text;
}

/** Two findings may ask for the same change; it is made once. */
export function applyFixes(text: string, fixes: readonly Fix[]): AppliedFixes {
  const taken: Edit[] = [];
  const left: Fix[] = [];
  for (const fix of fixes) {
    const added = fix.edits.filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (added.some((edit) => taken.some((other) => overlap(edit, other)))) left.push(fix);
    else taken.push(...added);
  }
  // Attacker-controlled: put together from its pieces, a long text with thousands of edits is copied once.
  const pieces: string[] = [];
  let at = 0;
  for (const { offset, length, text: put } of taken.toSorted((a, b) => a.offset - b.offset)) {
    pieces.push(text.slice(at, offset), put);
    at = offset + length;
  }
  return { text: pieces.join("") + text.slice(at), left };
}
