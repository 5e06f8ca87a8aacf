// Tells from the name of a variable, flag, header or parameter whether its value is meant to be secret.

export type SecretKind =
  | "token"
  | "secret"
  | "password"
  | "api_key"
  | "access_key"
  | "private_key"
  | "key"
  | "credential"
  | "authorization"
  | "auth"
  | "cookie";

const PAIRS: readonly (readonly [RegExp, SecretKind])[] = [
  [/(?:^|_)(?:api|app|application|subscription|license|functions)_?keys?$/, "api_key"],
  [/apikeys?$/, "api_key"],
  [/(?:^|_)(?:access|account|storage|shared_access|secret_access)_key$/, "access_key"],
  [/(?:^|_)(?:private|signing|encryption|ssh|deploy|master|service_role)_key$/, "private_key"],
  [/(?:password|passwd|passphrase|passcode)$|(?:^|_)(?:pass|pwd|pw)$/, "password"],
  [/(?:^|_)(?:pat|jwt|bearer)$|tokens?$/, "token"],
  [/secrets?$|(?:^|_)(?:secret_key|api_hash)$/, "secret"],
  [/credentials?$|(?:^|_)creds?$/, "credential"],
  [/(?:^|_)(?:authorization|proxy_authorization)$/, "authorization"],
  [/cookies?$/, "cookie"],
  [/(?:^|_)auth$/, "auth"],
  [/(?:^|_)key$/, "key"],
];
/** The name is about a secret, but its value says where, which or how much. */
const ABOUT =
  /(?:^|_)(?:file|path|paths|dir|directory|folder|url|uri|endpoint|host|type|mode|method|name|names|header|headers|limit|length|count|ttl|expiry|expires|timeout|id|ids|enabled|enable|provider|region|scope|scopes|audience|issuer|algorithm|budget|size|env|var|location|store|prefix|command|cmd|helper|format|policy|required|storage|backend|server|version|realm|kind|alias|label|field|param|usage|strategy|source|only)$/;
const NOT_SECRET =
  /(?:^|_)(?:max|min|num|no|disable|enable|require|use|public|publishable|primary|foreign|sort|partition|cache|input|output|prompt|completion)_(?:.*_)?(?:tokens?|keys?|auth|passwords?|secrets?)$/;

// Attacker-controlled: splitting words takes quadratic time. What a name means stands at its end.
const LONGEST_NAME = 256;

/** Words of a name in lower case, joined by `_`: `X-Api-Key`, `apiKey` and `API_KEY` become alike. */
export function flattenName(name: string): string {
  return name
    .slice(-LONGEST_NAME)
    .replace(/^-+/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

export function classifyName(name: string): SecretKind | undefined {
  const flat = flattenName(name);
  if (flat === "" || flat === "pwd" || flat === "oldpwd" || ABOUT.test(flat) || NOT_SECRET.test(flat)) return undefined;
  const direct = PAIRS.find(([pattern]) => pattern.test(flat))?.[1];
  if (direct !== undefined) return direct;
  // `GITHUB_TOKEN_2`, `API_KEY_PROD`: the secret word is not always last.
  const trimmed = flat.replace(
    /_(?:\d+|prod|production|dev|development|staging|test|live|old|new|primary|secondary|value|base64|b64)$/,
    "",
  );
  return trimmed === flat ? undefined : PAIRS.find(([pattern]) => pattern.test(trimmed))?.[1];
}
