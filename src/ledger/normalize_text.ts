// Turns texts into the symbols that are compared: letters and digits only, without case, accents, width or white space.

/** One of the texts that are compared together, or what was decoded out of some of them. */
export interface Piece {
  readonly text: string;
  /** Which of the given texts it came from, first and last. */
  readonly first: number;
  readonly last: number;
}

export interface Symbols {
  readonly codes: Uint16Array;
  /** Where the symbols of each piece end. */
  readonly ends: readonly number[];
}

/** Dates and times, UUIDs, and commits and other digests in hexadecimal: they name things, and people pass them on. */
const TIME = /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?/gi;
const UUID = /(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])/gi;
const HEX = /(?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])/gi;

const ASCII = /^[\0-\x7f]*$/;
const DROPPED_ASCII = /[^a-z0-9]+/g;
const DROPPED = /[^\p{L}\p{N}]+/gu;

/** Attacker-controlled: one sign that is written out as eighteen letters, or eight. */
const PHRASES = /[\ufdfa\ufdfb]/g;

/** Han and kana: a sign is worth more than a letter, so that it counts twice. */
const FIRST_SIGN = 0x2e80;
const LAST_SIGN = 0x9fff;

function isDigest(word: string): boolean {
  return /\d/.test(word) && /[a-f]/i.test(word);
}

function withoutIdentifiers(text: string): string {
  if (!/\d/.test(text)) return text;
  return text
    .replace(TIME, " ")
    .replace(UUID, " ")
    .replace(HEX, (word) => (isDigest(word) ? " " : word));
}

/** Letters and digits as they are compared. */
export function normalizeText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(DROPPED_ASCII, "");
  return text.replace(PHRASES, " ").normalize("NFKD").toLowerCase().normalize("NFKD").replace(DROPPED, "");
}

function isSign(code: number): boolean {
  return code >= FIRST_SIGN && code <= LAST_SIGN;
}

/**
 * @param identifiers whether dates, UUIDs and digests stay: they do where values are looked for that are matched whole
 */
export function readSymbols(pieces: readonly Piece[], identifiers: "kept" | "dropped"): Symbols {
  const texts = pieces.map(({ text }) => normalizeText(identifiers === "kept" ? text : withoutIdentifiers(text)));
  const codes = new Uint16Array(2 * texts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  const ends = texts.map((text) => {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      codes[end++] = code;
      if (isSign(code)) codes[end++] = code;
    }
    return end;
  });
  return { codes: codes.subarray(0, end), ends };
}
