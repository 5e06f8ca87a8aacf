// Runs the real command in each golden folder and compares what it prints and its exit code.
//
// A folder has `command` (one argument per line, `<` names a file for standard input), `input/` (the working folder) and
// `expected`. UPDATE_GOLDEN=1 rewrites `expected`; read the difference before committing it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("./golden/", import.meta.url));
const bin = fileURLToPath(new URL("../../bin/mcp-trust.js", import.meta.url));

/** What differs from build to build or run to run. */
function mask(text: string): string {
  return text
    .replace(/sha256:[0-9a-f]{64}/g, "sha256:<digest>")
    .replace(/"revision": "[^"]*"/g, '"revision": "<revision>"')
    .replace(/"id": "[0-9a-f-]{36}"/g, '"id": "<uuid>"')
    .replace(/"duration_us": \d+/g, '"duration_us": 0')
    .replace(/mcp-trust@\d+\.\d+\.\d+/g, "mcp-trust@<version>")
    .replace(/\d+ bytes/g, "<n> bytes")
    .replace(/(checking|building) \d+ policies/g, "$1 <n> policies")
    .replace(/the tests of \d+ files/g, "the tests of <n> files");
}

function runCase(name: string): string {
  const lines = readFileSync(join(folder, name, "command"), "utf8")
    .trimEnd()
    .split("\n");
  const args = lines.filter((line) => line !== "" && !line.startsWith("<"));
  const stdin = lines
    .find((line) => line.startsWith("<"))
    ?.slice(1)
    .trim();
  const cwd = existsSync(join(folder, name, "input")) ? join(folder, name, "input") : join(folder, name);
  const home = join(tmpdir(), "mcp-trust-no-such-home");
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    encoding: "utf8",
    input: stdin === undefined ? "" : readFileSync(join(cwd, stdin), "utf8"),
    env: { PATH: process.env.PATH, HOME: home, TERM: "xterm-256color" },
  });
  return mask(`$ mcp-trust ${args.join(" ")}\nexit ${status}\n--- stdout\n${stdout}--- stderr\n${stderr}`);
}

describe("mcp-trust", () => {
  for (const name of readdirSync(folder).sort()) {
    it(name.replaceAll("_", " "), () => {
      const expected = join(folder, name, "expected");
      const actual = runCase(name);
      if (process.env.UPDATE_GOLDEN) writeFileSync(expected, actual);
      assert.equal(actual, readFileSync(expected, "utf8"));
    });
  }
});
