// What check --fix makes of a client's file: through the real command, on a real folder.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";

// Joined here, so that no scanner takes this file for a leak.
const token = ["abcd1234", "efgh5678", "ijkl9012"].join("");
const reference = (name: string, prefix = "") => ["$", "{", prefix, name, "}"].join("");

const refusal = "a link to a file that is not the project's, so it is not changed; name that file itself\n";

async function createProject(test: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mcp-trust-fix-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

async function check(folder: string, ...args: string[]) {
  return await checkAsking(folder, undefined, ...args);
}

/** @param answer what is typed at every question; undefined: nobody sits there */
async function checkAsking(folder: string, answer: string | undefined, ...args: string[]) {
  let out = "";
  let err = "";
  const io: Io = {
    cwd: folder,
    env: {},
    columns: 100,
    color: false,
    ...(answer === undefined ? {} : { ask: async () => answer }),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  };
  return { code: await run(["check", ...args], io), out, err };
}

/** Name of the file, what it held, what it is to hold. */
const rows: readonly (readonly [string, string, string, string])[] = [
  [
    "a secret in a header, a variable and an argument, in Claude Code's style",
    ".mcp.json",
    `{"mcpServers": {"a-b": {"url": "https://mcp.example.com/mcp", "headers": {"Authorization": "Bearer ${token}"}},
  "c": {"command": "/bin/c", "args": ["--api-key=${token}", "--token", "${token}"], "env": {"API_KEY": "${token}"}}}}`,
    `{"mcpServers": {"a-b": {"url": "https://mcp.example.com/mcp", "headers": {"Authorization": "Bearer ${reference("A_B_TOKEN")}"}},
  "c": {"command": "/bin/c", "args": ["--api-key=${reference("C_API_KEY")}", "--token", "${reference("C_TOKEN")}"], "env": {"API_KEY": "${reference("API_KEY")}"}}}}`,
  ],
  [
    "a part of a value, under a name of its own",
    ".mcp.json",
    `{"mcpServers": {"c": {"command": "/bin/c", "env": {"DATABASE_URL": "postgres://app:${token}@db.example.com/app"}}}}`,
    `{"mcpServers": {"c": {"command": "/bin/c", "env": {"DATABASE_URL": "postgres://${reference("C_DATABASE_URL_SECRET")}@db.example.com/app"}}}}`,
  ],
  [
    "a secret in Cursor's style",
    ".cursor/mcp.json",
    `{"mcpServers": {"c": {"command": "/bin/c", "env": {"API_KEY": "${token}"}}}}`,
    `{"mcpServers": {"c": {"command": "/bin/c", "env": {"API_KEY": "${reference("API_KEY", "env:")}"}}}}`,
  ],
  [
    "nothing where the client replaces no references",
    "claude_desktop_config.json",
    `{"mcpServers": {"c": {"command": "/bin/c", "env": {"API_KEY": "${token}"}}}}`,
    `{"mcpServers": {"c": {"command": "/bin/c", "env": {"API_KEY": "${token}"}}}}`,
  ],
  [
    "an unprotected address, comments and all",
    ".vscode/mcp.json",
    `{\r\n\t// why\r\n\t"servers": {"a": {"type": "http", "url": "http://mcp.example.com/mcp",},},\r\n}\r\n`,
    `{\r\n\t// why\r\n\t"servers": {"a": {"type": "http", "url": "https://mcp.example.com/mcp",},},\r\n}\r\n`,
  ],
  [
    "a wildcard in a list",
    ".mcp.json",
    `{"mcpServers": {"c": {"command": "/bin/c", "autoApprove": [\n  "read",\n  "*"\n]}}}`,
    `{"mcpServers": {"c": {"command": "/bin/c", "autoApprove": [\n  "read"\n]}}}`,
  ],
  [
    "a rule for all tools of a server, and not the ones beside it",
    ".claude/settings.json",
    `{"permissions": {"allow": ["Bash(ls)", "mcp__files", "mcp__git__log", "mcp__web__*"]}}`,
    `{"permissions": {"allow": ["Bash(ls)", "mcp__git__log"]}}`,
  ],
  [
    "a secret behind a byte order mark",
    ".mcp.json",
    `\ufeff{"mcpServers": {"c": {"command": "/bin/c", "env": {"API_KEY": "${token}"}}}}`,
    `\ufeff{"mcpServers": {"c": {"command": "/bin/c", "env": {"API_KEY": "${reference("API_KEY")}"}}}}`,
  ],
];

describe("check --fix", () => {
  for (const [name, path, before, after] of rows) {
    it(`settles ${name}`, async (test) => {
      const folder = await createProject(test, { [path]: before });
      const file = join(folder, path);
      const dry = await check(folder, "--fix", "--dry-run", file);
      assert.equal(await readFile(file, "utf8"), before);
      const { out, err } = await check(folder, "--fix", file);
      assert.equal(await readFile(file, "utf8"), after);
      assert.equal(err, "");
      for (const text of [dry.out, dry.err, out]) assert.ok(!text.includes(token), text);
      const names = (await readdir(dirname(file))).sort();
      const own = path.slice(path.lastIndexOf("/") + 1);
      assert.deepEqual(names, before === after ? [own] : [own, `${own}.bak`]);
      if (before !== after) assert.equal(await readFile(`${file}.bak`, "utf8"), before);
      const again = await check(folder, "--fix", file);
      assert.ok(!again.out.includes("@@"), again.out);
    });
  }

  it("pins a package to the version that is installed, and only if there is one", async (test) => {
    const entry = (version: string) =>
      `{"mcpServers": {"n": {"command": "npx", "args": ["-y", "@acme/notes${version}"]}}}`;
    const installed = (version: string) => JSON.stringify({ name: "@acme/notes", version });
    const folder = await createProject(test, {
      "one/.mcp.json": entry("@latest"),
      "one/node_modules/@acme/notes/package.json": installed("1.4.2"),
      "none/.mcp.json": entry("@latest"),
      "two/.mcp.json": entry(""),
      "two/node_modules/@acme/notes/package.json": installed("1.4.2"),
      "node_modules/@acme/notes/package.json": installed("1.4.3"),
      "odd/a/.mcp.json": entry(""),
      "odd/a/node_modules/@acme/notes/package.json": installed('1.0.0", "x'),
      "other/a/.mcp.json": entry(""),
      "other/a/node_modules/@acme/notes/package.json": '{"name": "notes", "version": "1.0.0"}',
    });
    await rm(join(folder, "node_modules"), { recursive: true });
    for (const [path, expected] of [
      ["one/.mcp.json", entry("@1.4.2")],
      ["none/.mcp.json", entry("@latest")],
      ["two/.mcp.json", entry("@1.4.2")],
      ["odd/a/.mcp.json", entry("")],
      ["other/a/.mcp.json", entry("")],
    ] as const) {
      await check(folder, "--fix", join(folder, path));
      assert.equal(await readFile(join(folder, path), "utf8"), expected, path);
    }
  });

  it("follows a link to the file and leaves it one", async (test) => {
    const folder = await createProject(test, {
      "dotfiles/mcp.json": '{"mcpServers": {"a": {"url": "http://mcp.example.com/mcp"}}}',
    });
    await symlink("dotfiles/mcp.json", join(folder, ".mcp.json"));
    await check(folder, "--fix", join(folder, ".mcp.json"));
    const text = await readFile(join(folder, "dotfiles/mcp.json"), "utf8");
    assert.equal(text, '{"mcpServers": {"a": {"url": "https://mcp.example.com/mcp"}}}');
    assert.deepEqual((await readdir(join(folder, "dotfiles"))).sort(), ["mcp.json", "mcp.json.bak"]);
  });

  it("leaves a file alone that a link of the project leads to outside of it", async (test) => {
    const text = `{"mcpServers": {"a": {"command": "/bin/a", "env": {"API_KEY": "${token}"}}}}`;
    const folder = await createProject(test, { "home/other/mcp.json": text, "project/.mcp.json": text });
    const project = join(folder, "project");
    await symlink("../home/other", join(project, ".cursor"));
    const path = join(project, ".cursor/mcp.json");
    const { code, err } = await check(project, "--fix", path);
    assert.deepEqual([code, err], [2, `mcp-trust: ${path}: ${refusal}`]);
    const far = await check(folder, "--fix", "--dry-run", join(folder, "project/.mcp.json"));
    assert.deepEqual([far.code, (await check(join(folder, "home"), "--fix", path)).code], [1, 2]);
    assert.deepEqual(await readdir(join(folder, "home/other")), ["mcp.json"]);
    assert.equal(await readFile(join(folder, "home/other/mcp.json"), "utf8"), text);
  });

  it("does not read an installed package that is a link to a device", async (test) => {
    const text = '{"mcpServers": {"a": {"command": "npx", "args": ["notes-mcp"]}}}';
    const folder = await createProject(test, { ".mcp.json": text, "node_modules/notes-mcp/readme": "" });
    await symlink("/dev/zero", join(folder, "node_modules/notes-mcp/package.json"));
    await check(folder, "--fix", join(folder, ".mcp.json"));
    assert.equal(await readFile(join(folder, ".mcp.json"), "utf8"), text);
  });

  it("keeps a report for machines apart from the differences", async (test) => {
    const folder = await createProject(test, {
      ".mcp.json": '{"mcpServers": {"a": {"url": "http://mcp.example.com/mcp"}}}',
    });
    const { out, err, code } = await check(folder, "--fix", "--format", "json", join(folder, ".mcp.json"));
    assert.deepEqual([(JSON.parse(out) as { version: number }).version, code], [1, 0]);
    assert.match(err, /^\+.*https:/m);
  });

  it("asks whoever sits at a terminal, and takes nothing but a yes for one", async (test) => {
    const before = '{"mcpServers": {"a": {"url": "http://mcp.example.com/mcp"}}}';
    const folder = await createProject(test, { ".mcp.json": before });
    const file = join(folder, ".mcp.json");
    for (const answer of ["", "n", "yep", "no"]) {
      await checkAsking(folder, answer, "--fix", file);
      assert.equal(await readFile(file, "utf8"), before);
    }
    await checkAsking(folder, " Y ", "--fix", file);
    assert.equal(await readFile(file, "utf8"), before.replace("http:", "https:"));
    await writeFile(file, before);
    await checkAsking(folder, "n", "--fix", "--yes", file);
    assert.equal(await readFile(file, "utf8"), before.replace("http:", "https:"));
  });

  it("leaves an address in one's own network to its owner", async (test) => {
    for (const host of ["10.0.0.5:8080", "nas.local", "nas", "localhost:1"]) {
      const before = `{"mcpServers": {"a": {"url": "http://${host}/mcp"}}}`;
      const folder = await createProject(test, { ".mcp.json": before });
      await check(folder, "--fix", join(folder, ".mcp.json"));
      assert.equal(await readFile(join(folder, ".mcp.json"), "utf8"), before);
    }
  });

  it("says that --dry-run goes with --fix", async (test) => {
    const folder = await createProject(test, { ".mcp.json": "{}" });
    const { code, err } = await check(folder, "--dry-run", join(folder, ".mcp.json"));
    assert.deepEqual([code, err], [2, "mcp-trust: --dry-run: expected --fix, --wrap or --unwrap beside it\n"]);
  });
});
