// Turns the kind of a client in an event into its name for people.
import { hosts } from "../normalize/hosts/all.ts";

const names = new Map(hosts.toReversed().map(({ kind, label }) => [kind, label]));
const unknown = "Unknown client";

/** A kind that no reader of files has stays as it is. */
export function nameClient(kind: string | null): string {
  return kind === null || kind === "unknown" ? unknown : (names.get(kind) ?? kind);
}
