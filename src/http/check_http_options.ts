// Refuses options of an HTTP guard that would silently not do what their writer meant: a misspelled `verify` verifies nothing.
import { handled, isGuardOption } from "../guard/check_options.ts";
import { aFunction, aServer, aText, type Expected, expectOptions, object, texts } from "../guard/expect_options.ts";
import { isObject } from "../guard/json_rpc.ts";
import { parseUrl } from "../parse_url.ts";
import type { HttpGuardOptions } from "./http_options.ts";

const WAYS = ["jwks", "key", "readToken"] as const;

function isUrl(given: unknown): boolean {
  return given instanceof URL || (typeof given === "string" && parseUrl(given) !== undefined);
}

const verify: Expected = {
  what: "an object with one of `jwks` (a URL), `key` and `readToken` (a function), and `algorithms` beside the first two",
  fits: (given) => {
    if (!isObject(given)) return false;
    const names = Object.keys(given).filter((name) => name !== "algorithms");
    const [way] = names;
    if (names.length !== 1 || !WAYS.some((known) => known === way)) return false;
    if (way === "jwks") return isUrl(given.jwks);
    return way === "readToken" ? aFunction.fits(given.readToken) : given.key !== undefined && given.key !== null;
  },
};

/** Everything that HTTP guards take, so that a misspelled name is noticed. */
const EXPECTED: Readonly<Record<keyof HttpGuardOptions, Expected>> = {
  evaluator: object("decide", "explain"),
  server: aServer,
  allowedHosts: texts,
  allowedOrigins: texts,
  bindAddress: aText,
  display: aFunction,
  handled,
  identify: aFunction,
  issuer: aText,
  log: object("record"),
  now: aFunction,
  requiredScopes: texts,
  resource: aText,
  resourceMetadata: aText,
  tenantClaim: aText,
  verify,
};

/**
 * What the guard of the messages takes may be here too: programs write both guards' options once.
 *
 * @throws {GuardError} when an option is missing, unknown, or of another kind than expected
 */
export function checkHttpOptions(options: unknown): void {
  expectOptions(options, EXPECTED, isGuardOption);
}
