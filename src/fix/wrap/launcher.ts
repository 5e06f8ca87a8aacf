// Turns the words that start mcp-trust wrap, however they do, into their number.
import { nameProgram } from "../../facts/launch/program_name.ts";
import { findExactWrap, readWrapper, type WrapperUse } from "../../normalize/wrapper.ts";

const package_ = /^mcp-trust(?:@[\w.^~*-]{1,64})?$/;

function skip(words: readonly string[], from: number, known: RegExp): number {
  let at = from;
  while (at < words.length && known.test(words[at] ?? "")) at += 1;
  return at;
}

/**
 * Where `wrap` stands. Whoever takes the wrapper off sees the difference first, so any spelling will do: by a path, by a
 * package of any version, by Node, behind `cmd /c`.
 */
function findAnyWrap(words: readonly string[]): number | null {
  const first = nameProgram(words[0] ?? "") === "cmd" ? skip(words, 1, /^\/[a-z]$/i) : 0;
  const program = nameProgram(words[first] ?? "");
  if (program === "mcp-trust") return first + 1;
  const next = first + 1;
  if (program === "node") return nameProgram(words[next] ?? "") === "mcp-trust.js" ? next + 1 : null;
  if (!["npx", "pnpx", "bunx", "pnpm", "yarn", "npm"].includes(program)) return null;
  const at = skip(words, next, /^(?:-y|--yes|--|dlx|exec|x|--package=mcp-trust\S*)$/);
  return package_.test(words[at] ?? "") ? at + 1 : null;
}

/** How a wrapper is read off, or null when these words start none. Options that nobody knows end at `--`. */
export function readAnyWrapper(words: readonly string[]): WrapperUse | null {
  const start = findExactWrap(words) ?? findAnyWrap(words);
  if (start === null || words[start] !== "wrap") return null;
  const known = readWrapper(words, start);
  if (known) return known;
  const dashes = words.indexOf("--", start);
  return dashes < 0 || dashes + 1 >= words.length ? null : { options: [], inner: dashes + 1 };
}

/** Whether `wrap` may stand behind these words, and nothing is missing in front of it. */
export function startsMcpTrust(words: readonly string[]): boolean {
  return findAnyWrap([...words, "wrap"]) === words.length;
}
