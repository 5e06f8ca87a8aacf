// Says why a person may read another host in a URL than the one it leads to.
//
// Limits: names in one foreign script that look like Latin ones are marked as punycode only; names in Latin letters that
// resemble another (`rn` for `m`) are not marked at all.
import { domainToASCII, domainToUnicode } from "node:url";
import type { UrlFact } from "../../generated/event.ts";

type Deception = NonNullable<UrlFact["deceptive"]>[number];

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["latin", /\p{Script=Latin}/u],
  ["cyrillic", /\p{Script=Cyrillic}/u],
  ["greek", /\p{Script=Greek}/u],
  ["han", /\p{Script=Han}/u],
  ["hiragana", /\p{Script=Hiragana}/u],
  ["katakana", /\p{Script=Katakana}/u],
  ["hangul", /\p{Script=Hangul}/u],
  ["bopomofo", /\p{Script=Bopomofo}/u],
  [
    "other",
    /(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}])\p{L}/u,
  ],
];

/** Scripts that one language writes together (UTS 39, highly restrictive). */
const TOGETHER = [
  ["latin", "han", "hiragana", "katakana"],
  ["latin", "han", "bopomofo"],
  ["latin", "han", "hangul"],
];

/** A user name that a reader takes for the host: labels with dots between them, with or without a scheme. */
const LOOKS_LIKE_HOST = /^(?:[a-z]+:?\/\/)?[\p{L}\p{N}_-]+(?:[.。][\p{L}\p{N}_-]+)+(?:[:/?#\\]|$)/iu;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isMixed(label: string): boolean {
  const scripts = SCRIPTS.filter(([, form]) => form.test(label)).map(([name]) => name);
  return scripts.length > 1 && !TOGETHER.some((group) => scripts.every((name) => group.includes(name)));
}

/** Longer is no name, but an attack on whoever decodes it. */
const MAX_HOST_LENGTH = 1024;

/** A slash to the WHATWG parser, a character of the user name to readers of RFC 3986: `https://a\@b` has two hosts. */
const BACKSLASH = /^[^?#]*\\/;

export function findDeceptions({ hostname, username }: URL, text: string): Deception[] {
  const found: Deception[] = [];
  // The parser leaves the hosts of schemes it does not know percent-encoded.
  const host = hostname.includes("%") ? decode(hostname).toLowerCase() : hostname.toLowerCase();
  const ascii = /^\p{ASCII}*$/u.test(host) || host.length > MAX_HOST_LENGTH ? host : domainToASCII(host);
  if (ascii !== "" && ascii.length <= MAX_HOST_LENGTH && /(?:^|\.)xn--/.test(ascii)) {
    found.push("punycode");
    if (domainToUnicode(ascii).split(".").some(isMixed)) found.push("mixed_script");
  }
  if (username !== "" && LOOKS_LIKE_HOST.test(decode(username))) found.push("user_info_lookalike");
  if (hostname !== "" && BACKSLASH.test(text)) found.push("backslash");
  return found;
}
