// Adds to an event where it holds secrets in plain text: among arguments, in a result, in URLs.
//
// Limits: the detector loads and runs asynchronously, so decisions do not wait for it: facts about secrets are there when
// whoever hands in the event established them first. A secret of no known shape is found only under a name that says so.
import type { Event, SecretFact } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import { type ConfiguredValue, detectSecrets } from "./detect_secrets.ts";

/** Attacker-controlled: more strings are not searched one by one, and an event with unsearched strings would look clean. */
const MAX_STRINGS = 16 * 1024;
const MAX_CHARACTERS = 4 * 1024 * 1024;

function list(value: unknown, pointer: string, name: string): ConfiguredValue[] {
  if (typeof value === "string") return value === "" ? [] : [{ pointer, name, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => list(item, joinPointer(pointer, index), name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => list(inner, joinPointer(pointer, member), member));
}

/** Texts of a result are what people and models read: their member's name (`text`, `uri`) says nothing about them. */
function listValues({ arguments: given, result, fetch, authorization }: Event): ConfiguredValue[] {
  const { url, redirect_uri, issuer, resource, metadata } = authorization ?? {};
  return [
    ...list(given, "/arguments", ""),
    ...list(result, "/result", ""),
    ...list(fetch?.url, "/fetch/url", ""),
    ...list({ url, redirect_uri, issuer, resource, metadata }, "/authorization", ""),
  ];
}

async function findFacts(event: Event): Promise<SecretFact[]> {
  const values = listValues(event);
  const characters = values.reduce((sum, { value }) => sum + value.length, 0);
  if (values.length > MAX_STRINGS || characters > MAX_CHARACTERS)
    throw new RangeError("event is too large to be searched for secrets");
  return await detectSecrets(values);
}

/**
 * Returns the event with `facts.secrets`; facts about secrets that it already has are kept.
 *
 * @throws {RangeError} when there is too much to search
 */
export async function describeSecrets(event: Event): Promise<Event> {
  if (event.facts?.secrets !== undefined) return event;
  return { ...event, facts: { ...event.facts, secrets: await findFacts(event) } };
}
