// Refuses options that are missing, unknown or of another kind than expected, by a table of what there is.
import { GuardError } from "./errors.ts";
import { isObject } from "./json_rpc.ts";

export interface Expected {
  readonly what: string;
  readonly fits: (given: unknown) => boolean;
}

function isInstance(given: unknown, ...methods: readonly string[]): boolean {
  if (typeof given !== "object" || given === null) return false;
  return methods.every((method) => typeof Reflect.get(given, method) === "function");
}

export function object(...methods: readonly string[]): Expected {
  const named = methods.map((method) => `\`${method}\``).join(" and ");
  return { what: `an object with ${named}`, fits: (given) => isInstance(given, ...methods) };
}

export const anObject: Expected = { what: "an object", fits: isObject };
export const aFunction: Expected = { what: "a function", fits: (given) => typeof given === "function" };
export const aNumber: Expected = {
  what: "a whole number above 0",
  fits: (given) => Number.isSafeInteger(given) && Number(given) > 0,
};

function isName(given: unknown): boolean {
  return typeof given === "string" && given !== "";
}

export const aText: Expected = { what: "a text that is not empty", fits: isName };
export const texts: Expected = {
  what: "a list of texts",
  fits: (given) => Array.isArray(given) && given.every((item) => typeof item === "string"),
};
export const aServer: Expected = {
  what: "the server's name, or an object with its `name`",
  fits: (given) => isName(given) || (isObject(given) && isName(given.name)),
};

function fail(message: string): never {
  throw new GuardError("ERR_GUARD_OPTIONS", message);
}

/** What must be given, and cannot be left out without anybody noticing. */
const REQUIRED = ["evaluator", "server"] as const;

/**
 * @param options as the program wrote them
 * @param isForeign names that somebody else takes, of options that are shared
 * @throws {GuardError}
 */
export function expectOptions(
  options: unknown,
  expected: Readonly<Record<(typeof REQUIRED)[number], Expected> & Record<string, Expected>>,
  isForeign: (name: string) => boolean = () => false,
): void {
  if (!isObject(options)) fail("Expected options of a guard: at least `evaluator` and `server`.");
  for (const name of REQUIRED)
    if (options[name] === undefined) fail(`Expected the option \`${name}\`: ${expected[name].what}.`);
  for (const [name, given] of Object.entries(options)) {
    const option = Object.hasOwn(expected, name) ? expected[name] : undefined;
    if (option === undefined) {
      if (isForeign(name)) continue;
      const names = Object.keys(expected).join(", ");
      fail(`Expected an option of guards, found \`${name.slice(0, 64)}\`. There are: ${names}.`);
    }
    if (given !== undefined && !option.fits(given))
      fail(`Expected the option \`${name}\` of a guard to be ${option.what}.`);
  }
}
