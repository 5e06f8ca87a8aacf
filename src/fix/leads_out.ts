// Tells whether a project's file is a link to what is none of the project's.
import { realpath } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { isBelow } from "../is_below.ts";
import { findLocation } from "../normalize/locations.ts";
import type { Machine } from "../normalize/machine.ts";

/** How many of a path's last names a project may have chosen, where it is not known which folder is the project's. */
const OWN_NAMES = 4;

/**
 * Attacker-controlled: a link that came with a project can lead to any file of the user, which its fixes would change. At
 * the user's own places a link is the user's.
 */
export async function leadsOut(file: string, cwd: string, machine: Machine): Promise<boolean> {
  const path = resolve(file);
  if (findLocation(path, machine)) return false;
  const target = await realpath(path);
  if (isBelow(path, cwd)) return !isBelow(target, await realpath(cwd));
  let folder = path;
  for (let names = 0; names < OWN_NAMES; names += 1) folder = dirname(folder);
  return target !== join(await realpath(folder), relative(folder, path));
}
