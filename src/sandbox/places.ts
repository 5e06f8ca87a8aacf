// Paths of this machine: what a name on the search path is, where links end, what lies below what.
import { access, constants, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";

/** Whether path is folder or below it. Both absolute and normalized. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith("../"));
}

/** Where a path ends when all links are followed; undefined when there is nothing. */
export async function followPath(path: string): Promise<string | undefined> {
  return await realpath(path).catch(() => undefined);
}

export async function exists(path: string): Promise<boolean> {
  return (await followPath(path)) !== undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/**
 * The file that a command names, as the system finds it.
 *
 * @param search value of PATH
 */
export async function findProgram(command: string, cwd: string, search: string): Promise<string | undefined> {
  if (command.includes("/")) return resolve(cwd, command);
  for (const folder of search.split(":")) {
    const path = join(isAbsolute(folder) ? folder : resolve(cwd, folder), command);
    if (await isProgram(path)) return path;
  }
  return undefined;
}
