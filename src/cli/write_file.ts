// Writes a report or a list to where somebody wants it: a file, as a whole, or a device.
import { stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "./exit_code.ts";
import { readPresent, replaceFile } from "./replace_file.ts";

/** /dev/stdout is a link to whatever standard output is, and must stay one. */
async function isDevice(path: string): Promise<boolean> {
  if (resolve(path).startsWith("/dev/")) return true;
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && !stats.isFile();
}

/** @param what for messages: `the report` */
export async function writeWhole(path: string, text: string, what: string): Promise<void> {
  if (!(await isDevice(path))) return await replaceFile(path, text, await readPresent(path));
  try {
    await writeFile(path, text);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new UsageError(`${path}: cannot write ${what}${reason}; name a file in a folder that you may write to`);
  }
}
