// Turns a tool's inputSchema into one that a validator can work through in bounded time, or says that there is none.
import { type Budget, createSafePattern, type SafePattern } from "./safe_pattern.ts";

export type Draft = "7" | "2019-09" | "2020-12";

export interface PreparedSchema {
  readonly schema: Record<string, unknown>;
  readonly draft: Draft;
  /** What `pattern` became: formats of these names. */
  readonly patterns: ReadonlyMap<string, SafePattern>;
  /** The schema has `uniqueItems` somewhere. */
  readonly comparesItems: boolean;
}

/** Attacker-controlled: a server writes the schema. Larger or deeper ones are not checked. */
const MAX_VALUES = 16 * 1024;
const MAX_DEPTH = 48;
const MAX_ITEMS = 1024;

const MAPS = new Set(["properties", "$defs", "definitions", "dependentSchemas", "patternProperties", "dependencies"]);
const LITERALS = new Set(["const", "enum", "default", "examples", "required", "dependentRequired", "type"]);
const LISTS = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const TYPES = new Set(["null", "boolean", "object", "array", "number", "string", "integer"]);
/** Names of formats that no schema can have: formats of the schema itself are dropped. */
const FORMAT = "mcp-trust:pattern:";

class Unreadable extends Error {}

interface Preparation {
  values: number;
  readonly patterns: Map<string, SafePattern>;
  readonly byText: Map<string, string>;
  readonly budget: Budget;
  /** Every name of a member among the arguments. */
  readonly names: readonly string[];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function count(value: unknown, preparation: Preparation): void {
  preparation.values += 1;
  if (preparation.values > MAX_VALUES) throw new Unreadable();
  if (typeof value === "object" && value !== null) for (const item of Object.values(value)) count(item, preparation);
}

function formatFor(pattern: unknown, preparation: Preparation): string {
  if (typeof pattern !== "string") throw new Unreadable();
  const known = preparation.byText.get(pattern);
  if (known !== undefined) return known;
  const safe = createSafePattern(pattern, preparation.budget);
  if (safe === undefined) throw new Unreadable();
  const name = `${FORMAT}${preparation.patterns.size}`;
  preparation.patterns.set(name, safe);
  preparation.byText.set(pattern, name);
  return name;
}

function escapeLiteral(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** The same members as the pattern chooses, by their names: JavaScript's engine gets only literal text. */
function literalPattern(pattern: string, preparation: Preparation): string {
  const safe = createSafePattern(pattern, preparation.budget);
  if (safe === undefined) throw new Unreadable();
  const chosen = preparation.names.filter((name) => safe.test(name)).map(escapeLiteral);
  return chosen.length === 0 ? "(?!)" : `^(?:${chosen.join("|")})$`;
}

function prepareMap(keyword: string, value: unknown, preparation: Preparation, depth: number): unknown {
  if (!isObject(value)) throw new Unreadable();
  const members = Object.entries(value).map(([name, inner], index): [string, unknown] => {
    if (keyword === "dependencies" && Array.isArray(inner)) return [name, inner];
    // Two patterns may choose the same members: an empty group keeps their literals apart.
    const key = keyword === "patternProperties" ? `${literalPattern(name, preparation)}${"(?:)".repeat(index)}` : name;
    return [key, prepare(inner, preparation, depth + 1)];
  });
  return Object.fromEntries(members);
}

function checkLiteral(keyword: string, value: unknown, preparation: Preparation): void {
  count(value, preparation);
  if (keyword === "type" && ![value].flat().every((type) => TYPES.has(type as string))) throw new Unreadable();
  if (keyword === "enum" && !Array.isArray(value)) throw new Unreadable();
  if (keyword === "required" && !(Array.isArray(value) && value.every((name) => typeof name === "string")))
    throw new Unreadable();
}

function prepareMember(keyword: string, value: unknown, preparation: Preparation, depth: number): [string, unknown][] {
  if (keyword === "format" || keyword === "$schema" || keyword.startsWith("__")) return [];
  if (keyword === "pattern") return [["format", formatFor(value, preparation)]];
  // Only what stands in this schema can be followed; nothing is ever fetched.
  if (keyword === "$ref" && !(typeof value === "string" && /^#/.test(value))) throw new Unreadable();
  if (keyword === "$id" || keyword === "id") return [];
  if (keyword.startsWith("$dynamic") || keyword.startsWith("$recursive")) throw new Unreadable();
  if (MAPS.has(keyword)) return [[keyword, prepareMap(keyword, value, preparation, depth)]];
  if (LITERALS.has(keyword)) {
    checkLiteral(keyword, value, preparation);
    return [[keyword, value]];
  }
  if (LISTS.has(keyword) || (keyword === "items" && Array.isArray(value))) {
    if (!Array.isArray(value)) throw new Unreadable();
    return [[keyword, value.map((item) => prepare(item, preparation, depth + 1))]];
  }
  return [[keyword, isObject(value) ? prepare(value, preparation, depth + 1) : value]];
}

function prepare(schema: unknown, preparation: Preparation, depth: number): unknown {
  preparation.values += 1;
  if (preparation.values > MAX_VALUES || depth > MAX_DEPTH) throw new Unreadable();
  if (typeof schema === "boolean") return schema;
  if (!isObject(schema)) throw new Unreadable();
  return Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, value]) => prepareMember(keyword, value, preparation, depth)),
  );
}

function listNames(value: unknown, names: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
  for (const item of Object.values(value)) listNames(item, names);
}

function draftOf(schema: Record<string, unknown>): Draft {
  const name = typeof schema.$schema === "string" ? schema.$schema : "";
  if (/draft-0[4-7]/.test(name)) return "7";
  return name.includes("2019-09") ? "2019-09" : "2020-12";
}

/** @returns undefined when the schema is none, refers to others, or is too large */
export function prepareSchema(schema: unknown, instance: unknown, budget: Budget): PreparedSchema | undefined {
  if (!isObject(schema)) return undefined;
  const text = JSON.stringify(schema);
  const names = new Set<string>();
  if (text.includes('"patternProperties"')) listNames(instance, names);
  if (names.size > MAX_ITEMS) throw new RangeError("too many names to check against the tool's schema");
  const preparation: Preparation = { values: 0, patterns: new Map(), byText: new Map(), budget, names: [...names] };
  try {
    const prepared = prepare(schema, preparation, 0);
    if (!isObject(prepared)) return undefined;
    const comparesItems = text.includes('"uniqueItems"');
    return { schema: prepared, draft: draftOf(schema), patterns: preparation.patterns, comparesItems };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return undefined;
    throw thrown;
  }
}
