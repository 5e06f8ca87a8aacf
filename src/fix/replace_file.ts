// Puts new bytes in the place of a file in one step, after a copy of the old ones was made.
import { constants } from "node:fs";
import { copyFile, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { writeBeside } from "../write_beside.ts";

/** Thrown when the file is no longer what the change was made for. Nothing was written. */
export class FileChangedError extends Error {
  override readonly name = "FileChangedError";
  readonly code = "ERR_FIX_FILE_CHANGED";
}

const maximumCopies = 100;

/** Never over an older copy: that one may be the only good one. */
async function copyAside(target: string): Promise<string> {
  for (let number = 0; number < maximumCopies; number += 1) {
    const path = number === 0 ? `${target}.bak` : `${target}.bak${number}`;
    try {
      await copyFile(target, path, constants.COPYFILE_EXCL);
      return path;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
  throw Object.assign(new Error(`expected fewer than ${maximumCopies} copies beside it; remove old ones`), {
    code: "EEXIST",
  });
}

/** So that the new name outlives a loss of power; where folders cannot be flushed, it is as good as it gets. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/**
 * A reader sees the old bytes or the new ones, and whoever stops this at any point leaves one or the other. A link stays
 * a link: what it leads to is replaced.
 *
 * @returns where the copy of the old file is
 * @throws {FileChangedError} when the file does not hold `before` any more
 */
export async function replaceFile(path: string, before: Uint8Array, after: Uint8Array): Promise<string> {
  const target = await realpath(path);
  const { mode } = await stat(target);
  const backup = await copyAside(target);
  const temporary = await writeBeside(target, after, mode & 0o777);
  try {
    if (!(await readFile(target)).equals(before)) {
      throw new FileChangedError(`${path}: changed meanwhile, so nothing was written; check it again`);
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof FileChangedError) await rm(backup, { force: true });
    throw error;
  }
  await flushFolder(dirname(target));
  return backup;
}
