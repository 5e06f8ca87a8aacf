// Turns a working folder and a machine into the client configuration files that exist there.
import { lstat, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type Location,
  listManagedLocations,
  listProjectLocations,
  listUserLocations,
  matchesName,
} from "./locations.ts";
import type { Machine } from "./machine.ts";

export interface DiscoverConfigFilesOptions extends Machine {
  cwd: string;
}

/** A place where a client keeps its configuration, and the files that are there. */
export interface DiscoveredPlace {
  /** For people. */
  client: string;
  source: Location["source"];
  /** What was looked for; a name that begins with `*` stands for any with that ending. */
  path: string;
  found: string[];
}

/** A file that is there but may not be looked at counts as existing, so that reading it says what is wrong. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    return !isAbsence(error);
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/** A folder that cannot be listed stands for itself: reading it says what is wrong. */
async function listMatches(folder: string, pattern: string): Promise<string[]> {
  if (!pattern.startsWith("*")) return [join(folder, pattern)];
  try {
    const names = (await readdir(folder)).sort();
    return names.filter((name) => matchesName(pattern, name)).map((name) => join(folder, name));
  } catch (error) {
    return isAbsence(error) ? [] : [folder];
  }
}

async function expandLocation({ path, each }: Location): Promise<string[]> {
  let paths = [path];
  for (const pattern of each) {
    paths = (await Promise.all(paths.map((folder) => listMatches(folder, pattern)))).flat();
  }
  return paths;
}

/**
 * The folders whose files belong to the project: the working folder and those above it up to the top of the repository.
 * The home folder is nobody's project unless one works there.
 */
export async function listProjectFolders(cwd: string, home: string): Promise<string[]> {
  const folders: string[] = [];
  for (let folder = cwd; folders.at(-1) !== folder; folder = dirname(folder)) {
    if (folder === home && folder !== cwd) break;
    folders.push(folder);
    if (await exists(join(folder, ".git"))) return folders;
  }
  return [cwd];
}

/** Project files first, then the user's, then managed ones; each file once, at the first place that names it. */
export async function discoverPlaces(options: DiscoverConfigFilesOptions): Promise<DiscoveredPlace[]> {
  const folders = await listProjectFolders(options.cwd, options.home);
  const locations = [
    ...folders.flatMap(listProjectLocations),
    ...listUserLocations(options),
    ...listManagedLocations(options),
  ];
  const candidates = await Promise.all(locations.map(expandLocation));
  const present = await Promise.all(
    candidates.map((paths) => Promise.all(paths.map(async (path) => ((await exists(path)) ? [path] : [])))),
  );
  const seen = new Set<string>();
  return locations.map(({ host, source, path, each }, index) => {
    const found = (present[index] ?? []).flat().filter((file) => !seen.has(file));
    for (const file of found) seen.add(file);
    return { client: host.label, source, path: join(path, ...each), found };
  });
}

export async function discoverConfigFiles(options: DiscoverConfigFilesOptions): Promise<string[]> {
  return (await discoverPlaces(options)).flatMap(({ found }) => found);
}
