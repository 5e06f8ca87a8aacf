// The tools around the compiler: what they generate is up to date, and they say what to install.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { createCompiler } from "../../src/compile/compiler.ts";
import type { Capabilities } from "../../src/compile/types.ts";
import { buildCompiler } from "../../tools/build_compiler.ts";
import { importsOf, writeCapabilities } from "../../tools/capabilities.ts";
import { limitMemory } from "../../tools/compiler_memory.ts";
import { isOlder } from "../../tools/go.ts";
import { writeNotice } from "../../tools/notice.ts";
import { capabilities } from "./policy.ts";

const parent = await mkdtemp(join(tmpdir(), "mcp-trust-build-"));
after(() => rm(parent, { recursive: true, force: true }));

function emptyFolder(name: string): URL {
  return pathToFileURL(join(parent, name, "/"));
}

const compiler = await createCompiler({ opa: "" });
after(() => compiler.close());

test("policies/capabilities.json is up to date", () => writeCapabilities(true));

test("no built-in in the capabilities becomes an import of policy.wasm", async () => {
  const document = JSON.parse(capabilities) as Capabilities;
  assert.deepEqual(await importsOf(compiler, document), []);
  assert.deepEqual(document.allow_net, []);
});

test("an import is noticed when there is one", async () => {
  const all = await compiler.capabilities();
  const builtins = all.builtins.filter(({ name }) =>
    ["assign", "count", "eq", "sprintf", "time.now_ns"].includes(name),
  );
  assert.deepEqual(await importsOf(compiler, { ...all, builtins }), ["sprintf", "time.now_ns"]);
});

test("NOTICE is up to date", () => writeNotice(true));

/** Runs something as on a machine without Go. */
async function withoutGo<T>(run: () => Promise<T>): Promise<T> {
  const path = process.env.PATH;
  process.env.PATH = "";
  try {
    return await run();
  } finally {
    process.env.PATH = path;
  }
}

const silent = { log: () => undefined };

test("the compiler is built once, and again from the cache", async () => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  assert.equal((await buildCompiler({ log })).built, false);
  const { built, manifest } = await buildCompiler({ log, folder: emptyFolder("dist") });
  assert.equal(built, false);
  assert.match(manifest.sha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(lines, [
    "policy compiler: up to date",
    "policy compiler: taken from the cache in node_modules/.cache/mcp-trust",
  ]);
});

test("what is built serves without Go", async () => {
  assert.equal((await withoutGo(() => buildCompiler(silent))).built, false);
});

test("a missing Go toolchain is explained", async () => {
  const options = { ...silent, folder: emptyFolder("none"), cache: emptyFolder("cache") };
  await assert.rejects(
    withoutGo(() => buildCompiler(options)),
    {
      code: "ERR_GO_MISSING",
      message: /Install Go 1\.\d+(\.\d+)? or newer[\s\S]*npm run build[\s\S]*MCP_TRUST_OPA=\/path\/to\/opa/,
    },
  );
});

test("Go versions are compared by number", () => {
  assert.equal(isOlder("1.26.0", "1.26.0"), false);
  assert.equal(isOlder("1.9.1", "1.26.0"), true);
  assert.equal(isOlder("1.26rc1", "1.26.0"), false);
  assert.equal(isOlder("1.25.9 X:exp", "1.26.0"), true);
  assert.equal(isOlder("2.0", "1.26.0"), false);
});

test("the memory of a module gets a maximum, and nothing else changes", () => {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const custom = [0, 2, 1, 0x78];
  const wasm = Uint8Array.from([...header, 5, 4, 1, 0, 0x80, 0x02, ...custom]);
  const expected = [...header, 5, 7, 1, 1, 0x80, 0x02, 0x80, 0x80, 0x01, ...custom];
  assert.deepEqual([...limitMemory(wasm, 16_384)], expected);
  assert.throws(() => limitMemory(Uint8Array.from(expected), 1), /one memory without a maximum/);
  assert.throws(() => limitMemory(Uint8Array.from(header), 1), /memory section/);
});
