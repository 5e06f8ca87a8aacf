// Notes what about a path's spelling makes its readers differ.
import type { PathFact } from "../../generated/event.ts";

type Mark = PathFact["marks"][number];

const CLIMBS = /(?:^|[\\/])\.\.(?:[\\/]|$)/;

/** Decodes percent-encoding as long as it changes anything: an attacker encodes once per reader on the way. */
function decodeFully(text: string): string {
  let decoded = text;
  for (let round = 0; round < 5; round += 1) {
    const next = decoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}

/**
 * @param written the value as sent
 * @param path the path in it: the same, or what a file URI decodes to
 */
export function markPath(written: string, path: string, platform: NodeJS.Platform): Mark[] {
  const marks: Mark[] = [];
  const decoded = decodeFully(path);
  const windows = platform === "win32" || /^[A-Za-z]:|^\\\\/.test(path);
  if (CLIMBS.test(decoded) && !CLIMBS.test(written)) marks.push("percent_encoded_traversal");
  if (decoded.includes("\0")) marks.push("null_byte");
  else if (hasControlCharacter(path)) marks.push("control_character");
  if (windows && /:/.test(path.replace(/^(?:[\\/]{2}[.?][\\/])?[A-Za-z]:/, ""))) marks.push("alternate_stream");
  if (windows && path.split(/[\\/]/).some((part) => /[^. ][. ]+$/.test(part))) marks.push("trailing_dot_or_space");
  if (!windows && /\\\.\.(?:[\\/]|$)|(?:^|[\\/])\.\.\\/.test(path)) marks.push("mixed_separators");
  return marks;
}
