// What check --wrap and --unwrap make of a client's files: through the real command, on a real folder.
import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite, type TestContext, test } from "node:test";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";

// Joined here, so that no scanner takes this file for a leak.
const token = ["abcd1234", "efgh5678", "ijkl9012"].join("");

const plain = `{"mcpServers": {"a": {"command": "uvx", "args": ["x==1.0.0"]}, "b": {"command": "uvx", "env": {"API_KEY": "${token}"}}}}`;

async function createProject(context: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mcp-trust-wrap-"));
  context.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ "bin/mcp-trust": "", ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await chmod(join(folder, "bin", "mcp-trust"), 0o755);
  return folder;
}

async function check(folder: string, args: readonly string[], { path = "bin", answer = "" } = {}) {
  let out = "";
  let err = "";
  const io: Io = {
    cwd: folder,
    env: { PATH: join(folder, path) },
    columns: 100,
    color: false,
    ...(answer === "" ? {} : { ask: async () => answer }),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  };
  return { code: await run(["check", ...args], io), out, err };
}

suite("check --wrap", () => {
  test("changes the file, keeps the old one, shows no secret, and --unwrap brings it back", async (context) => {
    const folder = await createProject(context, { ".mcp.json": plain });
    const file = join(folder, ".mcp.json");
    const dry = await check(folder, ["--wrap", "--dry-run", file]);
    assert.equal(await readFile(file, "utf8"), plain);
    const { out, err } = await check(folder, ["--wrap", file]);
    assert.equal(err, "");
    assert.equal(
      await readFile(file, "utf8"),
      `{"mcpServers": {"a": {"command": "mcp-trust", "args": ["wrap", "--name", "a", "--", "uvx", "x==1.0.0"]}, "b": {"command": "mcp-trust", "args": ["wrap", "--name", "b", "--env", "API_KEY", "--", "uvx"], "env": {"API_KEY": "${token}"}}}}`,
    );
    assert.match(out, /wrapped 2 servers in /);
    for (const text of [dry.out, out]) assert.ok(!text.includes(token), text);
    assert.equal(await readFile(`${file}.bak`, "utf8"), plain);
    assert.match((await check(folder, ["--wrap", file])).out, /no server to wrap/);
    assert.match((await check(folder, ["--unwrap", "--yes", file])).out, /unwrapped 2 servers in /);
    assert.equal(await readFile(file, "utf8"), plain);
    assert.match((await check(folder, ["--unwrap", file])).out, /no wrapped server/);
  });

  test("changes the servers that are named, and nothing when somebody says no", async (context) => {
    const folder = await createProject(context, { ".mcp.json": plain });
    const file = join(folder, ".mcp.json");
    await check(folder, ["--wrap", "--server", "b", file], { answer: "n" });
    assert.deepEqual((await readdir(folder)).sort(), [".mcp.json", "bin"]);
    await check(folder, ["--wrap", "--server", "b", file], { answer: "y" });
    const { mcpServers } = JSON.parse(await readFile(file, "utf8"));
    assert.deepEqual([mcpServers.a.command, mcpServers.b.command], ["uvx", "mcp-trust"]);
  });

  test("needs what clients are to start", async (context) => {
    const folder = await createProject(context, { ".mcp.json": plain });
    const file = join(folder, ".mcp.json");
    const { code, err } = await check(folder, ["--wrap", file], { path: "empty" });
    assert.equal(code, 2);
    assert.match(
      err,
      /^mcp-trust: --wrap: expected `mcp-trust` on the PATH.*npm install --global mcp-trust@.*--wrap-with/,
    );
    assert.equal(await readFile(file, "utf8"), plain);
    const named = await check(folder, ["--wrap", "--wrap-with", join(folder, "bin", "mcp-trust"), file], {
      path: "empty",
    });
    assert.match(named.out, /wrapped 2 servers in /);
  });

  test("an approval holds on both sides of it", async (context) => {
    const folder = await createProject(context, { ".mcp.json": plain });
    const file = join(folder, ".mcp.json");
    const before = await check(folder, ["--format", "json", "--profile", "team", file]);
    await check(folder, ["--wrap", file]);
    const after = await check(folder, ["--format", "json", "--profile", "team", file]);
    const entries = (text: string) => [...text.matchAll(/"entry_digest": "(sha256:\w+)"/g)].map(([, digest]) => digest);
    assert.equal(entries(before.out).length, 2);
    assert.deepEqual(entries(after.out), entries(before.out));
    assert.equal(after.code, before.code);
  });

  for (const [args, message] of [
    [["--server", "a"], "--server: expected --wrap or --unwrap beside it"],
    [["--wrap-with", "mcp-trust"], "--wrap-with: expected --wrap beside it"],
    [["--unwrap", "--wrap-with", "mcp-trust"], "--wrap-with: expected --wrap beside it"],
    [["--yes"], "--yes: expected --fix, --wrap or --unwrap beside it"],
  ] as const) {
    test(`refuses ${args.join(" ")}`, async (context) => {
      const folder = await createProject(context, { ".mcp.json": plain });
      const { code, out, err } = await check(folder, [...args, join(folder, ".mcp.json")]);
      assert.deepEqual({ code, out, err }, { code: 2, out: "", err: `mcp-trust: ${message}\n` });
    });
  }
});
