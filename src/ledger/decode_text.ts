// Turns texts into what they say when escapes, URL-encoding, base64 or hexadecimal are undone.
import type { Piece } from "./normalize_text.ts";

/** Attacker-controlled: text that can be read in many ways is read in so many characters, all ways together. */
const MAX_DECODED = 8 * 1024 * 1024;

/** A run of base64 or hexadecimal that is shorter holds nothing that would be found. */
const BASE64 = /[A-Za-z0-9+/_-]{12,}/g;
const HEXADECIMAL = /(?:(?:0x)?[0-9a-f]{2}[\s:,;./|_-]{0,2}){8,}[0-9a-f]?/gi;
const LINE_BREAKS = /[\r\n]+/g;

const ESCAPE =
  /\\(?:u\{?([0-9a-f]{4,6})\}?|x([0-9a-f]{2})|([nrtbfv]))|((?:%[0-9a-f]{2})+)|&#(?:x([0-9a-f]{2,6})|([0-9]{2,7}));?/gi;

function toCharacter(digits: string, base = 16): string {
  const code = Number.parseInt(digits, base);
  return code > 0x10ffff ? " " : String.fromCodePoint(code);
}

/** Undoes JSON's, URLs' and HTML's escapes once; an escaped white space is one. */
export function unescapeText(text: string): string {
  if (!text.includes("\\") && !text.includes("%") && !text.includes("&#")) return text;
  return text.replace(ESCAPE, (_, ...[unicode, byte, , percent, hexadecimal, decimal]: (string | undefined)[]) => {
    if (percent !== undefined) return Buffer.from(percent.replaceAll("%", ""), "hex").toString("utf8");
    if (decimal !== undefined) return toCharacter(decimal, 10);
    const digits = unicode ?? byte ?? hexadecimal;
    return digits === undefined ? " " : toCharacter(digits);
  });
}

interface Run {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

interface Joined {
  readonly text: string;
  readonly ends: readonly number[];
  readonly pieces: readonly Piece[];
}

function join(pieces: readonly Piece[]): Joined {
  const texts = pieces.map(({ text }) => text.replace(LINE_BREAKS, ""));
  let end = 0;
  const ends = texts.map(({ length }) => {
    end += length;
    return end;
  });
  return { text: texts.join(""), ends, pieces };
}

/** Runs inside one piece, and those that go on from one to the next: a text split over several arguments. */
function listRuns({ text, ends, pieces }: Joined, pattern: RegExp): { alone: Run[]; spanning: Run[] } {
  const alone: Run[] = [];
  const spanning: Run[] = [];
  let at = 0;
  for (const { 0: run, index } of text.matchAll(pattern)) {
    const end = index + run.length;
    while ((ends[at] ?? text.length) <= index) at += 1;
    let last = at;
    let start = index;
    while ((ends[last] ?? text.length) < end) {
      alone.push(cutRun(text.slice(start, ends[last]), pieces[last], pieces[last]));
      start = ends[last] ?? end;
      last += 1;
    }
    alone.push(cutRun(text.slice(start, end), pieces[last], pieces[last]));
    if (last > at) spanning.push(cutRun(run, pieces[at], pieces[last]));
  }
  return { alone, spanning };
}

function cutRun(text: string, from: Piece | undefined, to: Piece | undefined): Run {
  return { text, first: from?.first ?? 0, last: to?.last ?? 0 };
}

function decodeBase64(run: string, offset: number): string {
  return Buffer.from(offset === 0 ? run : run.slice(offset), "base64").toString("utf8");
}

function decodeHexadecimal(run: string, offset: number): string {
  const digits = run.replace(/0x|[^0-9a-f]/gi, "");
  const even = digits.length - ((digits.length - offset) & 1);
  return Buffer.from(digits.slice(offset, even), "hex").toString("utf8");
}

type Decode = (run: string, shift: number) => string;

const UNREADABLE = /\ufffd|(?![\t\n\r])\p{Cc}/u;

/** Reads texts in all ways; one reader is used for one message, whose work it bounds. */
export class Decoder {
  #left = MAX_DECODED;

  /** Some of what could have been decoded was not. */
  get exhausted(): boolean {
    return this.#left <= 0;
  }

  /** Once for each way of reading the runs: letters may stand in front of one that are not part of it. */
  #decodeRuns(runs: readonly Run[], decode: Decode, shifts: number): Piece[][] {
    let left = runs;
    const readings: Piece[][] = [];
    for (let shift = 0; shift < shifts && left.length > 0; shift += 1) {
      const pieces: Piece[] = [];
      const unclear: Run[] = [];
      for (const run of left) {
        if (this.exhausted) break;
        this.#left -= run.text.length;
        const text = decode(run.text, shift);
        pieces.push({ text, first: run.first, last: run.last });
        // What begins in the wrong place is no text to its end.
        if (UNREADABLE.test(text)) unclear.push(run);
      }
      readings.push(pieces);
      left = unclear;
    }
    return readings;
  }

  #decode(pieces: readonly Piece[], shifted: boolean): Piece[][] {
    const joined = join(pieces);
    const ways = [
      { pattern: BASE64, decode: decodeBase64, shifts: shifted ? 4 : 1 },
      { pattern: HEXADECIMAL, decode: decodeHexadecimal, shifts: shifted ? 2 : 1 },
    ];
    return ways.flatMap(({ pattern, decode, shifts }) => {
      const { alone, spanning } = listRuns(joined, pattern);
      return [alone, spanning].flatMap((runs) => this.#decodeRuns(runs, decode, shifts));
    });
  }

  #unescape(pieces: readonly Piece[]): Piece[] | undefined {
    const unescaped = pieces.map((piece) => ({ ...piece, text: unescapeText(piece.text) }));
    if (unescaped.every(({ text }, index) => text === pieces[index]?.text)) return undefined;
    this.#left -= unescaped.reduce((sum, { text }) => sum + text.length, 0);
    return unescaped;
  }

  /**
   * All ways of undoing up to `depth` encodings, one inside the other; not the texts as they are.
   *
   * @param shifted whether a run is also read from its second, third and fourth letter on
   */
  list(pieces: readonly Piece[], depth: number, shifted: boolean): Piece[][] {
    if (depth === 0 || this.exhausted) return [];
    const unescaped = this.#unescape(pieces);
    const decoded = this.#decode(pieces, shifted);
    const readings = unescaped === undefined ? decoded : [unescaped, ...decoded];
    return [...readings, ...readings.flatMap((reading) => this.list(reading, depth - 1, shifted))];
  }
}
