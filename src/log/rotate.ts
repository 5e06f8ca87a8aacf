// Moves a full log out of the way: path to path.1, path.1 to path.2, and so on. Nothing is ever moved onto something.
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";

/** A process that died while it rotated leaves its lock; rotating takes less than this. */
const STALE_MS = 60_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process runs as well.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** INVARIANT: a lock is left alone while its process may be at work; not to rotate loses nothing. */
function removeStaleLock(lock: string): void {
  try {
    const [pid = "", host] = readFileSync(lock, "utf8").split(" ");
    const isOld = Date.now() - statSync(lock).mtimeMs > STALE_MS;
    // Of another machine's or container's processes nothing is known.
    if (isOld || (host === hostname() && /^[1-9]\d*$/.test(pid) && !isRunning(Number(pid)))) unlinkSync(lock);
  } catch {
    // Gone: whoever held it is done.
  }
}

function takeLock(lock: string): boolean {
  try {
    const file = openSync(lock, "wx", 0o600);
    try {
      writeSync(file, `${process.pid} ${hostname()}`);
    } finally {
      closeSync(file);
    }
    return true;
  } catch {
    removeStaleLock(lock);
    return false;
  }
}

/** Makes room for `path.1`. A gap, left by somebody who was killed between two moves, is filled. */
function shift(path: string, maxFiles: number): void {
  let free = 1;
  while (free <= maxFiles && existsSync(`${path}.${free}`)) free += 1;
  if (free > maxFiles) {
    free = maxFiles;
    unlinkSync(`${path}.${free}`);
  }
  for (; free > 1; free -= 1) renameSync(`${path}.${free - 1}`, `${path}.${free}`);
}

/**
 * @param isFull asked again under the lock: another process may have rotated meanwhile
 * @returns false when it was not done; the caller goes on with the file as it is
 */
export function rotate(path: string, maxFiles: number, isFull: () => boolean): boolean {
  const lock = `${path}.lock`;
  if (!takeLock(lock)) return false;
  try {
    if (!isFull()) return false;
    shift(path, maxFiles);
    renameSync(path, `${path}.1`);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(lock, { force: true });
  }
}
