// Notes what about a path's spelling makes its readers differ.
import type { PathFact } from "../../generated/event.ts";
import { barePath } from "./bare_path.ts";
import { hasVariable, isBracePattern } from "./expansions.ts";

type Mark = PathFact["marks"][number];

const CLIMBS = /(?:^|[\\/])\.\.(?:[\\/]|$)/;

const ESCAPE = /%([0-9a-f]{2})/gi;

/** Nobody honest encodes more often; and each round reads the whole text. */
const MAX_ROUNDS = 5;

/** Decodes percent-encoding again and again: an attacker encodes once per reader on the way. */
function decodeFully(text: string): string {
  let decoded = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = decoded.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}

/** Whether a component is, to somebody, `..`. */
export function climbs(path: string): boolean {
  return CLIMBS.test(path) || hidesClimb(path);
}

/** Dots and slashes of other widths, which some readers take for the plain ones. */
const LOOKALIKES = /[\u2024\u2025\u2044\u2215\u29f8\ufe52\uff0e\uff0f\uff3c]/;

/** UTF-8 that spells `.`, `/` or a backslash in more bytes than needed; old decoders take it. */
const OVERLONG = /%c0%(?:ae|af)|%c1%9c|%e0%80%(?:ae|af)/i;

function plain(part: string): string {
  return part.replace(/[\u2044\u2215\u29f8]/g, "/").normalize("NFKC");
}

/** Component by component, so that a plain `..` elsewhere hides nothing. */
function hidesClimb(path: string): boolean {
  return path.split(/[\\/]/).some((part) => {
    if (LOOKALIKES.test(part) && CLIMBS.test(plain(part))) return true;
    if (!part.includes("%")) return false;
    if (OVERLONG.test(part)) return true;
    const decoded = decodeFully(part);
    return decoded !== part && (CLIMBS.test(decoded) || decoded.search(ESCAPE) !== -1);
  });
}

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}

/** Windows drops dots and spaces at the end of a name, even when nothing else is in it. */
function endsOddly(part: string): boolean {
  return part !== "." && part !== ".." && /[. ]$/.test(part);
}

/**
 * @param written the value as sent
 * @param path the path in it: the same, or what a file URI decodes to
 */
export function markPath(written: string, path: string, platform: NodeJS.Platform): Mark[] {
  const marks: Mark[] = [];
  const decoded = decodeFully(path);
  const windowsForm = /^[A-Za-z]:|^\\\\/.test(path);
  const windows = platform === "win32" || windowsForm;
  if (hidesClimb(written)) marks.push("percent_encoded_traversal");
  if (decoded.includes("\0")) marks.push("null_byte");
  else if (hasControlCharacter(path)) marks.push("control_character");
  if (windows && /:/.test(path.replace(/^(?:[\\/]{2}[.?][\\/])?[A-Za-z]:/, ""))) marks.push("alternate_stream");
  if (windows && path.split(/[\\/]/).some(endsOddly)) marks.push("trailing_dot_or_space");
  const backslashIsName = !windowsForm && (platform !== "win32" || path.startsWith("/"));
  if (backslashIsName && /^\\[^\\]|\\\.\.(?:[\\/]|$)|(?:^|[\\/])\.\.\\/.test(path)) marks.push("mixed_separators");
  if (hasVariable(barePath(path), windows)) marks.push("variable");
  if (isBracePattern(path)) marks.push("brace_pattern");
  return marks;
}
