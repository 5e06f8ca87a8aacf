// Turns what zod found wrong into a sentence that says what was expected and what was found.
import type { z } from "zod";

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

function follow(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.replace("#/definitions/", "");
  return name === undefined ? schema : { ...(root.definitions?.[name] ?? {}) };
}

/** The part of the schema that speaks about a path. */
function schemaAt(root: Schema, path: readonly PropertyKey[]): Schema {
  return path.reduce<Schema>((above, key) => {
    const { properties = {}, additionalProperties, items = {} } = follow(above, root);
    if (typeof key === "number") return follow(items, root);
    if (Object.hasOwn(properties, key)) return follow(properties[key as string] ?? {}, root);
    return typeof additionalProperties === "object" ? follow(additionalProperties, root) : {};
  }, root);
}

/** @param whole whether it is the whole file, of which nothing is repeated: a link may lead to somebody's secret */
function nameValue(value: unknown, whole = false): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a map";
  if (whole) return "a text";
  return `\`${String(value).slice(0, 80)}\``;
}

const TYPES: Readonly<Record<string, string>> = { array: "a list", object: "a map", record: "a map", string: "a text" };

/** @param value what stands at the issue's path */
export function describeIssue(issue: z.core.$ZodIssue, value: unknown, root: object): string {
  const schema = schemaAt(root as Schema, issue.path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = Object.keys(schema.properties ?? {}).join(", ");
      return `unknown key ${issue.keys.map((key) => `\`${key}\``).join(", ")}, expected one of ${known}`;
    }
    case "invalid_value":
      return `expected one of ${issue.values.map(String).join(", ")}, found ${nameValue(value)}`;
    case "invalid_type":
      return `expected ${TYPES[issue.expected] ?? issue.expected}, found ${nameValue(value, issue.path.length === 0)}`;
    case "too_small":
      return "expected something here, found nothing";
    case "invalid_format":
      return `expected another form, found ${nameValue(value)}${schema.description === undefined ? "" : `: ${schema.description}`}`;
    default:
      return issue.message;
  }
}
