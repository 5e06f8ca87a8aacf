// Finds secrets in one value by what stands around them: its name, `name=value`, headers, JSON, URLs.
import { findFlagPasswords, findKeyParameters, findPathTokens, findUserPasswords } from "./find_placed.ts";
import { judgeNamedValue, type SecretSpan } from "./secret_span.ts";
import {
  isPlaceholder,
  isPrefixedToken,
  isRedactedToken,
  looksLikeKey,
  looksRandom,
  stripReferences,
} from "./secret_value.ts";

// Attacker-controlled: every pattern below is linear, because it runs on whatever a configuration holds.
const ASSIGNMENT = /(?<![A-Za-z0-9_-])((?:--?)?[A-Za-z_][A-Za-z0-9_.-]{0,120})=("[^"\n]*"|'[^'\n]*'|[^\s"';&,]+)/g;
const HEADER =
  /(?<![A-Za-z0-9_-])([A-Za-z][A-Za-z0-9_-]{0,60}):[ \t]?((?:(?:bearer|basic|token|bot|digest)[ \t]+)?[^\s"',;{}]+)/gi;
const JSON_PAIR = /["']([A-Za-z0-9_.-]{1,120})["']\s*:\s*"((?:[^"\\\n]|\\.)*)"/g;
/** JSON written into a string of JSON. */
const NESTED_PAIR = /\\"([A-Za-z0-9_.-]{1,120})\\"\s*:\s*\\"([^"\\\n]*)(?=\\")/g;
const PARAMETER = /[?&#]([^=&#\s"'?]{1,120})=([^&#\s"']+)/g;
const AUTHORITY = /[a-z][a-z0-9+.-]{0,30}:\/\/([^\s/?#"'<>]*(?:<[^<>\s]*>[^\s/?#"'<>]*)*)@(?=[^\s@]*)/gi;
const JWT = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?/g;
const SCHEME_VALUE = /(?<![A-Za-z0-9])(?:bearer|basic)[ \t]+([^\s"',;]+)/gi;

export function findNamedSecrets(name: string, value: string): SecretSpan[] {
  const whole = looksStructured(value) ? undefined : judgeNamedValue(name, value, 0);
  return [
    ...(whole === undefined ? [] : [whole]),
    ...findAuthorities(value),
    ...findPairs(value, PARAMETER),
    ...findPairs(value, ASSIGNMENT),
    ...findPairs(value, HEADER),
    ...findPairs(value, JSON_PAIR),
    ...findPairs(value, NESTED_PAIR),
    ...findKeyParameters(value),
    ...findPathTokens(value),
    ...findUserPasswords(name, value, 0),
    ...findFlagPasswords(name, value),
    ...findSplitFlags(value),
    ...findSchemes(value),
    ...findTokens(value),
  ];
}

/** JSON, a connection string or a header: the secret is a part, found by the part's own name. */
function looksStructured(value: string): boolean {
  return /^\s*[{[]\s*"/.test(value) || /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
}

function findPairs(value: string, pattern: RegExp): SecretSpan[] {
  return [...value.matchAll(pattern)].flatMap((match) => {
    const [whole, name = "", part = ""] = match;
    const quotes = /^(["']).*\1$/s.test(part) ? 1 : 0;
    const start = match.index + whole.length - part.length - (pattern === JSON_PAIR ? 1 : 0) + quotes;
    const inner = part.slice(quotes, part.length - quotes);
    const span = judgeNamedValue(pattern === PARAMETER ? decodeName(name) : name, inner, start);
    return span === undefined ? [] : [span];
  });
}

/** Attacker-controlled: servers read `tok%65n` as `token`. */
function decodeName(name: string): string {
  return name.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Inside one text, as in `bash -c "tool --api-key abc"`. */
function findSplitFlags(value: string): SecretSpan[] {
  if (!/\s/.test(value.trim())) return [];
  return [...value.matchAll(/(?<!\S)(--?[A-Za-z][\w-]{0,80})\s+("[^"]*"|'[^']*'|[^\s"'-][^\s"']*)/g)].flatMap(
    (match) => {
      const part = match[2] ?? "";
      const quotes = /^["']/.test(part) ? 1 : 0;
      const inner = part.slice(quotes, part.length - quotes);
      const start = match.index + match[0].length - part.length + quotes;
      const headers = inner.includes(":") ? findPairs(inner, HEADER).map((span) => shift(span, start)) : [];
      const spans = [...headers, ...findUserPasswords(match[1] ?? "", inner, start)];
      const span = judgeNamedValue(match[1] ?? "", inner, start);
      return span === undefined ? spans : [span, ...spans];
    },
  );
}

function shift(span: SecretSpan, by: number): SecretSpan {
  return { ...span, start: span.start + by, end: span.end + by };
}

function findAuthorities(value: string): SecretSpan[] {
  return [...value.matchAll(AUTHORITY)].flatMap((match) => {
    const userinfo = match[1] ?? "";
    const colon = userinfo.indexOf(":");
    const secret = colon < 0 ? userinfo : userinfo.slice(colon + 1);
    const start = match.index + match[0].length - 1 - userinfo.length;
    const user = colon < 0 ? "" : userinfo.slice(0, colon);
    // GitHub's and others' way: the token is the user, and the password a constant.
    if (looksLikeKey(user)) {
      return [{ start, end: start + user.length, found_by: "name" as const, type: "url_credentials" }];
    }
    const isBare = colon < 0 && !(looksRandom(secret) && secret.length >= 12);
    if (isBare || stripReferences(secret).trim() === "" || isPlaceholder(secret)) return [];
    return [{ start, end: start + userinfo.length, found_by: "name" as const, type: "url_credentials" }];
  });
}

function findSchemes(value: string): SecretSpan[] {
  return [...value.matchAll(SCHEME_VALUE)].flatMap((match) => {
    const part = match[1] ?? "";
    if (part.length < 8 || isPlaceholder(part) || !looksRandom(part)) return [];
    const start = match.index + match[0].length - part.length;
    return [{ start, end: start + part.length, found_by: "name" as const, type: "authorization" }];
  });
}

function findTokens(value: string): SecretSpan[] {
  const jwts = [...value.matchAll(JWT)].filter((match) => !isPlaceholder(match[0]));
  const words = [...value.matchAll(/[^\s"'=,;&?:/@\\]+/g)].filter((match) => !match[0].startsWith("eyJ"));
  return [
    ...jwts.map((match) => shape(match, "jwt")),
    ...words.filter((match) => isRedactedToken(match[0])).map((match) => shape(match, "redacted_token")),
    ...words.filter((match) => isPrefixedToken(match[0])).map((match) => shape(match, "prefixed_token")),
  ];
}

function shape(match: RegExpMatchArray, type: string): SecretSpan {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length, found_by: "shape", type };
}
