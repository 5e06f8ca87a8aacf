// Turns what a server gave into the digests that are kept of it.
import { Decoder } from "./decode_text.ts";
import { findTokens } from "./find_tokens.ts";
import { listTexts, type PlacedText } from "./list_texts.ts";
import { type Piece, readSymbols, type Symbols } from "./normalize_text.ts";
import type { SpanDigests, Visit } from "./span_digest.ts";

/** Letters and digits in one stretch: five or six English words. */
export const SPAN_LENGTH = 24;
/** Stretches that are kept begin so many letters apart: any copy of SPAN_LENGTH + SPAN_STEP - 1 = 32 holds one. */
const SPAN_STEP = 9;
/** Of a text with more stretches those are kept that lie further apart. */
const MAX_SPANS = 16 * 1024;

/** Shorter values are no secret worth the false alarms; of longer ones the first letters say enough. */
const MIN_TOKEN_LENGTH = 8;
const MAX_TOKEN_LENGTH = SPAN_LENGTH;

/** Encodings that are undone, one inside the other, before a result is kept. */
const DEPTH = 1;

export function toPieces(texts: readonly PlacedText[]): Piece[] {
  return texts.map(({ text }, index) => ({ text, first: index, last: index }));
}

/** Keeps evenly spaced stretches, so that of a copy of any part one is found. */
function visitSpread({ codes }: Symbols, digests: SpanDigests, visit: Visit): void {
  const step = Math.max(SPAN_STEP, Math.ceil(codes.length / MAX_SPANS));
  digests.visit(codes, 0, codes.length, SPAN_LENGTH, step, visit);
  // Also the last one, so that the whole of a short text is found.
  const last = codes.length - SPAN_LENGTH;
  if (last > 0 && last % step !== 0) digests.visit(codes, last, codes.length, SPAN_LENGTH, 1, visit);
}

export type VisitToken = (high: number, low: number, length: number) => void;

/** The lengths of what is compared whole are needed to look for it inside other texts. */
export function visitTokens(texts: readonly PlacedText[], digests: SpanDigests, visit: VisitToken): void {
  for (const text of findTokens(texts)) {
    const { codes } = readSymbols([{ text, first: 0, last: 0 }], "kept");
    const length = Math.min(codes.length, MAX_TOKEN_LENGTH);
    if (length < MIN_TOKEN_LENGTH) continue;
    digests.visit(codes, 0, length, length, 1, (high, low) => visit(~high >>> 0, low, length));
  }
}

/** Visits what is to be kept of a result: stretches, and values that are compared whole. */
export function visitResult(value: unknown, digests: SpanDigests, visit: Visit, visitToken: VisitToken): void {
  const { texts, names } = listTexts(value, "");
  const decoder = new Decoder();
  for (const listed of [texts, names]) {
    const pieces = toPieces(listed);
    const readings = [pieces, ...decoder.list(pieces, DEPTH, false)];
    for (const reading of readings) visitSpread(readSymbols(reading, "dropped"), digests, visit);
    for (const reading of readings)
      visitTokens(
        reading.map(({ text, first }) => ({ text, name: listed[first]?.name ?? "", pointer: "" })),
        digests,
        visitToken,
      );
  }
}
