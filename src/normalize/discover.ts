// Turns a working folder and a machine into the client configuration files that exist there.
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
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

/** A file that is there but may not be looked at counts as existing, so that reading it says what is wrong. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"));
  }
}

async function listNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}

async function expandLocation({ path, each }: Location): Promise<string[]> {
  let paths = [path];
  for (const pattern of each) {
    const expand = async (folder: string): Promise<string[]> => {
      const names = pattern.startsWith("*") ? await listNames(folder) : [pattern];
      return names.filter((name) => matchesName(pattern, name)).map((name) => join(folder, name));
    };
    paths = (await Promise.all(paths.map(expand))).flat();
  }
  return paths;
}

/** Project files first, then the user's, then managed ones; each file once. */
export async function discoverConfigFiles(options: DiscoverConfigFilesOptions): Promise<string[]> {
  const locations = [
    ...listProjectLocations(options.cwd),
    ...listUserLocations(options),
    ...listManagedLocations(options),
  ];
  const paths = new Set((await Promise.all(locations.map(expandLocation))).flat());
  const found = await Promise.all([...paths].map(async (path) => ((await exists(path)) ? [path] : [])));
  return found.flat();
}
