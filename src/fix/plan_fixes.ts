// Turns a configuration file and the fixes of its findings into its new text and a difference that may be shown.
import { createTwoFilesPatch } from "diff";
import { digestValue } from "../facts/digest.ts";
import { parseDocument, readDocument } from "../normalize/formats/document.ts";
import { isProblem, type Problem } from "../normalize/problem.ts";
import { applyFixes } from "./apply_edits.ts";
import type { Fix } from "./edit.ts";
import { createTextMasker } from "./mask_text.ts";

export interface FixPlan {
  readonly file: string;
  /** What the file held, and what it is to hold: the bytes of it. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Unified; secrets are masked, so it does not apply as a patch. */
  readonly difference: string;
  /** Whether the old file holds any secret that the detector knows. */
  readonly secrets: boolean;
  readonly made: readonly Fix[];
  /** Those that meet another one at the same place; the next run offers them again. */
  readonly left: readonly Fix[];
}

const byteOrderMark = "\ufeff";

/** @returns null when nothing of it can be made, for example because the file has changed since it was judged */
export async function planFixes(file: string, fixes: readonly Fix[]): Promise<FixPlan | Problem | null> {
  const document = await readDocument(file);
  if (isProblem(document)) return document;
  const digest = digestValue(document.text);
  const current = fixes.filter(({ source }) => source === digest);
  if (current.length === 0) return null;
  const { text, left } = applyFixes(document.text, current);
  const mark = document.byteOrderMark ? byteOrderMark : "";
  const after = Buffer.from(mark + text);
  const parsed = parseDocument(after, { path: file, syntax: document.syntax });
  if (isProblem(parsed)) return parsed;
  const { mask, found } = await createTextMasker(document);
  const difference = createTwoFilesPatch(file, file, document.text, text, "", "", { context: 2 });
  return {
    file,
    before: Buffer.from(mark + document.text),
    after,
    difference: mask(difference.slice(difference.indexOf("---"))),
    secrets: found,
    made: current.filter((fix) => !left.includes(fix)),
    left,
  };
}
