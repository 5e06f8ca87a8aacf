// Puts the places of secrets into an event, and the secrets out of it.
import type { Event } from "../../generated/event.ts";
import { type ConfiguredValue, findSecrets, listSecretFacts } from "./detect_secrets.ts";
import { listOwnStrings, replaceStrings } from "./event_strings.ts";
import { createMasker } from "./mask_secrets.ts";

/**
 * Everything after this is free of secrets: the values end here.
 *
 * @param values what stands under a name that says what it is: variables, headers, arguments, the URL. All other strings
 *   of the event are searched too.
 */
export async function withoutSecrets(event: Event, values: readonly ConfiguredValue[]): Promise<Event> {
  const known = new Set(values.map(({ pointer, value }) => `${pointer} ${value}`));
  const own = listOwnStrings(event).filter(({ pointer, value }) => !known.has(`${pointer} ${value}`));
  const found = await findSecrets([...values, ...own]);
  // A pointer into the document repeats names that have a place of their own.
  const secrets = listSecretFacts(found).filter(({ pointer }) => !pointer.endsWith("/origin/pointer"));
  return { ...replaceStrings(event, createMasker(found)), facts: { ...event.facts, secrets } };
}
