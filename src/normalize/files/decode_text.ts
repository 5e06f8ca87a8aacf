// Turns bytes into text, refusing what is not UTF-8.
import { isUtf8 } from "node:buffer";
import { createProblem, fileStart, type Problem } from "../problem.ts";
import { createLineIndex } from "./line_index.ts";

export interface DecodedText {
  /** Without the byte order mark, so that offsets and columns are those of an editor. */
  text: string;
  byteOrderMark: boolean;
}

/** JSON begins with an ASCII character, so a NUL beside a first non-NUL byte means two bytes per character. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return false;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return marked || (first === 0) !== (second === 0);
}

/** The text in front of the first byte that no UTF-8 character can have there. */
function decodeValidPart(bytes: Uint8Array): string {
  const again = Buffer.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  let valid = 0;
  while (valid < bytes.length && bytes[valid] === again[valid]) valid += 1;
  return new TextDecoder("utf-8").decode(bytes.subarray(0, valid), { stream: true });
}

export function decodeText(bytes: Uint8Array, file: string): DecodedText | Problem {
  if (looksLikeUtf16(bytes)) {
    const message = "Expected UTF-8, found UTF-16; save the file as UTF-8 without a byte order mark.";
    return createProblem("ERR_NORMALIZE_UTF16", file, fileStart, message);
  }
  if (!isUtf8(bytes)) {
    const valid = decodeValidPart(bytes);
    const message = "Expected UTF-8, found a byte that is not part of a UTF-8 character; save the file as UTF-8.";
    return createProblem("ERR_NORMALIZE_INVALID_UTF8", file, createLineIndex(valid)(valid.length), message);
  }
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const byteOrderMark = text.startsWith("\ufeff");
  return { text: byteOrderMark ? text.slice(1) : text, byteOrderMark };
}
