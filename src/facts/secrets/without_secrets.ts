// Puts the places of secrets into an event, and the secrets out of it.
import type { Event, Server } from "../../generated/event.ts";
import { type ConfiguredValue, findSecrets } from "./detect_secrets.ts";
import { maskSecrets } from "./mask_secrets.ts";

/**
 * Everything after this is free of secrets: the values end here.
 *
 * @param values all that may be or hold a secret, arguments and URL included
 */
export async function withoutSecrets(event: Event, values: readonly ConfiguredValue[]): Promise<Event> {
  const found = await findSecrets(values);
  const secrets = found.map(({ pointer, found_by, type }) => ({ pointer, found_by, type }));
  const facts = { ...event.facts, secrets };
  const { server } = event;
  if (server === undefined) return { ...event, facts };
  const masked: Partial<Server> = {};
  if (server.args !== undefined) masked.args = server.args.map((arg) => maskSecrets(arg, found));
  if (typeof server.command === "string") masked.command = maskSecrets(server.command, found);
  if (typeof server.url === "string") masked.url = maskSecrets(server.url, found);
  if (typeof server.cwd === "string") masked.cwd = maskSecrets(server.cwd, found);
  return { ...event, server: { ...server, ...masked }, facts };
}
