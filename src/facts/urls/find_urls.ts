// Finds the URLs in texts: those that are the whole text, and those inside a longer one.
//
// Limits: inside a text only `scheme://` is looked for, up to white space, a quote or an angle bracket; what a program
// puts together from parts (host and port apart, `//host`, a name without a scheme) is no URL here.
import type { UrlFact } from "../../generated/event.ts";
import { parseUrl } from "../../parse_url.ts";
import { describeUrl } from "./describe_url.ts";

export interface UrlText {
  readonly pointer: string;
  readonly value: string;
  /** Words of the name under which the text was sent. */
  readonly words?: readonly string[];
}

/** Attacker-controlled: every URL becomes a fact. */
const MAX_URLS = 1024;

/** The schemes that the WHATWG parser reads with a host however many slashes there are. */
const SPECIAL = /^(?:https?|wss?|ftp):/i;
const HIERARCHICAL = /^[a-z][a-z0-9+.-]*:\/\//i;
/** Schemes without a host that act by themselves where they are opened. */
const ACTIVE = /^(?:javascript|data|file|vbscript|blob|view-source|filesystem):\S/i;
/** The parser drops these wherever they stand. */
const DROPPED = /[\t\n\r]/g;
/** The parser drops controls and blanks around; programs trim other white space before they call it. */
const BLANK = /[\0-\x20\s]/;
/** Last letters of a word that says that an address stands here. */
const ADDRESS_WORD = /(?:ur[il]|href|link|endpoint|webhook|src)s?$|^(?:address(?:es)?|prox(?:y|ies))$/;
const CONTAINS = /:\/\//;
// One class repeated, bounded: a run of letters without `://` is given up after 64.
const INSIDE = /\b[a-z][a-z0-9+.-]{1,63}:\/\/[^\s"'`<>]+/gi;

function strip(text: string): string {
  const kept = text.replace(DROPPED, "");
  let [start, end] = [0, kept.length];
  while (start < end && BLANK.test(kept.charAt(start))) start += 1;
  while (end > start && BLANK.test(kept.charAt(end - 1))) end -= 1;
  return kept.slice(start, end);
}

/**
 * The whole text is an absolute URL, as a program that hands it to a URL parser would see it. The parser takes blanks
 * inside, too; there the text is a URL only where the name says so, and prose that begins with one elsewhere.
 */
export function isWholeUrl(text: string, words: readonly string[] = []): boolean {
  if (!text.includes(":")) return false;
  const stripped = strip(text);
  if (!SPECIAL.test(stripped) && !HIERARCHICAL.test(stripped)) return false;
  if (/\s/.test(stripped) && !words.some((word) => ADDRESS_WORD.test(word))) return false;
  return parseUrl(stripped) !== undefined;
}

/** What closes a sentence or a bracket behind a URL is not part of it. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ".,;:!?)]}*_|\\".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function urlsOf({ pointer, value, words }: UrlText): UrlFact[] {
  if (!value.includes(":")) return [];
  const stripped = strip(value);
  const isWhole = isWholeUrl(value, words) || ACTIVE.test(stripped);
  const whole = isWhole ? describeUrl(stripped, pointer) : undefined;
  const facts: UrlFact[] = whole === undefined ? [] : [{ ...whole, whole: true }];
  // `https://a<line break>https://b` is one URL to a parser and two to a reader.
  if ((whole !== undefined && !/\s/.test(value.trim())) || !CONTAINS.test(value)) return facts;
  let found = 0;
  for (const [text] of value.matchAll(INSIDE)) {
    found += 1;
    if (found > MAX_URLS) throw new RangeError(`more than ${MAX_URLS} URLs`);
    const inside = describeUrl(trimEnd(text), pointer);
    if (inside !== undefined) facts.push({ ...inside, whole: false });
  }
  return facts;
}

/**
 * Describes the URLs of all texts in order.
 *
 * @throws {RangeError} when there are too many
 */
export function findUrls(texts: readonly UrlText[]): UrlFact[] {
  const facts = texts.flatMap(urlsOf);
  if (facts.length > MAX_URLS) throw new RangeError(`more than ${MAX_URLS} URLs`);
  return facts;
}

/** Describes what its place says is a URL, whatever its scheme; what is no absolute URL has no fact. */
export function describeUrls(texts: readonly UrlText[]): UrlFact[] {
  return texts.flatMap(({ pointer, value }) => {
    const fact = describeUrl(value, pointer);
    return fact === undefined ? [] : [{ ...fact, whole: true }];
  });
}
