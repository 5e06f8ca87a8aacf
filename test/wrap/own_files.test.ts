// Which settings and approvals wrap goes by: those that are named, else the user's own, never those of the folder it runs in.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { ROOT } from "./wrapped.ts";

const folder = mkdtempSync(join(tmpdir(), "mcp-trust-own-"));
after(() => rmSync(folder, { recursive: true }));

const TSX = pathToFileURL(join(ROOT, "node_modules", "tsx", "dist", "esm", "index.mjs")).href;
const SCRIPT = join(ROOT, "test", "wrap", "fixtures", "mcp_trust.ts");

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Runs it in a folder below, in front of a program that ends with its input. */
async function wrapCat(cwd: string, options: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const own = ["wrap", "--no-prompt", "--log", join(folder, "decisions.jsonl"), "--name", "cat", ...options];
  const child = spawn(process.execPath, ["--import", TSX, SCRIPT, ...own, "--", "cat"], {
    cwd: join(folder, cwd),
    env: { PATH: process.env.PATH, HOME: join(folder, "home"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors = child.stderr.setEncoding("utf8").toArray();
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, err: (await errors).join("") };
}

const REFUSING = "profile: personal\ndeny_servers: [{ command: cat }]\n";

write("home/.profile", "");
write("clone/.git/HEAD", "");
write("clone/mcp-trust.yaml", REFUSING);
write("clone/mcp-trust.lock", "no lock");
write("clone/mcp-trust/mcp-trust.yaml", REFUSING);
write("clone/.config/mcp-trust/mcp-trust.yaml", REFUSING);
write("config/mcp-trust/mcp-trust.yaml", REFUSING);
write("locked/mcp-trust/mcp-trust.lock", "no lock");
write("other/.config/mcp-trust/mcp-trust.yaml", REFUSING);
write("named.yaml", REFUSING);

suite("the settings and approvals of wrap", () => {
  for (const [what, code, options, env] of [
    ["are not those of the working folder", 0, [], {}],
    ["are not found by a relative path", 0, [], { XDG_CONFIG_HOME: ".", HOME: "." }],
    ["are those that are named", 1, ["--settings", "../named.yaml"], {}],
    ["are the user's own", 1, [], { XDG_CONFIG_HOME: join(folder, "config") }],
    ["are the user's own, in the usual place", 1, [], { HOME: join(folder, "other") }],
    ["of the user's own that cannot be read are an error", 2, [], { XDG_CONFIG_HOME: join(folder, "locked") }],
    ["that are named come before the user's own", 2, ["--lock", "none"], { XDG_CONFIG_HOME: join(folder, "config") }],
  ] as const) {
    test(what, async () => {
      const ended = await wrapCat("clone", options, env);
      assert.equal(ended.code, code, ended.err);
    });
  }

  test("are said in its help", async () => {
    let out = "";
    const io: Io = {
      cwd: folder,
      env: {},
      columns: 200,
      color: false,
      out: (text) => {
        out += text;
      },
      err: () => undefined,
    };
    await run(["wrap", "--help"], io);
    assert.match(out, /Files in the working folder decide nothing/);
    assert.match(out, /default: mcp-trust\.yaml in\s+mcp-trust\/ of your configuration/);
  });
});

suite("an entry that was approved and then wrapped", () => {
  test("is the one that was approved, with its folder and its file of variables", async () => {
    const entry = { command: "cat", cwd: "/srv/app", envFile: "/srv/app/.env", env: { MODE: "quiet" } };
    write("project/bin/mcp-trust", "");
    chmodSync(join(folder, "project", "bin", "mcp-trust"), 0o755);
    write("project/.vscode/mcp.json", JSON.stringify({ servers: { cat: entry } }));
    const cwd = join(folder, "project");
    const file = join(cwd, ".vscode", "mcp.json");
    const lock = join(cwd, "mcp-trust.lock");
    let said = "";
    const tell = (text: string) => {
      said += text;
    };
    const io: Io = { cwd, env: { PATH: join(cwd, "bin") }, columns: 100, color: false, out: tell, err: tell };
    assert.equal(await run(["approve", "--all", "--yes", "--lock", lock, file], io), 0, said);
    await run(["check", "--wrap", "--yes", file], io);
    const { args } = JSON.parse(readFileSync(file, "utf8")).servers.cat as { args: string[] };
    const written = args.slice(args.indexOf("wrap") + 1, args.lastIndexOf("--"));
    const rest = ["--env", "MODE", "--cwd", "/srv/app", "--variables-file", "/srv/app/.env"];
    assert.deepEqual([written, args.at(-1)], [["--name", "cat", ...rest], "cat"], said);
    // Where nothing is admitted that nobody approved.
    const strict = ["--profile", "managed", "--lock", lock];
    const started = await wrapCat("project", [...written, ...strict]);
    assert.equal(started.code, 0, started.err);
    for (const gone of ["--env", "--cwd", "--variables-file"]) {
      const at = written.indexOf(gone);
      const other = await wrapCat("project", [...written.toSpliced(at, 2), ...strict]);
      assert.equal(other.code, 1, gone);
    }
  });
});
