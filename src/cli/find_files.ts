// Turns the files named on a command line, or this user and folder, into the configuration files to work on.
import { homedir } from "node:os";
import { relative } from "node:path";
import { isBelow } from "../is_below.ts";
import { type DiscoveredPlace, discoverPlaces } from "../normalize/discover.ts";
import type { Io } from "./io.ts";

/** Every place where a client of this user or project keeps its configuration; files below the working folder as seen from there. */
export async function findPlaces(io: Io): Promise<DiscoveredPlace[]> {
  const home = io.env.HOME ?? homedir();
  const places = await discoverPlaces({ cwd: io.cwd, home, platform: process.platform, env: io.env });
  const shorten = (file: string) => (isBelow(file, io.cwd) ? relative(io.cwd, file) : file);
  return places.map((place) => ({ ...place, path: shorten(place.path), found: place.found.map(shorten) }));
}

/** Each file once. */
export async function findFiles(named: readonly string[], io: Io): Promise<string[]> {
  const files = named.length > 0 ? named : (await findPlaces(io)).flatMap(({ found }) => found);
  return [...new Set(files)];
}
