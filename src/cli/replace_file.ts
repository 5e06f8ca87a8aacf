// Writes a file as a whole: whoever reads it, and whoever kills the process, finds the old text or the new one.
import { lstat, readFile, rename, stat, unlink } from "node:fs/promises";
import { writeBeside } from "../write_beside.ts";
import { UsageError } from "./exit_code.ts";

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}

/** Larger than anything that is written here; what comes with a project may be a link to a device that never ends. */
const MAX_BYTES = 16 * 1024 * 1024;

/** undefined when there is no such file. */
export async function readPresent(path: string): Promise<string | undefined> {
  try {
    const stats = await stat(path);
    if (stats.isFile() && stats.size <= MAX_BYTES) return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new UsageError(`${path}: cannot read it (${codeOf(error)})`);
  }
  throw new UsageError(`${path}: expected a file of at most ${MAX_BYTES} bytes, or none`);
}

async function readMode(path: string): Promise<number | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  return stats?.isFile() ? stats.mode & 0o777 : undefined;
}

/**
 * Replaces a file, or makes it. Attacker-controlled: a link that came with a project is replaced too, never followed.
 *
 * @param before what the file held when the new text was made of it; undefined: there was none
 */
export async function replaceFile(path: string, text: string, before: string | undefined): Promise<void> {
  let beside: string;
  try {
    beside = await writeBeside(path, text, await readMode(path));
  } catch (error) {
    throw new UsageError(`${path}: cannot write beside it (${codeOf(error)})`);
  }
  try {
    if ((await readPresent(path)) !== before) {
      throw new UsageError(`${path}: somebody else changed it meanwhile, nothing was written; run the command again`);
    }
    await rename(beside, path);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: cannot replace it (${codeOf(error)})`);
  }
}
