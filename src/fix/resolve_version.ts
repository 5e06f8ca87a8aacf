// Turns an npm package's name into the version that is installed already, where exactly one is.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readBytes } from "../normalize/files/read_bytes.ts";
import { isProblem } from "../normalize/problem.ts";

/** Where `npx` takes a package from before it asks the registry, and where it keeps what it fetched. */
async function listModuleFolders(folders: readonly string[], home: string): Promise<string[]> {
  const cache = join(home, ".npm", "_npx");
  const fetched = await readdir(cache).catch(() => []);
  return [...folders, ...fetched.sort().map((name) => join(cache, name))].map((folder) => join(folder, "node_modules"));
}

async function readVersion(modules: string, name: string): Promise<string | undefined> {
  // Attacker-controlled: in a project's own folder this may be a link to a device that never ends.
  const bytes = await readBytes(join(modules, name, "package.json"));
  if (isProblem(bytes)) return undefined;
  try {
    const manifest: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const found = manifest as { name?: unknown; version?: unknown } | null;
    if (found?.name !== name || typeof found.version !== "string") return undefined;
    return /^\d+\.\d+\.\d+[\w.+-]*$/.test(found.version) ? found.version : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Nothing is fetched and nothing is guessed: where none or several versions are installed, there is no answer.
 *
 * @param folders whose own `node_modules` count, such as the project's
 */
export async function resolveVersion(name: string, folders: readonly string[], home: string): Promise<string | null> {
  // Attacker-controlled: the name becomes part of a path.
  if (!/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name)) return null;
  const modules = await listModuleFolders(folders, home);
  const versions = new Set(await Promise.all(modules.map((folder) => readVersion(folder, name))));
  versions.delete(undefined);
  const [only] = versions;
  return versions.size === 1 && only !== undefined ? only : null;
}
