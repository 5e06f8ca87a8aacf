// The compiler in WebAssembly gives the bytes and the answers of the same program built for this machine.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { after, test } from "node:test";
import { createCompiler } from "../../src/compile/compiler.ts";
import { testCapabilities } from "../../src/compile/test_capabilities.ts";
import { buildNativeCompiler } from "../../tools/build_compiler.ts";
import { bundleFiles, policyImports } from "../../tools/policy_imports.ts";
import { buildRequest, capabilities, data, policy, policyTest, rego } from "./policy.ts";

const compiler = await createCompiler({ opa: "" });
after(() => compiler.close());
const native = await buildNativeCompiler();

async function askNative<T>(request: object): Promise<T> {
  const child = spawn(native, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(request));
  const response = JSON.parse(await text(child.stdout)) as { result: { ok: T } };
  return response.result.ok;
}

const wire = { modules: [policy], capabilities, data: JSON.stringify(data) };

test("build gives the bundle of the native build, byte for byte", async () => {
  const { entrypoints, revision, roots, metadata } = buildRequest;
  const request = { op: "build", ...wire, entrypoints, revision, roots, metadata: JSON.stringify(metadata) };
  const { bundle } = await askNative<{ bundle: string }>(request);
  const built = await compiler.build(buildRequest);
  assert.equal(Buffer.from(built).toString("base64"), bundle);
  assert.deepEqual(await compiler.build(buildRequest), built);
  assert.deepEqual(await policyImports(built), []);
});

test("build writes an OPA bundle that says what is in it", async () => {
  const files = await bundleFiles(await compiler.build(buildRequest));
  assert.deepEqual([...files.keys()].sort(), [".manifest", "data.json", "guard/guard.rego", "policy.wasm"]);
  assert.deepEqual(JSON.parse(files.get("data.json")?.toString() ?? ""), data);
  const manifest = JSON.parse(files.get(".manifest")?.toString() ?? "") as Record<string, unknown>;
  const { revision, roots, metadata, rego_version } = manifest;
  const expected = { revision: "test-1", roots: ["guard"], metadata: { name: "guard" }, rego_version: 1 };
  assert.deepEqual({ revision, roots, metadata, rego_version }, expected);
});

test("build keeps every digit of the data", async () => {
  const exact = '{"guard":{"known":[12345678901234567890.10]}}';
  const files = await bundleFiles(await compiler.build({ ...buildRequest, data: exact }));
  assert.equal(files.get("data.json")?.toString().trim(), exact);
});

test("test and inspect give the answers of the native build", async () => {
  const modules = [policy, policyTest];
  const report = await askNative<{ coverage: { coverage: number }; tests: object[] }>({
    op: "test",
    ...wire,
    capabilities: testCapabilities(capabilities),
    modules,
  });
  assert.equal((await compiler.test({ modules, capabilities, data })).tests.length, report.tests.length);
  const inspected = await askNative<object[]>({ op: "inspect", modules });
  assert.equal((await compiler.inspect({ modules })).length, inspected.length);
});

test("evaluate answers each input with exact numbers, undefined or an error", async () => {
  const modules = [rego("answer := input.value if not input.value == 0\n\nanswer := 7 if input.value == 3")];
  const inputs = [
    '{"value":12345678901234567890.10}',
    '{"value":0}',
    '{"value":3}',
    "{}",
    "null",
    '{"value":["b","a"]}',
  ];
  const outcomes = await compiler.evaluate({ modules, capabilities, query: "data.example.answer", inputs });
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.kind === "error" ? outcome.error.code : outcome)),
    [
      { kind: "value", json: "12345678901234567890.10" },
      { kind: "undefined" },
      "eval_conflict_error",
      { kind: "undefined" },
      { kind: "undefined" },
      { kind: "value", json: '["b","a"]' },
    ],
  );
});
