// Turns a text that names several paths into its parts.
import { barePath } from "./bare_path.ts";
import { isBracePattern } from "./expansions.ts";
import { ROOTED_START } from "./path_form.ts";

const OPTION = "(?:@|--?[\\w-]{1,64}[= ]?|[\\w.-]{1,64}=)";

/** A comma or semicolon before a rooted path, with or without an option's name; single points, so in linear time. */
const AFTER_MARK = new RegExp(`[,;|][ \\t"'\`]*(?=${OPTION}?${ROOTED_START})`, "gi");

/** A colon or blank counts between two rooted paths only; `:` also stands in URLs and behind drive letters. */
const AFTER_COLON = /:(?=\/(?!\/)|\/{3}|~[\\/]|[A-Za-z]:[\\/]|\$HOME\b|\$\{HOME\})/g;
const AFTER_BLANK = new RegExp(`[ \\t\\u00a0](?=["'\`]?${OPTION}?${ROOTED_START})`, "gi");
const ROOTED = new RegExp(`^${ROOTED_START}`, "i");
const SCHEME_OR_DRIVE = /^(?:[A-Za-z]|file)$/i;

function cut(text: string, separator: RegExp, cuts: (before: string) => boolean): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const found of text.matchAll(separator)) {
    if (!cuts(text.slice(start, found.index))) continue;
    parts.push(text.slice(start, found.index));
    start = found.index + found[0].length;
  }
  return [...parts, text.slice(start)];
}

function isRootedPart(before: string): boolean {
  const bare = barePath(before);
  return ROOTED.test(bare) && !SCHEME_OR_DRIVE.test(bare);
}

/** Servers take lists as JSON in a text, too. */
function readJsonList(bare: string): string[] | undefined {
  if (!bare.startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(bare);
    return Array.isArray(value) ? value.flat(64).filter((item) => typeof item === "string") : undefined;
  } catch {
    return undefined;
  }
}

/** Only what separates; a null byte or line break at the edge stays, to be marked. */
function trim(part: string): string {
  let start = 0;
  let end = part.length;
  while (start < end && /[ \t\u00a0"'`]/.test(part.charAt(start))) start += 1;
  while (end > start && /[ \t\u00a0"'`]/.test(part.charAt(end - 1))) end -= 1;
  return part.slice(start, end);
}

/** @returns undefined when the text names one path, as far as it tells */
export function splitList(text: string): string[] | undefined {
  const json = readJsonList(barePath(text));
  if (json !== undefined && json.length > 0) return json;
  // Its commas choose; it is not resolved at all.
  if (isBracePattern(text)) return undefined;
  const parts = cut(text, AFTER_MARK, (before) => barePath(before) !== "")
    .flatMap((part) => cut(part, AFTER_BLANK, isRootedPart))
    .flatMap((part) => cut(part, AFTER_COLON, (before) => isRootedPart(before) && !/file$/i.test(before)))
    .map(trim)
    .filter((part) => part !== "");
  return parts.length > 1 ? parts : undefined;
}
