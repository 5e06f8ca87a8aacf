// Finds secrets in one value that no name gives away, only the place where a random text stands: in a URL, behind a user.
import type { SecretSpan } from "./secret_span.ts";
import { isPlaceholder, looksGenerated, looksLikeKey, looksRandom } from "./secret_value.ts";

const KEY_PARAMETER = /[?&](?:k|key)=([A-Za-z0-9_-]{20,})(?=[&#\s"']|$)/gi;
/** Services give each user an address: whoever knows the path is that user. */
const PATH_TOKEN = /\/(?:s|mcp)\/([A-Za-z0-9_=+-]{32,})(?=[/?#\s"']|$)/g;
const USER_FLAG = /^(?:-u|--user|--proxy-user)$/;

function toSpan(match: RegExpMatchArray, part: string, type: string): SecretSpan {
  const start = (match.index ?? 0) + match[0].length - part.length;
  return { start, end: start + part.length, found_by: "name", type };
}

export function findKeyParameters(value: string): SecretSpan[] {
  const matches = [...value.matchAll(KEY_PARAMETER)].filter(([, part = ""]) => looksLikeKey(part));
  return matches.map((match) => toSpan(match, match[1] ?? "", "key"));
}

export function findPathTokens(value: string): SecretSpan[] {
  if (!value.includes("://")) return [];
  const matches = [...value.matchAll(PATH_TOKEN)].filter(([, part = ""]) => looksGenerated(part));
  return matches.map((match) => toSpan(match, match[1] ?? "", "url_path_token"));
}

/** `curl -u user:secret`; a container's `-u 1000:1000` or `-u node:node` has nothing random in it. */
export function findUserPasswords(name: string, value: string, offset: number): SecretSpan[] {
  if (!USER_FLAG.test(name)) return [];
  const colon = value.indexOf(":");
  const password = value.slice(colon + 1);
  if (colon < 1 || password.length < 8 || /[\s/]/.test(password)) return [];
  if (!looksRandom(password) || isPlaceholder(password)) return [];
  return [{ start: offset + colon + 1, end: offset + value.length, found_by: "name", type: "password" }];
}
