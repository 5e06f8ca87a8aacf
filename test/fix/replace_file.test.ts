// A replaced file holds its old bytes or its new ones, whatever happens meanwhile.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, link, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { FileChangedError, replaceFile } from "../../src/fix/replace_file.ts";

async function createFile(test: TestContext, content: string | Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), "mcp-trust-fix-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "mcp.json");
  await writeFile(path, content);
  return { folder, path };
}

const before = Buffer.from("old");
const after = Buffer.from("new");

describe("replaceFile", () => {
  it("keeps the old file beside the new one, and its permissions", async (test) => {
    const { folder, path } = await createFile(test, before);
    await chmod(path, 0o640);
    const backup = await replaceFile(path, before, after);
    assert.deepEqual((await readdir(folder)).sort(), ["mcp.json", "mcp.json.bak"]);
    assert.deepEqual([backup, await readFile(path), await readFile(backup)], [`${path}.bak`, after, before]);
    assert.deepEqual([(await stat(path)).mode & 0o777, (await stat(backup)).mode & 0o777], [0o640, 0o640]);
  });

  it("never overwrites an older copy", async (test) => {
    const { path } = await createFile(test, before);
    await writeFile(`${path}.bak`, "older");
    assert.equal(await replaceFile(path, before, after), `${path}.bak1`);
    assert.equal(await readFile(`${path}.bak`, "utf8"), "older");
  });

  it("leaves a link a link, and other names of the old file as they are", async (test) => {
    const { folder, path } = await createFile(test, before);
    const linked = join(folder, "linked.json");
    await symlink(path, linked);
    await link(path, join(folder, "second"));
    assert.equal(await replaceFile(linked, before, after), `${path}.bak`);
    assert.ok((await lstat(linked)).isSymbolicLink());
    assert.deepEqual([await readFile(path), await readFile(join(folder, "second"))], [after, before]);
  });

  it("writes nothing over a file that has changed", async (test) => {
    const { folder, path } = await createFile(test, "changed");
    await assert.rejects(replaceFile(path, before, after), FileChangedError);
    assert.deepEqual([await readdir(folder), await readFile(path, "utf8")], [["mcp.json"], "changed"]);
  });

  it("leaves the old or the new file when it is killed at any point", async (test) => {
    const size = 300_000;
    const old = Buffer.alloc(size, "a");
    const fresh = Buffer.alloc(size, "b");
    const { folder, path } = await createFile(test, old);
    const script = `
      import { rm } from "node:fs/promises";
      import { replaceFile } from ${JSON.stringify(new URL("../../src/fix/replace_file.ts", import.meta.url).href)};
      const path = ${JSON.stringify(path)};
      let [from, to] = [Buffer.alloc(${size}, "a"), Buffer.alloc(${size}, "b")];
      if ((await import("node:fs")).readFileSync(path)[0] === 98) [from, to] = [to, from];
      console.log("ready");
      for (;;) {
        await rm(await replaceFile(path, from, to));
        [from, to] = [to, from];
        console.log("replaced");
      }`;
    for (let round = 0; round < 12; round += 1) {
      const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(child.stdout, "data");
      // Killed after a different number of replacements each time, wherever the next one has got to.
      for (let count = 0; count < round; count += 1) await once(child.stdout, "data");
      child.kill("SIGKILL");
      await once(child, "exit");
      const names = (await readdir(folder)).filter((name) => name === "mcp.json" || name.includes(".bak"));
      for (const name of names) {
        const bytes = await readFile(join(folder, name));
        // A copy that was being made is only ever beside the whole file.
        if (name === "mcp.json") assert.ok(bytes.equals(old) || bytes.equals(fresh), `${name} after ${round}`);
      }
      for (const name of await readdir(folder)) if (name !== "mcp.json") await rm(join(folder, name));
    }
  });
});
