// Turns JSON text into what must be known before it may be parsed: its depth, its brackets and what strict JSON lacks.
import { createScanner } from "jsonc-parser";

export const maximumDepth = 200;

/** The first thing in a text that strict JSON does not have. */
export interface Extension {
  offset: number;
  what: "a comment" | "a trailing comma";
}

export interface Structure {
  /** No value at all: nothing, white space or comments only. */
  empty: boolean;
  /** Where the bracket stands that opens one level too many. */
  tooDeep: number | null;
  /** Where a bracket closes what was not opened. */
  mismatch: number | null;
  /** The innermost bracket that is never closed. */
  unclosed: number | null;
  extension: Extension | null;
}

const closes = new Map([
  ["}", "{"],
  ["]", "["],
]);

/**
 * Attacker-controlled: a parser that calls itself for each level overflows the stack on deep input, so depth is counted
 * here without recursion. Counting stops at a mismatched bracket, because a fault-tolerant parser goes deeper after it.
 */
export function scanStructure(text: string): Structure {
  const structure: Structure = { empty: true, tooDeep: null, mismatch: null, unclosed: null, extension: null };
  const open: { bracket: string; offset: number }[] = [];
  let comma: number | null = null;
  const scanner = createScanner(text);
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const token = text.charAt(offset);
    if (/\s/.test(token)) continue;
    if (token === "/" && /[/*]/.test(text.charAt(offset + 1))) {
      structure.extension ??= { offset, what: "a comment" };
      continue;
    }
    structure.empty = false;
    const opener = closes.get(token);
    if (opener !== undefined) {
      if (open.pop()?.bracket !== opener) {
        structure.mismatch = offset;
        return structure;
      }
      if (comma !== null && (structure.extension?.offset ?? Number.POSITIVE_INFINITY) > comma)
        structure.extension = { offset: comma, what: "a trailing comma" };
    } else if (token === "{" || token === "[") {
      open.push({ bracket: token, offset });
      if (open.length > maximumDepth) {
        structure.tooDeep = offset;
        return structure;
      }
    }
    comma = token === "," ? offset : null;
  }
  structure.unclosed = open.at(-1)?.offset ?? null;
  return structure;
}
