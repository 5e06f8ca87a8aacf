// Checks a call's arguments against the tool's inputSchema, without compiling it to code and without fetching anything.
//
// Why @cfworker/json-schema (MIT, no dependencies): it interprets schemas, where ajv compiles them with `new Function`;
// it knows draft-07 to 2020-12. Patterns are handed to re2js (safe_pattern.ts), what a schema may ask for is bounded.
//
// Limits: `format` is an annotation and not checked. A schema that refers to others, is not one, is too large, or has a
// pattern that needs to go back is not checked: `checked` is false. Without a definition there is nothing to check.
import { createRequire } from "node:module";
import type { Event, SchemaFact } from "../../generated/event.ts";
import { type PreparedSchema, prepareSchema } from "./prepare_schema.ts";
import { createBudget, PatternWorkError } from "./safe_pattern.ts";

type Cfworker = typeof import("@cfworker/json-schema");

const require = createRequire(import.meta.url);
let loaded: Cfworker | undefined;

/** Loaded when the first definition is met: most deployments call tools without handing it in. */
function load(): Cfworker {
  loaded ??= require("@cfworker/json-schema") as Cfworker;
  return loaded;
}

const UNCHECKED: SchemaFact = { checked: false, errors: [] };

/** Attacker-controlled: arguments can be wrong in as many places as they have. */
const MAX_ERRORS = 64;
/** Parts of the schema times parts of the arguments: without references, no schema takes longer. */
const MAX_WORK = 16 * 1024 * 1024;
/** What a followed reference takes of it, as a share of the whole schema against all arguments. */
const REFERENCE_SHARE = 8;
/** Fewer parts cannot be what makes a check long: then it is the schema. */
const FEW_PARTS = 64;
/** Every item is compared with every other. */
const MAX_UNIQUE = 1024;

class TooMuch extends Error {}

/** `anyOf` of references to `anyOf` doubles the work at each level: references are counted where they are followed. */
function countReferences(lookup: Record<string, unknown>, product: number): Record<string, unknown> {
  let left = MAX_WORK;
  return new Proxy(lookup, {
    get(target, name) {
      left -= 1 + product / REFERENCE_SHARE;
      if (left < 0) throw new TooMuch();
      return Reflect.get(target, name) as unknown;
    },
  });
}

function size(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + size(item), 1);
}

function hasLongList(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (Array.isArray(value) && value.length > MAX_UNIQUE) || Object.values(value).some(hasLongList);
}

/** Keywords that only hand on what failed inside them; the cause stands behind them. */
const FORWARDING = new Set(
  "properties patternProperties additionalProperties unevaluatedProperties items prefixItems additionalItems unevaluatedItems $ref allOf".split(
    " ",
  ),
);

interface Failure {
  readonly instanceLocation: string;
  readonly keyword: string;
}

function toErrors(failures: readonly Failure[]): SchemaFact["errors"] {
  const found = new Map<string, SchemaFact["errors"][number]>();
  for (const [index, { instanceLocation, keyword }] of failures.entries()) {
    if (FORWARDING.has(keyword) || found.size >= MAX_ERRORS) continue;
    // What must not be there fails the schema `false`; the keyword in front says where that stood.
    const named = keyword === "false" ? (failures[index - 1]?.keyword ?? keyword) : keyword;
    const name = named === "format" ? "pattern" : named;
    const pointer = `/arguments${decodeURI(instanceLocation.slice(1))}`;
    found.set(`${name} ${pointer}`, { pointer, keyword: name });
  }
  return [...found.values()];
}

function validate({ schema, draft, patterns }: PreparedSchema, instance: unknown, product: number): SchemaFact {
  const { dereference, format, validate: check } = load();
  const lookup = countReferences(dereference(schema) as Record<string, unknown>, product);
  const formats = format as Record<string, (text: string) => boolean>;
  for (const [name, pattern] of patterns) formats[name] = (text) => pattern.test(text);
  try {
    const { errors } = check(instance, schema, draft, lookup as Parameters<typeof check>[3], false);
    return { checked: true, errors: toErrors(errors) };
  } finally {
    for (const name of patterns.keys()) delete formats[name];
  }
}

const TOO_MANY = "arguments are too many for the tool's schema";

/** @throws {RangeError} when the arguments are too many for the schema */
export function describeSchema({ tool, arguments: given = {} }: Event): SchemaFact {
  const inputSchema = tool?.definition?.inputSchema;
  if (inputSchema === undefined) return UNCHECKED;
  const prepared = prepareSchema(inputSchema, given, createBudget());
  if (prepared === undefined) return UNCHECKED;
  const parts = size(given);
  const product = size(prepared.schema) * parts;
  if (product > MAX_WORK) throw new RangeError(TOO_MANY);
  if (prepared.comparesItems && hasLongList(given)) throw new RangeError(TOO_MANY);
  try {
    return validate(prepared, given, product);
  } catch (thrown) {
    // What takes too long because of the arguments must not pass unchecked. Everything else is the schema's: it is none.
    if (thrown instanceof TooMuch && parts > FEW_PARTS) throw new RangeError(TOO_MANY);
    if (thrown instanceof PatternWorkError) throw thrown;
    return UNCHECKED;
  }
}
