// Finds in texts the short values that are compared whole: what looks like a secret, and numbers of payment cards.
import { findNamedSecrets } from "../facts/secrets/find_named.ts";
import { looksGenerated, looksLikeKey } from "../facts/secrets/secret_value.ts";
import type { PlacedText } from "./list_texts.ts";

/** Attacker-controlled: in more of one message short values are looked for less closely, then not at all. */
const MAX_NAMED = 16 * 1024;
const MAX_CHARACTERS = 512 * 1024;
const MAX_TOKENS = 256;

const MIN_TOKEN_LENGTH = 8;
/** Short enough to be chance: half of them are words with a number. */
const MIN_RANDOM_LENGTH = 12;
const MAX_TOKEN_LENGTH = 4096;

const WORD = /[A-Za-z0-9+/=_-]{12,4096}/g;
const CARD = /(?<![0-9])[3-6]\d{3}(?:[ -]?\d){11,12}(?![0-9])/g;

function isCardNumber(text: string): boolean {
  const digits = text.replace(/[^0-9]/g, "");
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Commits and other digests name things, and people pass them on: only under a secret's name they are one. */
const HEXADECIMAL = /^[0-9a-f-]+$/i;

function isRandom(word: string): boolean {
  return word.length >= MIN_RANDOM_LENGTH && !HEXADECIMAL.test(word) && (looksGenerated(word) || looksLikeKey(word));
}

function findByName(name: string, text: string): string[] {
  return findNamedSecrets(name, text).map(({ start, end }) => text.slice(start, end));
}

function findByShape(text: string): string[] {
  if (!/\d/.test(text)) return [];
  return [
    ...[...text.matchAll(WORD)].map(([word]) => word).filter(isRandom),
    ...[...text.matchAll(CARD)].map(([number]) => number).filter(isCardNumber),
  ];
}

/** Each token once, of the first characters of the texts. */
export function findTokens(texts: readonly PlacedText[]): string[] {
  const tokens = new Set<string>();
  let read = 0;
  for (const { name, text } of texts) {
    if (read >= MAX_CHARACTERS) break;
    const found =
      text.length < MIN_TOKEN_LENGTH
        ? []
        : [
            ...(read < MAX_NAMED ? findByName(name, text.slice(0, MAX_NAMED - read)) : []),
            ...findByShape(text.slice(0, MAX_CHARACTERS - read)),
          ];
    read += text.length;
    for (const token of found) {
      if (tokens.size >= MAX_TOKENS) return [...tokens];
      if (token.length >= MIN_TOKEN_LENGTH && token.length <= MAX_TOKEN_LENGTH) tokens.add(token);
    }
  }
  return [...tokens];
}
