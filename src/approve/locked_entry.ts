// Turns a configured server into the entry that the lock file holds for it.
import { digestEntry } from "../facts/digest.ts";
import type { Server } from "../generated/event.ts";
import type { Entry } from "../generated/lock.ts";

function listed(values: readonly string[] | undefined): string[] | undefined {
  return values === undefined || values.length === 0 ? undefined : [...values];
}

/** One order and one spelling, so that what means the same reads the same; what is not there is left out. */
export function createLockedEntry(server: Server): Entry {
  const { transport, command, env_file, cwd } = server;
  const args = listed(server.args);
  const url = server.url ?? undefined;
  const env_keys = listed(server.env_keys?.toSorted());
  const header_names = listed(server.header_names?.map((name) => name.toLowerCase()).sort());
  return {
    ...(transport === undefined ? {} : { transport }),
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    ...(env_keys === undefined ? {} : { env_keys }),
    ...(env_file === undefined ? {} : { env_file }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(url === undefined ? {} : { url }),
    ...(header_names === undefined ? {} : { header_names }),
    digest: digestEntry(server),
  };
}
