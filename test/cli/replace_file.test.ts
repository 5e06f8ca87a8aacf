// A file that is replaced is the old one or the new one, also when the process is killed on the way.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { UsageError } from "../../src/cli/exit_code.ts";
import { readPresent, replaceFile } from "../../src/cli/replace_file.ts";

let folder: string;
let path: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "mcp-trust-replace-"));
  path = join(folder, "file");
});
after(() => rmSync(folder, { recursive: true }));

async function messageOf(action: Promise<unknown>): Promise<string> {
  try {
    await action;
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message.replaceAll(folder, "F");
  }
  return "nothing thrown";
}

suite("replaceFile", () => {
  test("makes a file, replaces it, and leaves nothing beside it", async () => {
    assert.equal(await readPresent(path), undefined);
    await replaceFile(path, "one", undefined);
    await replaceFile(path, "two", "one");
    assert.deepEqual([await readPresent(path), readdirSync(folder)], ["two", ["file"]]);
  });

  test("refuses when the file is not what it was", async () => {
    writeFileSync(path, "three");
    assert.equal(
      await messageOf(replaceFile(path, "four", "two")),
      "F/file: somebody else changed it meanwhile, nothing was written; run the command again",
    );
    assert.deepEqual([await readPresent(path), readdirSync(folder)], ["three", ["file"]]);
  });

  test("says what is in the way", { skip: process.platform === "win32" }, async () => {
    mkdirSync(join(folder, "is_folder"));
    symlinkSync("/dev/zero", join(folder, "endless"));
    const expected = "expected a file of at most 16777216 bytes, or none";
    assert.equal(await messageOf(readPresent(join(folder, "is_folder"))), `F/is_folder: ${expected}`);
    assert.equal(await messageOf(readPresent(join(folder, "endless"))), `F/endless: ${expected}`);
    assert.equal(await messageOf(readPresent(join(path, "below"))), "F/file/below: cannot read it (ENOTDIR)");
    assert.equal(
      await messageOf(replaceFile(join(folder, "missing", "file"), "", undefined)),
      "F/missing/file: cannot write beside it (ENOENT)",
    );
  });

  test("keeps the rights of the file", { skip: process.platform === "win32" }, async () => {
    const secret = join(folder, "secret");
    writeFileSync(secret, "one", { mode: 0o600 });
    await replaceFile(secret, "two", "one");
    assert.equal(statSync(secret).mode & 0o777, 0o600);
  });

  test("a writer that is killed leaves one text or the other, whole", async () => {
    const module = new URL("../../src/cli/replace_file.ts", import.meta.url).href;
    const [one, other] = ["a".repeat(300_000), "b".repeat(300_000)];
    const code = `import { replaceFile } from ${JSON.stringify(module)};
let [now, next] = ["a".repeat(300_000), "b".repeat(300_000)];
for (;;) {
  process.stdout.write(".");
  await replaceFile(process.argv[1], next, now);
  [now, next] = [next, now];
}`;
    for (let round = 1; round <= 6; round += 1) {
      writeFileSync(path, one);
      const args = ["--import", "tsx", "--input-type=module", "--eval", code, path];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
      let seen = 0;
      child.stdout.on("data", (chunk: Buffer) => {
        seen += chunk.length;
        if (seen >= round * 3) child.kill("SIGKILL");
      });
      await new Promise((resolve) => child.on("close", resolve));
      const left = readFileSync(path, "utf8");
      assert.ok(seen > 0 && (left === one || left === other), `${left.length} characters`);
    }
  });
});
