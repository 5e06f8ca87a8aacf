// Reads JSON Schemas keyword by keyword: names of parameters, depth and size.
import { canonicalJson } from "../../canonical_json.ts";

/** Members hold a schema each, under a name of the author's. */
const MAPS = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"]);
/** Members hold values of the author's, which only look like schemas. */
const VALUES = new Set(["enum", "const", "default", "examples"]);

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export interface SchemaProperty {
  readonly name: string;
  readonly schema: unknown;
  readonly path: readonly string[];
}

/** The properties a schema names, at any depth and in any branch. Attacker-controlled: callers have bounded the depth. */
export function* listProperties(schema: unknown, path: readonly string[] = []): Generator<SchemaProperty> {
  if (typeof schema !== "object" || schema === null) return;
  for (const [keyword, value] of Object.entries(schema)) {
    if (VALUES.has(keyword) && isObject(schema)) continue;
    const at = [...path, keyword];
    if (!MAPS.has(keyword) || !isObject(value)) {
      yield* listProperties(value, at);
      continue;
    }
    for (const [name, member] of Object.entries(value)) {
      if (keyword === "properties") yield { name, schema: member, path: [...at, name] };
      yield* listProperties(member, [...at, name]);
    }
  }
}

/** Names of all parameters: those with a schema, and those that are only said to be required. */
export function listParameterNames(schema: unknown): string[] {
  const names: string[] = [];
  const addRequired = (value: unknown): void => {
    const required = isObject(value) ? value.required : undefined;
    if (Array.isArray(required)) names.push(...required.filter((name) => typeof name === "string"));
  };
  addRequired(schema);
  for (const property of listProperties(schema)) {
    names.push(property.name);
    addRequired(property.schema);
  }
  return names;
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Object.values(value).reduce((deepest: number, member) => Math.max(deepest, depthOf(member)), 0);
}

export function measureSchema(schema: unknown): { depth: number; bytes: number } {
  if (schema === undefined) return { depth: 0, bytes: 0 };
  return { depth: depthOf(schema), bytes: Buffer.byteLength(canonicalJson(schema)) };
}
