// Turns text of any length into what fits a width in pixels, without asking a browser how wide letters are.
import { printable } from "../place.ts";

export interface Fitting {
  readonly width: number;
  /** Font size in pixels. */
  readonly size: number;
  readonly monospace?: boolean;
  readonly bold?: boolean;
  /** Which end is worth more: that of a path is its last name. */
  readonly keep?: "start" | "end";
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const WIDE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u;
const NARROW = /^[iljtfrI1.,:;'|!()[\]{}/\\ -]$/;
const BROAD = /^[mwMW@%&<>=+~^#]$/;
/** More than any box of the picture holds; what is longer is not even looked at. */
const LONGEST = 400;
/** Attacker-controlled: one letter may carry hundreds of marks, piled up over what stands around it. */
const MARKS = 4;

/** In font sizes, of the widest font that readers commonly have. Only what is cut off depends on it. */
function widthOf(grapheme: string, { monospace = false, bold = false }: Pick<Fitting, "monospace" | "bold">): number {
  const weight = bold ? 1.1 : 1;
  if (!/^[\x20-\x7e]$/.test(grapheme)) return (WIDE.test(grapheme) ? 1.3 : 0.75) * weight;
  if (monospace) return 0.605;
  if (NARROW.test(grapheme)) return 0.39 * weight;
  if (BROAD.test(grapheme)) return 0.98 * weight;
  return (/^[A-Z]$/.test(grapheme) ? 0.74 : 0.625) * weight;
}

function readGraphemes(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split("");
  return Array.from(segmenter.segment(text), ({ segment }) => [...segment].slice(0, MARKS).join(""));
}

/** The whole text where it fits; otherwise as much as fits, with an ellipsis in place of the rest. */
export function fitText(text: string, { width, size, keep = "start", ...font }: Fitting): string {
  const part = printable(keep === "start" ? text.slice(0, LONGEST) : text.slice(-LONGEST));
  const graphemes = readGraphemes(part);
  if (keep === "end") graphemes.reverse();
  const room = width / size;
  let used = 0;
  let fitting = 0;
  for (const [index, grapheme] of graphemes.entries()) {
    used += widthOf(grapheme, font);
    if (used > room) break;
    if (used + 1 <= room) fitting = index + 1;
  }
  if (used <= room && text.length <= LONGEST) return graphemes.length === 0 ? "" : join(graphemes, keep);
  const kept = join(graphemes.slice(0, fitting), keep);
  return keep === "start" ? `${kept.trimEnd()}…` : `…${kept.trimStart()}`;
}

function join(graphemes: readonly string[], keep: "start" | "end"): string {
  return (keep === "start" ? graphemes : graphemes.toReversed()).join("");
}

export function measureText(text: string, { size, ...font }: Pick<Fitting, "size" | "bold">): number {
  return readGraphemes(text.slice(0, LONGEST)).reduce((sum, grapheme) => sum + widthOf(grapheme, font), 0) * size;
}
