// Tells references and placeholders from literals: what of a value is left when both are taken away.

const REFERENCES = [
  /\$\{[^{}]*\}/g,
  /\{\{[^{}]*\}\}/g,
  /\{(?:file|env|input|secret|vault|var):[^{}]*\}/gi,
  /%[A-Za-z_][A-Za-z0-9_]*%/g,
  /\$(?:env|input|secrets?):[A-Za-z_][\w-]*/gi,
  /^(?:env|input|secrets?):[A-Za-z_][\w-]*$/gi,
  /\b(?:process\.env\.|os\.environ[./])[A-Za-z_]\w*/g,
  /\$\([^()]*\)/g,
  /(?:op|vault|keyring|keychain|secret|aws-sm|gcp-sm|bws|doppler|pass):\/\/\S+/gi,
  /\$[A-Z_][A-Z0-9_]*\b/g,
];
const DEFAULT_VALUE = /\$\{\w+:?[-=]([^{}]*)\}/g;

/** Prefixes that issuers put in front of their tokens: redacted tokens keep them. */
const TOKEN_PREFIX =
  /^(?:sk-ant-[a-z0-9]+-|sk-proj-|sk-or-v1-|sk-|ghp_|gho_|ghu_|ghs_|ghr_|github_pat_|glpat-|xox[abeoprs]-|xapp-|sbp_|sb_secret_|hf_|AKIA|ASIA|AIza|npm_|pypi-|ntn_|secret_|lin_api_|tvly-|pplx-|gsk_|r8_|dop_v1_|shpat_|[rs]k_(?:live|test)_|whsec_|SG\.|figd_|fc-|apify_api_|e2b_|ctx7sk-?|nvapi-|xai-|ya29\.|dckr_pat_|ATATT|ATCTT|jina_|pat_|key-|re_|phc_|phx_|vercel_|sntrys_|sntryu_|BSA|eyJ)/;
