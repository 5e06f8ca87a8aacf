// Replaces the secret parts of a text by `[secret]` and keeps the rest readable.
import type { FoundSecret } from "./detect_secrets.ts";
import { looksRandom } from "./secret_value.ts";

const MASK = "[secret]";

const SHORTEST_COPY = 6;

interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Masker {
  /** Any string that will stand in an event: an argument, a URL, a command. */
  mask(text: string): string;
  /** A name that other things refer to. A password that is a plain word, such as `database`, does not hide it. */
  maskName(text: string): string;
}

/** Copies by their first characters, so that a text is searched once however many secrets there are. */
type CopyIndex = ReadonlyMap<string, readonly string[]>;

/** Every copy of every found secret is masked, wherever the secret was found. */
export function createMasker(found: readonly FoundSecret[]): Masker {
  const spans = new Map<string, Range[]>();
  const copies = new Set<string>();
  for (const secret of found) {
    const known = spans.get(secret.value) ?? [];
    spans.set(secret.value, known);
    for (const span of secret.spans) {
      known.push(span);
      for (const copy of listForms(secret.value.slice(span.start, span.end))) copies.add(copy);
    }
  }
  const all = indexCopies([...copies]);
  const distinct = indexCopies([...copies].filter((copy) => /[^A-Za-z]/.test(copy) || looksRandom(copy)));
  const maskWith = (text: string, index: CopyIndex) =>
    cut(text, [...(spans.get(text) ?? []), ...findCopies(text, index)]);
  return { mask: (text) => maskWith(text, all), maskName: (text) => maskWith(text, distinct) };
}

export function maskSecrets(text: string, found: readonly FoundSecret[]): string {
  return createMasker(found).mask(text);
}

/** The secret itself, the password behind a user's name, and both as a JSON pointer writes them. */
function listForms(secret: string): string[] {
  return [secret, secret.slice(secret.indexOf(":") + 1)].flatMap((form) => {
    const escaped = form.replaceAll("~", "~0").replaceAll("/", "~1");
    return form.length < SHORTEST_COPY ? [] : escaped === form ? [form] : [form, escaped];
  });
}

function indexCopies(copies: readonly string[]): CopyIndex {
  const index = new Map<string, string[]>();
  for (const copy of copies.toSorted((one, other) => other.length - one.length)) {
    const head = copy.slice(0, SHORTEST_COPY);
    const alike = index.get(head);
    if (alike === undefined) index.set(head, [copy]);
    else alike.push(copy);
  }
  return index;
}

/**
 * Attacker-controlled: secrets that begin alike, in a text that repeats that beginning, would each be compared at every
 * place. When that gets too much work, the rest of the text is masked unread.
 */
function findCopies(text: string, index: CopyIndex): Range[] {
  const ranges: Range[] = [];
  if (index.size === 0) return ranges;
  let work = 100_000 + 100 * text.length;
  for (let at = 0; at + SHORTEST_COPY <= text.length; at += 1) {
    for (const copy of index.get(text.slice(at, at + SHORTEST_COPY)) ?? []) {
      work -= copy.length <= text.length - at ? copy.length : 1;
      if (work < 0) return [...ranges, { start: at, end: text.length }];
      if (!text.startsWith(copy, at)) continue;
      ranges.push({ start: at, end: at + copy.length });
      break;
    }
  }
  return ranges;
}

function cut(text: string, ranges: readonly Range[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    // Overlapping finds are one secret: they get one mask.
    if (start >= at) result += text.slice(at, start) + (start === at && result.endsWith(MASK) ? "" : MASK);
    at = end;
  }
  return result + text.slice(at);
}
