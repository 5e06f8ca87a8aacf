// Writes bytes into a new file beside another one, so that a rename can put them in its place in one step.
import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";

/**
 * @param mode the permissions of the file to replace, which the process's mask does not narrow; absent: a new file's
 * @returns where the bytes are, flushed
 */
export async function writeBeside(target: string, bytes: string | Uint8Array, mode?: number): Promise<string> {
  const beside = `${target}.${randomUUID()}.tmp`;
  // INVARIANT: wx. A name that exists already is somebody else's file or link.
  const file = await open(beside, "wx", mode ?? 0o666);
  try {
    await file.writeFile(bytes);
    if (mode !== undefined) await file.chmod(mode);
    await file.sync();
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return beside;
}
