// Tells whether something stands at a path.
import { lstat } from "node:fs/promises";

/** What is there but may not be looked at exists, so that reading it says why: rules must not be passed over in silence. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"));
  }
}
