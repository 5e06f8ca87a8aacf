// Turns a configured server into grants that its operator may want to give it, from what its entry names.
import type { Event } from "../generated/event.ts";
import type { CapabilityLabel, ServerSettings } from "../generated/settings.ts";

/** Words in names of packages and programs; a wrong guess is a comment too many. */
const DATABASE = /sql|postgres|mongo|maria|redis|duckdb|clickhouse|snowflake|bigquery|database/i;

function listFolders({ server, facts }: Event, folder: RegExp): string[] {
  const launch = facts?.launch;
  const programs = [launch?.script, launch?.shell, launch?.inline_code].map((part) => part?.pointer);
  const secrets = (facts?.secrets ?? []).map(({ pointer }) => pointer);
  const taken = new Set<string | undefined>([...programs, ...secrets]);
  const values = (server?.args ?? []).flatMap((arg, index) =>
    taken.has(`/server/args/${index}`) ? [] : [/^--?[\w-]{1,64}=/.test(arg) ? arg.slice(arg.indexOf("=") + 1) : arg],
  );
  return [...new Set(values.filter((value) => folder.test(value)))].sort();
}

function listHosts({ facts }: Event): string[] {
  const named = (facts?.urls ?? []).filter(({ pointer }) => pointer.startsWith("/server/args/"));
  return [...new Set(named.map(({ host }) => host).filter((host) => /^[a-z0-9.-]+$/.test(host)))].sort();
}

/**
 * Nothing here is given: it is what the operator may take from a comment.
 *
 * @param folder the form of a folder that the settings accept
 */
export function suggestGrants(
  event: Event,
  labels: readonly CapabilityLabel[],
  folder: RegExp,
): Pick<ServerSettings, "grants" | "labels"> | undefined {
  const folders = listFolders(event, folder);
  const hosts = listHosts(event);
  const names = [event.server?.package?.name ?? "", event.facts?.launch?.program ?? ""];
  const grants = {
    ...(folders.length === 0 ? {} : { filesystem: { read: folders } }),
    ...(names.some((name) => DATABASE.test(name)) ? { database: { read: true } } : {}),
    ...(hosts.length === 0 ? {} : { network: { allow: hosts } }),
  };
  const suggested = {
    ...(Object.keys(grants).length === 0 ? {} : { grants }),
    ...(labels.length === 0 ? {} : { labels: [...labels] }),
  };
  return Object.keys(suggested).length === 0 ? undefined : suggested;
}
