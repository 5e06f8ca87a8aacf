// Turns what a configuration file holds for one event into values that the detector of secrets can tell apart.
import { type ConfiguredValue, nameArguments } from "../facts/secrets/detect_secrets.ts";
import type { LocatedEvent } from "../normalize/located_event.ts";

/** Arguments are told apart by the flags in front of them; all else by the name it is configured under. */
export function listConfiguredValues({ event, values }: LocatedEvent): ConfiguredValue[] {
  const named = values.filter(({ pointer }) => !pointer.startsWith("/server/args/"));
  return [...named, ...nameArguments(event.server?.args ?? [])];
}
