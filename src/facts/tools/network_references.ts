// Finds the references in a JSON Schema whose target is not in the schema, so that a resolver would fetch it.
import { joinPointer } from "../../pointer.ts";
import { isObject, type JsonObject } from "./read_schema.ts";

const REFERENCES = ["$ref", "$dynamicRef", "$recursiveRef", "$schema"];

/** Attacker-controlled: one is as telling as many. */
const MAX_REFERENCES = 64;
const MAX_POINTER_LENGTH = 2048;

/** Dialects name themselves by addresses that validators know and do not fetch. */
const DIALECT =
  /^https?:\/\/(?:json-schema\.org\/(?:schema|draft-0[3-8]\/(?:hyper-)?schema|draft\/(?:2019-09|2020-12|next)\/(?:hyper-)?schema)|spec\.openapis\.org\/oas\/3\.[0-9]\/(?:dialect|schema)\/[a-z0-9-]{1,32})$/;

/** Names that say what a thing is and not where. */
const NAME_ONLY = /^(?:urn|tag):/i;

/** Where schemas without `$id` are: nowhere. */
const NOWHERE = "none://schema/";

function withoutFragment(url: string): string {
  return url.split("#", 1)[0] ?? "";
}

function resolve(reference: string, base: string): string {
  try {
    return withoutFragment(new URL(reference, base).href);
  } catch {
    return withoutFragment(reference);
  }
}

function baseOf(schema: JsonObject, base: string): string {
  const id = schema.$id ?? schema.id;
  return typeof id === "string" && !id.startsWith("#") ? resolve(id, base) : base;
}

/** What the schema has itself: every base that an `$id` in it establishes. */
function listBases(schema: unknown, base: string, bases: Set<string>): void {
  if (typeof schema !== "object" || schema === null) return;
  const inner = isObject(schema) ? baseOf(schema, base) : base;
  bases.add(inner);
  for (const member of Object.values(schema)) listBases(member, inner, bases);
}

function isFetched(reference: string, base: string, bases: ReadonlySet<string>): boolean {
  if (reference.trim() === "" || reference.startsWith("#")) return false;
  if (DIALECT.test(withoutFragment(reference)) || NAME_ONLY.test(reference)) return false;
  return !bases.has(resolve(reference, base));
}

/**
 * Points at `$ref`, `$dynamicRef`, `$recursiveRef` and `$schema` members, wherever they stand: resolvers that rewrite
 * whole documents follow them in examples and defaults too.
 */
export function findNetworkReferences(schema: unknown, pointer: string): string[] {
  const bases = new Set<string>();
  listBases(schema, NOWHERE, bases);
  const found: string[] = [];
  const visit = (value: unknown, base: string, at: string, isExact: boolean): void => {
    if (typeof value !== "object" || value === null || found.length >= MAX_REFERENCES) return;
    const inner = isObject(value) ? baseOf(value, base) : base;
    for (const [name, member] of Object.entries(value)) {
      const fits = isExact && at.length + name.length < MAX_POINTER_LENGTH;
      const place = fits ? joinPointer(at, name) : at;
      if (typeof member === "string" && REFERENCES.includes(name) && isFetched(member, inner, bases)) found.push(place);
      else visit(member, inner, place, fits);
    }
  };
  visit(schema, NOWHERE, pointer, true);
  return found.slice(0, MAX_REFERENCES);
}