const FILLER = /([xX*•.…_#?-])\1{2,}|[xX*•…]{3,}|\b0{4,}\b|\.{2,}/g;
const PLACEHOLDER_WORDS = new Set(
  (
    "your you my the a an and of for in from to here with is this enter insert paste put add replace change changeme me fill set use " +
    "todo fixme tbd dummy fake sample example placeholder test testing demo foo bar baz some value values name user username account " +
    "secret token tokens key keys api apikey access auth oauth bearer basic password passwd pass pwd credential credentials client " +
    "private public service role personal integration internal app application bot id url uri host string project org workspace " +
    "none null undefined empty redacted hidden removed masked optional required goes xxx yyy zzz abc xyz webhook cookie session " +
    "not real actual valid new default env var variable openai anthropic github gitlab google slack notion brave tavily exa " +
    "supabase postgres mysql aws azure figma jira atlassian linear stripe firecrawl perplexity huggingface hf pat jwt dsn anon live " +
    "mock needed unused changeit dev root admin guest ollama lm studio"
  ).split(" "),
);

/** Attacker-controlled: an expression that looks for brackets at the end takes quadratic time on brackets elsewhere. */
function trimBrackets(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && "<[{(\"'`".includes(text.charAt(start))) start += 1;
  while (end > start && ">]})\"'`".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The value without references to other places; defaults written inside a reference stay. */
export function stripReferences(value: string): string {
  const kept = value.replace(DEFAULT_VALUE, "$1");
  return REFERENCES.reduce((text, reference) => text.replace(reference, ""), kept);
}

export function hasTokenPrefix(value: string): boolean {
  return TOKEN_PREFIX.test(value);
}

/** True when a value stands for a secret that is kept elsewhere or still to be filled in. */
export function isPlaceholder(value: string): boolean {
  const literal = stripReferences(value).trim();
  if (!/[A-Za-z0-9]/.test(literal)) return true;
  const inner = trimBrackets(literal);
  const isBracketed = inner !== literal && /^[<[{]/.test(literal);
  return isFilledWithFiller(inner) || isMadeOfWords(inner, isBracketed);
}

function isFilledWithFiller(text: string): boolean {
  const body = text.replace(TOKEN_PREFIX, "");
  const rest = body.replace(FILLER, "").replace(/[^A-Za-z0-9]/g, "");
  if (rest === body.replace(/[^A-Za-z0-9]/g, "")) return rest.length < 3 && body !== text;
  // Somebody's redaction leaves the ends of a real value; filler leaves at most a prefix, as in `fc-XXXX`.
  return rest.length < 4 || /^[A-Za-z]{1,8}\d?[-_]+(?:[A-Za-z]{1,6}[-_]+)?$/.test(body.replace(FILLER, ""));
}

function isMadeOfWords(text: string, isBracketed: boolean): boolean {
  const body = text.replace(TOKEN_PREFIX, "") || text;
  const words = body
    .replace(FILLER, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  if (words.length === 0) return true;
  if (words.every((word) => PLACEHOLDER_WORDS.has(word) || /^(?:x+|\d{1,3})$/.test(word))) return true;
  const plain = words.every((word) => /^(?:[a-z]{1,14}|\d{1,2}(?:st|nd|rd|th)?)$/.test(word));
  if (isBracketed && hasTokenPrefix(text) && text.search(FILLER) >= 0) return false;
  if (isBracketed) return plain || !looksRandom(body);
  if (isVariableName(text)) return true;
  return (
    plain &&
    words.length > 1 &&
    /^(?:your|my|not|replace|insert|paste|enter|change|put|add|fill|example|dummy|placeholder|todo)$/.test(
      words[0] ?? "",
    )
  );
}

/** `SET_VIA_ENV`, `TU_API_KEY`: in any language; no issuer's tokens are capital words between underscores. */
function isVariableName(text: string): boolean {
  const words = text.split("_");
  return words.length > 1 && words.every((word) => /^[A-Z]{1,14}\d?$/.test(word));
}

/** Letters and digits without the shape of words: what a generator makes. */
export function looksRandom(value: string): boolean {
  const body = value.replace(FILLER, "");
  return body.split(/[^A-Za-z0-9+/=_-]+/).some((run) => {
    if (run.replace(FILLER, "").length < 6) return false;
    const hasDigit = /\d/.test(run);
    const hasLetter = /[A-Za-z]/.test(run);
    const mixesCase = /[a-z][A-Z]+[a-z]|[A-Z]{2}[a-z]|[a-z]{1,3}[A-Z]{2}/.test(run);
    return hasLetter && (hasDigit || mixesCase);
  });
}

/** No words, years or constants make up this much of it, and all three kinds of characters, as in base64. */
export function looksGenerated(value: string): boolean {
  if (!/[a-z]/.test(value) || !/[A-Z]/.test(value) || !/\d/.test(value) || isPlaceholder(value)) return false;
  return value.replace(/[A-Z]?[a-z]{3,}|[A-Z]{4,}|\d{4,}|[^A-Za-z0-9]/g, "").length >= value.length / 2;
}

/** Letters and many digits in one long run: longer than the runs of a UUID, and no text with a year in it. */
export function looksLikeKey(value: string): boolean {
  if (!/^[A-Za-z0-9_-]{20,}$/.test(value) || isPlaceholder(value)) return false;
  return value.split(/[_-]/).some((run) => {
    const digits = run.replace(/\D/g, "").length;
    return run.length >= 16 && digits >= 3 && digits < run.length && !/^[a-z]+\d+$/i.test(run);
  });
}

/** An issuer's prefix and a long random rest, for issuers and lengths that the detector does not know. */
export function isPrefixedToken(value: string): boolean {
  const body = value.replace(TOKEN_PREFIX, "");
  const digits = body.replace(/[^0-9]/g, "").length;
  return (
    body !== value && /^[A-Za-z0-9_-]{20,}$/.test(body) && digits >= 4 && digits < body.length && !isPlaceholder(value)
  );
}

/** A token somebody cut the middle out of: issuer's prefix, some of the token, and filler. */
export function isRedactedToken(value: string): boolean {
  const inner = trimBrackets(value);
  if (!hasTokenPrefix(inner) || /\s/.test(inner) || inner.length < 12) return false;
  return inner.search(FILLER) >= 0 && !isPlaceholder(value);
}
