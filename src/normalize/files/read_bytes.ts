// Turns a path into the bytes of a regular file of bounded size, or into one problem.
import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createProblem, fileStart, type Problem, type ProblemCode } from "../problem.ts";

export const maximumFileSize = 5 * 1024 * 1024;

interface FileStatus {
  size: number;
  isFile(): boolean;
  isDirectory(): boolean;
}

interface OpenFile {
  stat(): Promise<FileStatus>;
  read(buffer: Uint8Array, offset: number, length: number, position: null): Promise<{ bytesRead: number }>;
  close(): Promise<void>;
}

/** The part of the file system that reading needs. Default: node:fs. */
export interface FileAccess {
  stat(path: string): Promise<FileStatus>;
  open(path: string, flags: number): Promise<OpenFile>;
}

const failures = new Map<string, readonly [ProblemCode, string]>([
  [
    "ENOENT",
    ["ERR_NORMALIZE_FILE_MISSING", "Expected a file here, found nothing; check the path, or the link if it is one."],
  ],
  [
    "ENOTDIR",
    ["ERR_NORMALIZE_FILE_MISSING", "Expected a file here, but part of the path is not a folder; check the path."],
  ],
  ["EISDIR", ["ERR_NORMALIZE_NOT_A_FILE", "Expected a file, found a folder; name the configuration file inside it."]],
  [
    "ELOOP",
    [
      "ERR_NORMALIZE_SYMLINK_LOOP",
      "Expected a file, found symbolic links that lead back to themselves; repair the link.",
    ],
  ],
]);

export function describeFailure(path: string, error: unknown): Problem {
  const cause =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "an unknown error";
  const [code, message] = failures.get(cause) ?? [
    "ERR_NORMALIZE_FILE_UNREADABLE",
    `Expected a readable file, but the system refused with ${cause}; check who owns it and its permissions.`,
  ];
  return createProblem(code, path, fileStart, message);
}

function tooLarge(path: string, maximum = maximumFileSize): Problem {
  const message = `Expected at most ${maximum / 1024 / 1024} MiB, found a larger file; an MCP configuration is never that big, so check the path.`;
  return createProblem("ERR_NORMALIZE_TOO_LARGE", path, fileStart, message);
}

/** Null for a regular file that may be read. */
export function checkStatus(path: string, status: FileStatus, maximum = maximumFileSize): Problem | null {
  if (status.isDirectory()) return describeFailure(path, Object.assign(new Error(), { code: "EISDIR" }));
  if (!status.isFile()) {
    const message = "Expected a regular file, found a pipe, socket or device; name a regular file.";
    return createProblem("ERR_NORMALIZE_NOT_A_FILE", path, fileStart, message);
  }
  return status.size > maximum ? tooLarge(path, maximum) : null;
}

async function readToEnd(path: string, file: OpenFile, size: number): Promise<Uint8Array | Problem> {
  let buffer = new Uint8Array(size + 1);
  let length = 0;
  while (true) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
    if (bytesRead === 0) return buffer.subarray(0, length);
    length += bytesRead;
    // Attacker-controlled: whoever may write the file can let it grow after its size was looked up.
    if (length > maximumFileSize) return tooLarge(path);
    if (length === buffer.length) {
      const larger = new Uint8Array(Math.min(buffer.length * 2 + 1024, maximumFileSize + 1));
      larger.set(buffer);
      buffer = larger;
    }
  }
}

export async function readBytes(path: string, files: FileAccess = { stat, open }): Promise<Uint8Array | Problem> {
  try {
    const refused = checkStatus(path, await files.stat(path));
    if (refused) return refused;
    // Attacker-controlled: the file may be exchanged for a pipe after the look-up; opening must not wait for a writer.
    const file = await files.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const status = await file.stat();
      return checkStatus(path, status) ?? (await readToEnd(path, file, status.size));
    } finally {
      await file.close();
    }
  } catch (error) {
    return describeFailure(path, error);
  }
}
