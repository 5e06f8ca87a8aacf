// Finds secrets in values by their shape, with secretlint's recommended rules, in one run for all values.
import { type LintText, loadLintText } from "./lint_text.ts";
import type { SecretSpan } from "./secret_span.ts";
import { isPlaceholder } from "./secret_value.ts";

interface Place {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

interface JoinedValues {
  readonly content: string;
  readonly places: readonly Place[];
}

/** Returns the spans of each value, by its place in the list. */
export async function findShapes(
  values: readonly { name: string; value: string }[],
): Promise<Map<number, SecretSpan[]>> {
  const joined = joinValues(values);
  return joined.places.length === 0 ? new Map() : placeSpans(joined, await loadLintText());
}

/** The same without waiting. */
export function findShapesWith(
  lintText: LintText,
  values: readonly { name: string; value: string }[],
): Map<number, SecretSpan[]> {
  const joined = joinValues(values);
  return joined.places.length === 0 ? new Map() : placeSpans(joined, lintText);
}

function placeSpans({ content, places }: JoinedValues, lintText: LintText): Map<number, SecretSpan[]> {
  const found = new Map<number, SecretSpan[]>();
  const messages = lintText(content).toSorted((one, other) => one.start - other.start);
  for (const message of messages) {
    for (let at = findFirst(places, message.start); (places[at]?.start ?? message.end) < message.end; at += 1) {
      const place = places[at];
      if (place === undefined) break;
      const start = Math.max(message.start, place.start);
      const end = Math.min(message.end, place.end);
      const spans = found.get(place.index) ?? [];
      if (start >= end || covers(spans.at(-1), message.type, start - place.start, end - place.start)) continue;
      const span = widen(content, { ...message, start, end }, place);
      if (span === undefined) continue;
      spans.push(span);
      found.set(place.index, spans);
    }
  }
  return found;
}

/** The first place that does not end before the offset. */
function findFirst(places: readonly Place[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.end ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Attacker-controlled: a thousand tokens without a space between them are widened to one span once, not each of them. */
function covers(span: SecretSpan | undefined, type: string, start: number, end: number): boolean {
  return span !== undefined && span.type === type && span.start <= start && span.end >= end;
}

function joinValues(values: readonly { name: string; value: string }[]): JoinedValues {
  const places: Place[] = [];
  let content = "";
  for (const [index, { name, value }] of values.entries()) {
    if (isInnocent(value)) continue;
    // Some rules look for a variable's name in front of the value.
    content += /^[A-Za-z_][\w-]*$/.test(name) ? `${name}=` : "";
    places.push({ index, start: content.length, end: content.length + value.length });
    content += `${value}\n\n`;
  }
  return { content, places };
}

/** Tokens are long runs that mix digits or cases; loading the detector is not worth it for anything else. */
export function isInnocent(value: string): boolean {
  if (value.length < 12) return true;
  if (value.includes("-----BEGIN") || /:\/\/[^/\s]*@/.test(value)) return false;
  for (const [run] of value.matchAll(/[A-Za-z0-9_+=.-]{12,}/g)) {
    if (/[A-Za-z]/.test(run) && (/\d/.test(run) || (/[a-z]/.test(run) && /[A-Z]/.test(run)))) return false;
  }
  return !/hooks\.slack\.com|discord(?:app)?\.com/.test(value);
}

/** A rule may match a part of a longer token; what is left over must not survive the mask. */
function widen(content: string, span: SecretSpan, place: Place): SecretSpan | undefined {
  const text = content.slice(span.start, span.end);
  const credentials = /^[a-z][a-z0-9+.-]*:\/\/([^/\s]*)@/i.exec(text);
  let { start, end } = span;
  if (credentials?.[1] !== undefined) {
    const password = credentials[1].slice(credentials[1].indexOf(":") + 1);
    if (isPlaceholder(password)) return undefined;
    start += credentials[0].length - 1 - credentials[1].length;
    end = start + credentials[1].length;
  } else {
    if (isPlaceholder(text)) return undefined;
    while (start > place.start && /[A-Za-z0-9_-]/.test(content.charAt(start - 1))) start -= 1;
    while (end < place.end && /[A-Za-z0-9_+/=.~-]/.test(content.charAt(end))) end += 1;
  }
  return { ...span, start: start - place.start, end: end - place.start };
}
