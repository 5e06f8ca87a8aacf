// Appends lines to a file that other processes append to and rotate as well, and says so when it cannot.
import { closeSync, constants, fstatSync, fsync, fsyncSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { LogError, type LogErrorCode, nameCause } from "./errors.ts";
import { rotate } from "./rotate.ts";

export interface AppendFileOptions {
  readonly path: string;
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** Whether a line is on the disk, and not only with the system, when `append` returns. */
  readonly sync: boolean;
}

export interface AppendFile {
  /** @param line ends with a line feed */
  append(line: Buffer): void;
  /** Asks the system to put on the disk what was appended. */
  flush(): Promise<void>;
  close(): void;
}

const NEW_LINE = 0x0a;
/** Whoever waits for a reader of a pipe waits forever. */
const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
/** After a rotation that could not be done, the next is tried when the file has grown by so much. */
const RETRY_BYTES = 1024 * 1024;

function fail(code: LogErrorCode, path: string, what: string, error: unknown): LogError {
  return new LogError(code, `${path}: ${what} (${nameCause(error)})`, { cause: error });
}

function open(path: string): number {
  let file: number;
  try {
    file = openSync(path, FLAGS, 0o600);
  } catch (error) {
    throw fail("ERR_LOG_OPEN", path, "cannot open the decision log", error);
  }
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new LogError("ERR_LOG_OPEN", `${path}: expected a regular file, or none`);
}

/** A file that was just made is not there after a power failure unless its folder is on the disk, too. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** True when the last line of the file has no end: whoever wrote it was killed, or the disk was full. */
function isTorn(file: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== NEW_LINE;
}

export function openAppendFile(options: AppendFileOptions): AppendFile {
  const { path, maxBytes, maxFiles, sync } = options;
  let file = open(path);
  let retryAt = 0;
  let failure: LogError | undefined;
  /** What the system is putting on the disk. Closed before it is done, its number would mean another file. */
  let syncing: number | undefined;
  let flushed: Promise<unknown> = Promise.resolve();

  function reopen(): void {
    fsyncSync(file);
    const next = open(path);
    if (syncing !== file) closeSync(file);
    file = next;
    retryAt = 0;
    if (sync) syncFolder(path);
  }

  /** Somebody else rotated, or took the file away. */
  function isMoved(): boolean {
    const here = fstatSync(file);
    const there = statSync(path, { throwIfNoEntry: false });
    return there === undefined || there.ino !== here.ino || there.dev !== here.dev;
  }

  /** @returns the size of the file that is written to */
  function prepare(length: number): number {
    if (isMoved()) reopen();
    const { size } = fstatSync(file);
    if (size === 0 || size + length <= maxBytes || size < retryAt) return size;
    if (!rotate(path, maxFiles, () => !isMoved())) {
      if (isMoved()) reopen();
      else retryAt = size + RETRY_BYTES;
      return fstatSync(file).size;
    }
    reopen();
    return fstatSync(file).size;
  }

  /** INVARIANT: a line is written by one write(2), so that no other process's line stands in the middle of it. */
  function write(line: Buffer, size: number): boolean {
    const bytes = isTorn(file, size) ? Buffer.concat([Buffer.of(NEW_LINE), line]) : line;
    return writeSync(file, bytes) === bytes.length;
  }

  try {
    if (isTorn(file, fstatSync(file).size)) writeSync(file, Buffer.of(NEW_LINE));
    if (sync) syncFolder(path);
  } catch (error) {
    closeSync(file);
    throw fail("ERR_LOG_OPEN", path, "cannot make the decision log ready", error);
  }

  function flushNow(): Promise<void> {
    const current = file;
    syncing = current;
    return new Promise((resolve, reject) => {
      fsync(current, (error) => {
        syncing = undefined;
        if (current !== file) closeSync(current);
        if (error === null) return resolve();
        // What the system gave up to write, it does not try again: nothing is acknowledged after that.
        failure = fail("ERR_LOG_SYNC", path, "cannot put the decision log on the disk", error);
        reject(failure);
      });
    });
  }

  return {
    append(line) {
      if (failure !== undefined) throw failure;
      try {
        const size = prepare(line.length);
        // A part of the line was written: it gets an end, and the whole line is written behind it, or the reason is thrown.
        if (!write(line, size) && !write(line, fstatSync(file).size)) throw new Error("short write");
      } catch (error) {
        throw error instanceof LogError ? error : fail("ERR_LOG_WRITE", path, "cannot write the decision log", error);
      }
      if (!sync) return;
      try {
        fsyncSync(file);
      } catch (error) {
        throw fail("ERR_LOG_SYNC", path, "cannot put the decision log on the disk", error);
      }
    },
    flush() {
      // One after the other: what is under way may have begun before the last line.
      const next = flushed.then(flushNow);
      flushed = next.catch(() => undefined);
      return next;
    },
    close() {
      try {
        fsyncSync(file);
      } catch (error) {
        throw fail("ERR_LOG_SYNC", path, "cannot put the decision log on the disk", error);
      } finally {
        closeSync(file);
      }
    },
  };
}
