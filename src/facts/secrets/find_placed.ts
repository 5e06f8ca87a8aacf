// Finds secrets in one value that no name gives away, only the place where a random text stands: in a URL, behind a user.
import type { SecretSpan } from "./secret_span.ts";
import { isPlaceholder, looksGenerated, looksLikeKey, looksRandom } from "./secret_value.ts";

const KEY_PARAMETER = /[?&](?:k|key)=([A-Za-z0-9_-]{20,})(?=[&#\s"']|$)/gi;
/** Services give each user an address: whoever knows the path is that user. */
const PATH_TOKEN = /\/(?:s|mcp)\/([A-Za-z0-9_=+-]{32,})(?=[/?#\s"']|$)/g;
/** Services of which it is known that each user's address is the credential. */
const OWN_ADDRESS = new RegExp(
  "https?:\\/\\/(?:[a-z0-9-]{1,40}\\.){0,4}(?:n8n\\.cloud|composio\\.dev|pipedream\\.net|make\\.com|supermemory\\.ai)\\/" +
    "(?:[a-z0-9_-]{1,30}\\/){0,4}?([A-Za-z0-9_-]{20,64})(?=[/?#\\s\"']|$)",
  "gi",
);
/** A UUID, or words with a random end: `abandoned-horse-Y39-hm`. */
const ADDRESS_NAME =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:[a-z]{3,20}-){2,5}[A-Za-z0-9]{2,6}-[A-Za-z0-9]{2,6})$/i;
const WEBHOOK = /\/api\/webhooks\/\d{15,22}\/([A-Za-z0-9_-]{50,100})(?![A-Za-z0-9_-])/g;
const USER_FLAG = /^(?:-u|--user|--proxy-user)$/;

function toSpan(match: RegExpMatchArray, part: string, type: string): SecretSpan {
  const start = (match.index ?? 0) + match[0].length - part.length;
  return { start, end: start + part.length, found_by: "name", type };
}

export function findKeyParameters(value: string): SecretSpan[] {
  const matches = [...value.matchAll(KEY_PARAMETER)].filter(([, part = ""]) => looksLikeKey(part));
  return matches.map((match) => toSpan(match, match[1] ?? "", "key"));
}

function isOwnAddress(part: string): boolean {
  return looksLikeKey(part) || (ADDRESS_NAME.test(part) && /\d/.test(part) && !isPlaceholder(part));
}

export function findPathTokens(value: string): SecretSpan[] {
  if (!value.includes("://")) return [];
  const matches = [
    ...[...value.matchAll(PATH_TOKEN)].filter(([, part = ""]) => looksGenerated(part)),
    ...[...value.matchAll(OWN_ADDRESS)].filter(([, part = ""]) => isOwnAddress(part)),
    ...[...value.matchAll(WEBHOOK)].filter(([, part = ""]) => looksRandom(part) && !isPlaceholder(part)),
  ];
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

/** What `-p` is called beside a user: alone it is as often a port, a project or a profile. */
export const PASSWORD_FLAG = "-u -p";

/** `-u ada -p secret` and `-uada -psecret`, as database clients have it. */
export function findFlagPasswords(name: string, value: string): SecretSpan[] {
  if (name !== PASSWORD_FLAG) return [];
  const start = value.startsWith("-p") ? 2 : 0;
  const password = value.slice(start);
  if (password.length < 8 || /\s/.test(password) || !/[A-Za-z]/.test(password) || !/\d/.test(password)) return [];
  if (isPlaceholder(password) || !(looksGenerated(password) || /[^A-Za-z0-9_./:@=-]/.test(password))) return [];
  return [{ start, end: value.length, found_by: "name", type: "password" }];
}
