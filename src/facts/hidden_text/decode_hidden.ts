// Turns runs of hidden characters into what they spell, where they are an alphabet.
import type { HiddenKind } from "./characters.ts";

const MAX_LENGTH = 200;
/** What 200 characters can take at most: four bytes each, each a character of two units. */
const MAX_UNITS = MAX_LENGTH * 8;

/** Nothing hidden may be in what is shown instead of it. */
function printable(text: string): string {
  const shown = text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]|\p{Default_Ignorable_Code_Point}|\u2800/gu, "").trim();
  return [...shown].slice(0, MAX_LENGTH).join("").slice(0, MAX_LENGTH).toWellFormed();
}

/** Tag characters repeat ASCII. */
function decodeTags(run: string): string {
  return [...run].map((tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000)).join("");
}

/** Variation selectors 1 to 256 carry one byte each. */
function decodeSelectors(run: string): string {
  const bytes = [...run].flatMap((selector) => {
    const point = selector.codePointAt(0) ?? 0;
    if (point >= 0xfe00 && point <= 0xfe0f) return point - 0xfe00;
    return point >= 0xe0100 && point <= 0xe01ef ? point - 0xe0100 + 16 : [];
  });
  return new TextDecoder().decode(Uint8Array.from(bytes)).replaceAll("\uFFFD", "");
}

/** Where an OSC 8 link leads that shows another text. */
const LINK = new RegExp(String.raw`^(?:\x1B\]|\x9D)8;[^;\x07\x1B\x9C]{0,256};([^\x07\x1B\x9C]{1,${MAX_LENGTH}})`);

function decodeLink(text: string, index: number): string {
  return LINK.exec(text.slice(index, index + 512))?.[1] ?? "";
}

/** Collects what the runs of one kind spell in one string. */
export class Decoder {
  #raw = "";
  readonly #kind: HiddenKind;

  constructor(kind: HiddenKind) {
    this.#kind = kind;
  }

  add(run: string, text: string, index: number): void {
    if (this.#raw.length >= MAX_UNITS) return;
    if (this.#kind === "tag_characters" || this.#kind === "variation_selectors") {
      this.#raw += run.slice(0, MAX_UNITS).toWellFormed();
    } else if (this.#kind === "ansi_escape") {
      const link = decodeLink(text, index);
      if (link !== "") this.#raw += this.#raw === "" ? link : ` ${link}`;
    }
  }

  get decoded(): string | undefined {
    if (this.#raw === "") return undefined;
    const decoded = this.#kind === "tag_characters" ? decodeTags(this.#raw) : this.#raw;
    const shown = printable(this.#kind === "variation_selectors" ? decodeSelectors(this.#raw) : decoded);
    return shown === "" ? undefined : shown;
  }
}
