// Replaces the secret parts of a text by `[secret]` and keeps the rest readable.
import type { FoundSecret } from "./detect_secrets.ts";

export const MASK = "[secret]";

const SHORTEST_COPY = 6;

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * `text` is any string that will stand in an event: an argument, a URL, a command. Every copy of every found secret in it is
 * masked, wherever the secret was found.
 */
export function maskSecrets(text: string, found: readonly FoundSecret[]): string {
  const ranges: Range[] = [];
  for (const secret of found) {
    for (const span of secret.spans) {
      if (secret.value === text) ranges.push(span);
      const copy = secret.value.slice(span.start, span.end);
      ranges.push(...findCopies(text, copy), ...findCopies(text, copy.slice(copy.indexOf(":") + 1)));
    }
  }
  return cut(text, ranges);
}

function findCopies(text: string, secret: string): Range[] {
  const copies: Range[] = [];
  if (secret.length < SHORTEST_COPY) return copies;
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    copies.push({ start: at, end: at + secret.length });
  }
  return copies;
}

function cut(text: string, ranges: readonly Range[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    // Overlapping finds are one secret: they get one mask.
    if (start >= at) result += text.slice(at, start) + (start === at && result.endsWith(MASK) ? "" : MASK);
    at = end;
  }
  return result + text.slice(at);
}
