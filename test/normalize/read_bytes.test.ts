import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type FileAccess, maximumFileSize, readBytes } from "../../src/normalize/files/read_bytes.ts";
import { isProblem } from "../../src/normalize/problem.ts";
import { createFolder, summarize } from "./workspace.ts";

async function readProblem(path: string, files?: FileAccess): Promise<string[]> {
  const result = await readBytes(path, files);
  if (!isProblem(result)) assert.fail("was read");
  assert.match(result.message, /^Expected .+[;.]/);
  return summarize([result]);
}

const never = (): never => assert.fail("must not be called");
const regular = (size: number) => ({ size, isFile: () => true, isDirectory: () => false });
const pipe = { size: 0, isFile: () => false, isDirectory: () => false };
const failWith = (code: string) => () => Promise.reject(Object.assign(new Error(`${code}: secret detail`), { code }));

/** A file whose status lies: reading gives `total` bytes in pieces. */
function fakeFile(size: number, total: number, closed: string[] = []) {
  let left = total;
  return {
    stat: () => Promise.resolve(regular(size)),
    read: (_buffer: Uint8Array, _offset: number, length: number) => {
      const bytesRead = Math.min(left, length, 64 * 1024);
      left -= bytesRead;
      return Promise.resolve({ bytesRead });
    },
    close: () => {
      closed.push("closed");
      return Promise.resolve();
    },
  };
}

describe("readBytes", () => {
  it("reads a regular file, also through a link", async (test) => {
    const folder = await createFolder(test, [["a.json", "{}"]]);
    await symlink("a.json", join(folder, "link.json"));
    assert.deepEqual(await readBytes(join(folder, "a.json")), new Uint8Array([0x7b, 0x7d]));
    assert.deepEqual(await readBytes(join(folder, "link.json")), new Uint8Array([0x7b, 0x7d]));
  });

  it("refuses what is missing", async (test) => {
    const folder = await createFolder(test, [["a.json", "{}"]]);
    await symlink("nowhere", join(folder, "dangling"));
    for (const name of ["none.json", "none/a.json", "a.json/b", "dangling"]) {
      assert.deepEqual(await readProblem(join(folder, name)), ["FILE_MISSING 1:1"]);
    }
  });

  it("refuses folders, pipes and devices without waiting", async (test) => {
    const folder = await createFolder(test, []);
    await mkdir(join(folder, ".mcp.json"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    for (const path of [join(folder, ".mcp.json"), join(folder, "pipe"), "/dev/zero", "/dev/null"]) {
      assert.deepEqual(await readProblem(path), ["NOT_A_FILE 1:1"]);
    }
  });

  it("refuses a pipe that took the file's place after the look-up", async () => {
    const closed: string[] = [];
    const file = { ...fakeFile(2, 2, closed), stat: () => Promise.resolve(pipe), read: never };
    const files = { stat: () => Promise.resolve(regular(2)), open: () => Promise.resolve(file) };
    assert.deepEqual(await readProblem("x", files), ["NOT_A_FILE 1:1"]);
    assert.deepEqual(closed, ["closed"]);
  });

  it("refuses a link that leads to itself", async (test) => {
    const folder = await createFolder(test, []);
    await symlink("b", join(folder, "a"));
    await symlink("a", join(folder, "b"));
    assert.deepEqual(await readProblem(join(folder, "a")), ["SYMLINK_LOOP 1:1"]);
  });

  it("names the system's code, not its text, when reading is refused", async () => {
    const open = failWith("EACCES");
    const result = await readBytes("x", { stat: () => Promise.resolve(regular(2)), open });
    assert.ok(isProblem(result));
    assert.deepEqual(summarize([result]), ["FILE_UNREADABLE 1:1"]);
    assert.equal(
      result.message,
      "Expected a readable file, but the system refused with EACCES; check who owns it and its permissions.",
    );
    for (const stat of [failWith("EACCES"), failWith("EIO"), () => Promise.reject(new Error("odd"))]) {
      assert.deepEqual(await readProblem("x", { stat, open: never }), ["FILE_UNREADABLE 1:1"]);
    }
  });

  it("refuses a path with a NUL character", async () => {
    assert.deepEqual(await readProblem("a\0b"), ["FILE_UNREADABLE 1:1"]);
  });

  it("refuses a file of 100 MB by its size, without opening it", async (test) => {
    const folder = await createFolder(test, [["big.json", ""]]);
    await truncate(join(folder, "big.json"), 100_000_000);
    assert.deepEqual(await readProblem(join(folder, "big.json")), ["TOO_LARGE 1:1"]);
    const files = { stat: () => Promise.resolve(regular(maximumFileSize + 1)), open: never };
    assert.deepEqual(await readProblem("x", files), ["TOO_LARGE 1:1"]);
  });

  it("accepts exactly the largest size", async (test) => {
    const folder = await createFolder(test, [["big.json", ""]]);
    await truncate(join(folder, "big.json"), maximumFileSize);
    const bytes = await readBytes(join(folder, "big.json"));
    assert.ok(!isProblem(bytes));
    assert.equal(bytes.length, maximumFileSize);
  });

  it("reads all of a file that grows, up to the largest size, and closes it", async () => {
    for (const [total, refused] of [
      [300_000, false],
      [maximumFileSize, false],
      [maximumFileSize + 1, true],
      [Number.MAX_SAFE_INTEGER, true],
    ] as const) {
      const closed: string[] = [];
      const files = {
        stat: () => Promise.resolve(regular(10)),
        open: () => Promise.resolve(fakeFile(10, total, closed)),
      };
      const result = await readBytes("x", files);
      if (isProblem(result)) assert.deepEqual([refused, summarize([result])], [true, ["TOO_LARGE 1:1"]]);
      else assert.deepEqual([refused, result.length], [false, total]);
      assert.deepEqual(closed, ["closed"]);
    }
  });
});
