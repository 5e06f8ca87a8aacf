// Packs the package, installs it elsewhere, and uses it as a user would: library, command line, types.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", shell: false });
  return { status, stdout, stderr };
}

function runOk(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = run(command, args, cwd);
  assert.equal(status, 0, `${command} ${args.join(" ")}\n${stdout}\n${stderr}`);
  return stdout;
}

describe("the packed package", () => {
  let folder = "";
  let packed: Packed | undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "mcp-trust-package-"));
    // What `npm ci` built is packed as it is: building once more would test the build, not the package.
    const output = runOk("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root);
    packed = (JSON.parse(output) as readonly Packed[])[0];
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
    runOk("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", `./${packed?.filename}`], folder);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("holds what it needs and nothing else", () => {
    const paths = packed?.files.map(({ path }) => path) ?? [];
    const tops = [...new Set(paths.map((path) => path.split("/")[0] ?? ""))].sort();
    assert.deepEqual(tops, ["LICENSE", "NOTICE", "README.md", "bin", "dist", "package.json", "policies", "schemas"]);
    for (const needed of ["dist/bundle.tar.gz", "dist/bundle.json", "dist/compiler/compiler.wasm.br"]) {
      assert.ok(paths.includes(needed), needed);
    }
  });

  it("decides as a library", () => {
    cpSync(join(root, "examples", "library", "decide.mjs"), join(folder, "decide.mjs"));
    const stdout = runOk(process.execPath, ["decide.mjs"], folder);
    assert.equal(stdout, "deny filesystem_access.outside_grant operator\n");
  });

  it("guards without an SDK, whose packages are optional peers", () => {
    const program = [
      'import { createEvaluator, loadStandardBundle } from "mcp-trust";',
      'import { createGate } from "mcp-trust/guard";',
      'import { createHttpGuard } from "mcp-trust/http";',
      'const evaluator = await createEvaluator({ bundle: await loadStandardBundle(), settings: { profile: "personal" } });',
      'const gate = createGate({ evaluator, point: "client", server: { name: "files" } });',
      'const { action, decisions } = gate.judge("to_server", { jsonrpc: "2.0", id: 1, method: "no/such" });',
      "console.log(action, decisions[0]?.reasons[0]?.code, typeof createHttpGuard);",
      "",
    ];
    writeFileSync(join(folder, "guard.mjs"), program.join("\n"));
    const stdout = runOk(process.execPath, ["guard.mjs"], folder);
    assert.equal(stdout, "block fail_closed.unknown_method function\n");
    assert.equal(existsSync(join(folder, "node_modules", "@modelcontextprotocol")), false);
  });

  it("checks a configuration from the command line", () => {
    cpSync(join(root, "examples", "risky"), join(folder, "risky"), { recursive: true });
    cpSync(join(root, "examples", "clean"), join(folder, "clean"), { recursive: true });
    const bin = join(folder, "node_modules", ".bin", "mcp-trust");
    const risky = run(bin, ["check", "--format", "json", "risky/claude_desktop_config.json"], folder);
    assert.equal(risky.status, 1, risky.stderr);
    const { summary } = JSON.parse(risky.stdout) as { summary: object };
    assert.deepEqual(summary, { files: 1, servers: 4, denied: 4, asked: 2, known: 0, waived: 0, problems: 0 });
    assert.equal(run(bin, ["check", "clean/.mcp.json"], folder).status, 0);
  });

  it("tests and builds policies with the compiler it carries", () => {
    cpSync(join(root, "examples", "policies"), join(folder, "my-policies"), { recursive: true });
    const bin = join(folder, "node_modules", ".bin", "mcp-trust");
    assert.match(runOk(bin, ["test", "my-policies"], folder), /0 failed; 2 cases, 0 failed/);
    assert.match(runOk(bin, ["build", "my-policies", "-o", "b.tar.gz"], folder), /^b\.tar\.gz {2}\d+ bytes {2}sha256:/);
  });

  it("has types that a strict user can compile against", () => {
    const program = [
      'import { createEvaluator, type Decision, loadBundle, loadStandardBundle } from "mcp-trust";',
      'import { createDecisionLog, type GuardableClient, guardClient } from "mcp-trust/guard";',
      'import { createHttpGuard, type HttpVerdict } from "mcp-trust/http";',
      'const evaluator = await createEvaluator({ bundle: await loadStandardBundle(), settings: { profile: "team" } });',
      'export const decision: Decision = evaluator.decide({ kind: "tool_list" });',
      "// @ts-expect-error how a bundle is verified must be said",
      'await loadBundle("bundle.tar.gz");',
      "// @ts-expect-error settings must name a profile",
      "await createEvaluator({ bundle: await loadStandardBundle(), settings: {} });",
      "",
    ];
    writeFileSync(join(folder, "use.ts"), program.join("\n"));
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const strict = ["--strict", "--noEmit", "--target", "es2023", "--module", "nodenext", "--types", "", "use.ts"];
    runOk(process.execPath, [tsc, ...strict], folder);
  });

  it("passes publint", async () => {
    const { messages } = await publint({ pkgDir: root, strict: true });
    const pkg = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown>;
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });
});
