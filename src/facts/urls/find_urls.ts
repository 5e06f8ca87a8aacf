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
}

/** Attacker-controlled: every URL becomes a fact. */
const MAX_URLS = 1024;

/** The schemes that the WHATWG parser reads with a host however many slashes there are. */
const SPECIAL = /^(?:https?|wss?|ftp):/i;
const HIERARCHICAL = /^[a-z][a-z0-9+.-]*:\/\//i;
/** Schemes without a host that act by themselves where they are opened. */
const ACTIVE = /^(?:javascript|data|file|vbscript|blob|view-source|filesystem):\S/i;
/** The parser drops these wherever they stand, and white space around. */
const DROPPED = /[\t\n\r]/g;
const CONTAINS = /:\/\//;
// One class repeated, bounded: a run of letters without `://` is given up after 64.
const INSIDE = /\b[a-z][a-z0-9+.-]{1,63}:\/\/[^\s"'`<>]+/gi;

function strip(text: string): string {
  return text.replace(DROPPED, "").trim();
}

/** The whole text is an absolute URL, as a program that hands it to a URL parser would see it. */
export function isWholeUrl(text: string): boolean {
  if (!text.includes(":")) return false;
  const stripped = strip(text);
  return (
    (SPECIAL.test(stripped) || HIERARCHICAL.test(stripped)) && !/\s/.test(stripped) && parseUrl(stripped) !== undefined
  );
}

/** What closes a sentence or a bracket behind a URL is not part of it. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ".,;:!?)]}*_|\\".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function isWhole(text: string): boolean {
  return isWholeUrl(text) || ACTIVE.test(strip(text));
}

function urlsOf({ pointer, value }: UrlText): UrlFact[] {
  if (!value.includes(":")) return [];
  const whole = isWhole(value) ? describeUrl(value, pointer) : undefined;
  const facts: UrlFact[] = whole === undefined ? [] : [{ ...whole, whole: true }];
  // `https://a<line break>https://b` is one URL to a parser and two to a reader.
  if ((whole !== undefined && !/[\t\n\r]/.test(value.trim())) || !CONTAINS.test(value)) return facts;
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
