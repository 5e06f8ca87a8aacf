// Compiles the patterns of a tool's schema with an engine that takes linear time, however hostile they are.
//
// Why re2js: a server chooses the pattern and whoever calls the tool the text, so the time of JavaScript's own engine is
// an attacker's choice. re2js (MIT, no dependencies) is RE2 in JavaScript: patterns that need to go back (look-around,
// back references) it refuses, and schemas with those are not checked.
import { createRequire } from "node:module";
import type { RE2JS as Compiled } from "re2js";

const require = createRequire(import.meta.url);

export interface SafePattern {
  test(text: string): boolean;
}

const MAX_PATTERN_LENGTH = 1024;
/** Instructions that a pattern may compile to, and instructions times characters that one event may take. */
const MAX_PROGRAM = 4096;
const MAX_WORK = 32 * 1024 * 1024;

/** Compiling costs more than matching, and the tools of a server are called again and again. */
const MAX_KEPT = 256;
const kept = new Map<string, Compiled>();

/** Loaded when the first schema with a pattern is met: most have none. */
function compile(pattern: string): Compiled {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  if (pattern.length > MAX_PATTERN_LENGTH) throw new SyntaxError("pattern is too long");
  const { RE2JS } = require("re2js") as typeof import("re2js");
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  if (compiled.programSize() > MAX_PROGRAM) throw new SyntaxError("pattern is too complex");
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(pattern, compiled);
  return compiled;
}

export class PatternWorkError extends RangeError {}

/** Work left for the patterns of one event. */
export interface Budget {
  work: number;
}

export function createBudget(): Budget {
  return { work: MAX_WORK };
}

/**
 * @returns undefined when the engine refuses the pattern
 * The test throws PatternWorkError when the texts of one event are too much work.
 */
export function createSafePattern(pattern: string, budget: Budget): SafePattern | undefined {
  let compiled: Compiled;
  try {
    compiled = compile(pattern);
  } catch {
    return undefined;
  }
  return {
    test(text) {
      budget.work -= (compiled.programSize() + 1) * (text.length + 1);
      if (budget.work < 0) throw new PatternWorkError("arguments take too long to check against their patterns");
      return compiled.matcher(text).find();
    },
  };
}
