// Turns JSON Schemas into the form from which OPA's type checker learns the most.
import type { CheckRequest, Json } from "./types.ts";

/** Keywords that say when a document is valid, never which fields it may have. */
const conditional = new Set(["if", "then", "else", "$comment", "title", "description"]);
const values = new Set(["const", "default", "enum", "examples"]);

/**
 * OPA takes every member of `allOf` for a type and merges them. A member that is only `if`/`then` has no type: with one
 * such member OPA silently stops checking the whole object, with two it refuses the schema. Both hide misspelt fields.
 */
function typeSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(typeSchema);
  if (typeof schema !== "object" || schema === null) return schema;
  const typed: [string, unknown][] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    const rest = keyword === "allOf" && Array.isArray(value) ? value.filter((member) => !isConditional(member)) : value;
    if (Array.isArray(rest) && rest !== value && rest.length === 0) continue;
    typed.push([keyword, values.has(keyword) ? rest : typeSchema(rest)]);
  }
  return Object.fromEntries(typed);
}

function isConditional(member: unknown): boolean {
  return typeof member === "object" && member !== null && Object.keys(member).every((key) => conditional.has(key));
}

/** The text of a document, whichever way it was given. */
export function jsonText(document: Json): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}

export function schemaTexts(request: Pick<CheckRequest, "schemas">): Record<string, string> {
  const texts = Object.entries(request.schemas ?? {}).map(([name, schema]): [string, string] => {
    const value: unknown = typeof schema === "string" ? JSON.parse(schema) : schema;
    return [name, JSON.stringify(typeSchema(value))];
  });
  return Object.fromEntries(texts);
}
