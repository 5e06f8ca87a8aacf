// Estimates from above how many bits somebody has to guess who knows the format of an id.

const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/** Random bits by version: 1, 2 and 6 are the time and a network address, 3 and 5 a digest of a name. */
const UUID_BITS: Readonly<Record<string, number>> = { 1: 14, 2: 6, 4: 122, 6: 14, 7: 74, 8: 122 };

/** Milliseconds since 1970, then 80 random bits. */
const ULID = /^0[0-9A-HJKMNP-TV-Z]{25}$/i;

/** Words in front that say what the id is of. Any word would do, but random ids begin with letters too. */
const LABEL =
  /^(?:(?:mcp|sess|session|sid|conn|connection|client|user|state|handle|stream|transport|request|task|context|chat|thread|run)[-_:.]){1,4}/;

/** A time in seconds or milliseconds, in decimal. Somebody who saw the session begin knows it to the day at least. */
const TIME = /(?<![\da-z])[12]\d{9}(\d{3})?(?![\da-z])/gi;
const SECONDS_BITS = 16.4;
const MILLISECONDS_BITS = 26.4;

const ALPHABETS: readonly (readonly [RegExp, number])[] = [
  [/^[01]*$/, 2],
  [/^\d*$/, 10],
  [/^(?:[\da-f]*|[\dA-F]*)$/, 16],
  [/^(?:[a-z]*|[A-Z]*)$/, 26],
  [/^[A-Z2-7]*=*$/, 32],
  [/^(?:[\da-z]*|[\dA-Z]*)$/, 36],
  [/^[\dA-Za-z]*$/, 62],
  [/^[\dA-Za-z+/_=-]*$/, 64],
];

/** Shorter repetitions happen by chance: in one of ten thousand random ids. */
const MIN_REPEAT = 6;

function longestRepeat(text: string, at: number): number {
  let length = 0;
  while (at + length < text.length && text.indexOf(text.slice(at, at + length + 1)) < at) length += 1;
  return length;
}

/** As in `abcdef`, `2222` or `97531`. */
function longestRun(text: string, at: number): number {
  const step = text.charCodeAt(at + 1) - text.charCodeAt(at);
  if (!(Math.abs(step) <= 2)) return 1;
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) - text.charCodeAt(end - 1) === step) end += 1;
  return end - at;
}

/** Characters that are news: of runs and repetitions, the first and their length. */
function countNews(text: string): number {
  let news = 0;
  for (let at = 0; at < text.length; ) {
    const length = Math.max(longestRepeat(text, at), longestRun(text, at));
    news += length < MIN_REPEAT ? 1 : 2;
    at += length < MIN_REPEAT ? 1 : length;
  }
  return news;
}

export function estimateBits(id: string): number {
  const version = UUID.exec(id)?.[1];
  if (version !== undefined) return Math.min(UUID_BITS[version] ?? 0, countNews(id.replaceAll("-", "")) * 4);
  let timeBits = 0;
  const text = id.replace(LABEL, "").replace(TIME, (_, milliseconds: string | undefined) => {
    timeBits += milliseconds === undefined ? SECONDS_BITS : MILLISECONDS_BITS;
    return "";
  });
  const size = ALPHABETS.find(([pattern]) => pattern.test(text))?.[1] ?? 94;
  const bits = timeBits + countNews(text) * Math.log2(size);
  return ULID.test(id) ? Math.min(bits, 80) : bits;
}
