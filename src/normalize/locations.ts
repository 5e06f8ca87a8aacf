// Turns the places that clients say they read into locations, and a file's path into the location it is.
import type { OriginSource } from "./entry.ts";
import { hosts } from "./hosts/all.ts";
import type { Host, Place } from "./hosts/host.ts";
import { listFolders, type Machine } from "./machine.ts";

export interface Location {
  host: Host;
  source: OriginSource;
  /** A file, or the folder in which all that `each` describes is looked for. */
  path: string;
  /** Names below `path`, each a pattern as in `matchesName`. */
  each: readonly string[];
}

function toLocations(host: Host, source: OriginSource, places: readonly Place[] = []): Location[] {
  return places.map((place) => {
    const { path, each = [] } = typeof place === "string" ? { path: place } : place;
    return { host, source, path, each };
  });
}

export function listUserLocations(machine: Machine): Location[] {
  const folders = listFolders(machine);
  return hosts.flatMap((host) => toLocations(host, "user", host.places.user?.(folders)));
}

export function listManagedLocations(machine: Machine): Location[] {
  const folders = listFolders(machine);
  return hosts.flatMap((host) => toLocations(host, "managed", host.places.managed?.(folders)));
}

/** @param folder the top of a project */
export function listProjectLocations(folder: string): Location[] {
  return hosts.flatMap((host) => toLocations(host, "project", host.places.project?.(folder)));
}

function splitPath(path: string, platform: NodeJS.Platform): string[] {
  return platform === "win32" ? path.toLowerCase().split(/[\\/]+/) : path.split("/");
}

/** A `*` at the pattern's beginning stands for anything. */
export function matchesName(pattern: string, name: string): boolean {
  return pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern;
}

function matchesLocation(file: string, { path, each }: Location, platform: NodeJS.Platform): boolean {
  const names = splitPath(file, platform);
  const fixed = splitPath(path, platform);
  if (names.length !== fixed.length + each.length) return false;
  return (
    fixed.every((name, index) => names[index] === name) &&
    each.every((pattern, index) => matchesName(pattern, names[fixed.length + index] ?? ""))
  );
}

/** The user's or managed place that a file is; `file` is absolute. */
export function findLocation(file: string, machine: Machine): Location | null {
  const known = [...listManagedLocations(machine), ...listUserLocations(machine)];
  return known.find((location) => matchesLocation(file, location, machine.platform)) ?? null;
}

/**
 * Who wrote a file, by where it stands. Attacker-controlled: whatever stands in a repository was written by whoever wrote
 * the repository, so anything but the exact known places counts as the project's.
 */
export function decideSource(location: Location | null): OriginSource {
  return location?.source ?? "project";
}
