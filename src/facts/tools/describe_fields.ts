// Turns the form of an elicitation into facts: what each field is called and whether a person types into it.
import type { FieldFact } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import { splitWords } from "../words.ts";
import { isObject, type JsonObject, listProperties } from "./read_schema.ts";

/** Attacker-controlled: every word costs time in the policy. */
const MAX_FIELDS = 512;
const MAX_CHARACTERS = 64 * 1024;

const CHOSEN_TYPES = new Set(["boolean", "number", "integer", "null"]);

function isChoice(option: unknown): boolean {
  return (
    isObject(option) && (Object.hasOwn(option, "const") || Array.isArray(option.enum) || isChosenType(option.type))
  );
}

function isChosenType(type: unknown): boolean {
  const types = Array.isArray(type) ? type : [type];
  return types.length > 0 && types.every((name) => typeof name === "string" && CHOSEN_TYPES.has(name));
}

function hasOnlyChoices(schema: JsonObject): boolean {
  if (isChoice(schema)) return true;
  return [schema.oneOf, schema.anyOf].some(
    (options) => Array.isArray(options) && options.length > 0 && options.every(isChoice),
  );
}

/** Whatever is not known to be a choice is typed. */
function isFreeText(schema: unknown): boolean {
  if (!isObject(schema)) return true;
  if (hasOnlyChoices(schema)) return false;
  if (schema.type === "array" && isObject(schema.items)) return isFreeText(schema.items);
  if (schema.type === "object" && isObject(schema.properties)) {
    const members = Object.values(schema.properties);
    return members.length === 0 || members.some(isFreeText);
  }
  return true;
}

/**
 * Describes the fields of a requestedSchema, nested ones and those of every branch included.
 *
 * @throws {RangeError} when there is more than can be described
 */
export function describeFields(requestedSchema: unknown, pointer: string): FieldFact[] {
  const facts: FieldFact[] = [];
  let characters = 0;
  for (const { name, schema, path } of listProperties(requestedSchema)) {
    const labels = isObject(schema) ? [schema.title, schema.description] : [];
    const texts = [name, ...labels.filter((label) => typeof label === "string")];
    const place = path.reduce(joinPointer, pointer);
    characters += texts.reduce((sum, text) => sum + text.length, place.length);
    if (facts.length >= MAX_FIELDS || characters > MAX_CHARACTERS)
      throw new RangeError("form is too long to be described");
    facts.push({
      pointer: place,
      words: texts.flatMap(splitWords),
      free_text: isFreeText(schema),
    });
  }
  return facts;
}
