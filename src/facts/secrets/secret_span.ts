// A stretch of one configured value that is a secret, and the rules by which a named literal becomes one.
import { classifyName, type SecretKind } from "./secret_name.ts";
import { isPlaceholder, looksRandom, stripReferences } from "./secret_value.ts";

export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  readonly found_by: "shape" | "name";
  readonly type: string;
}

const SCHEME = /^(\s*(?:bearer|basic|token|apikey|api-key|digest|bot|key)\s+)(\S.*)$/is;

/** `offset` is where the value starts in the text that the span is for. */
export function judgeNamedValue(name: string, value: string, offset: number): SecretSpan | undefined {
  const kind = classifyName(name);
  if (kind === undefined) return undefined;
  const scheme = SCHEME.exec(value);
  const body = scheme?.[2] ?? value;
  if (!isSecretLiteral(kind, body, scheme !== null)) return undefined;
  const start = offset + (scheme?.[1]?.length ?? 0);
  return { start, end: start + body.length, found_by: "name", type: kind };
}

function isSecretLiteral(kind: SecretKind, value: string, hasScheme: boolean): boolean {
  const literal = stripReferences(value).trim();
  if (literal.length < 4 || isPlaceholder(value) || isFlagLike(literal)) return false;
  if (kind === "password") return !isPath(literal) && !isUrl(literal);
  if (/^[\d.,:]+$/.test(literal) && literal.length < 8) return false;
  if (isPath(literal) || isUrl(literal)) return false;
  switch (kind) {
    case "auth":
      return hasScheme || (literal.length >= 16 && looksRandom(literal));
    case "key":
      return literal.length >= 12 && looksRandom(literal);
    case "credential":
    case "cookie":
    case "authorization":
      return hasScheme || literal.length >= 6;
    default:
      return isOneWord(literal);
  }
}

/** A sentence is not a token; neither is a short plain word such as `oauth`. */
function isOneWord(literal: string): boolean {
  if (/\s/.test(literal.replace(/^["']|["']$/g, ""))) return false;
  return literal.length >= 8 || /[^A-Za-z]/.test(literal);
}

function isFlagLike(text: string): boolean {
  return (
    /^(?:true|false|yes|no|on|off|none|null|nil|undefined|auto|default|enabled|disabled|required|optional)$/i.test(
      text,
    ) || /^--?[a-z]/i.test(text)
  );
}

function isPath(text: string): boolean {
  if (
    /^(?:~|\.{1,2})?[\\/](?!\/)\S*$|^[a-z]:[\\/]|^\.{0,2}[\w-]*[\\/].*\.(?:json|ya?ml|pem|key|txt|env|toml|p12|crt|conf|ini)$/i.test(
      text,
    )
  ) {
    // A base64 value may start with a slash; a path has words.
    return !(/^\/[A-Za-z0-9+/]{24,}={0,2}$/.test(text) && /\d/.test(text) && !/\/[a-z]{3,}\//.test(text));
  }
  return /^[\w.-]+\.(?:json|ya?ml|pem|key|txt|env|toml|p12)$/i.test(text);
}

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}
