// Turns a template and values into markup: whatever is not markup already is escaped.
import { printable } from "../place.ts";

/** Text that may stand in a page as it is. Made by `html` and `trusted` alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Markup | string | number | null | readonly Value[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/**
 * Attacker-controlled: names, arguments and paths come from files that strangers wrote. Half of a surrogate pair would be
 * changed by the encoding, so it is written out like what cannot be seen.
 */
function escapeText(text: string): string {
  return printable(text)
    .replace(/\p{Cs}/gu, (half) => `\\u{${half.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"'`]/g, (character) => ESCAPES[character] ?? "");
}

function render(value: Value): string {
  if (value === null) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return String(value);
  return value.map(render).join("");
}

/** INVARIANT: attributes are quoted in every template, so that an escaped value cannot leave its attribute. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(
    strings.map((part, index) => (index === 0 ? part : render(values[index - 1] ?? null) + part)).join(""),
  );
}

/** Only for text that this project wrote itself. */
export function trusted(text: string): Markup {
  return new Markup(text);
}
