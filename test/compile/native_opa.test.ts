// MCP_TRUST_OPA: an installed opa gives the results of the compiler in this package.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildBundle, checkSources, readBundleSources } from "../../src/author/build_bundle.ts";
import { createCompiler } from "../../src/compile/compiler.ts";
import type { Compiler } from "../../src/compile/types.ts";
import { bundleFiles } from "../../tools/policy_imports.ts";
import { buildRequest, capabilities, data, eventSchema, policy, policyTest, rego } from "./policy.ts";

const opa = process.env.MCP_TRUST_TEST_OPA;
const skip = opa === undefined ? "set MCP_TRUST_TEST_OPA to an opa of the version in compiler/go.mod" : false;

async function both<T>(ask: (compiler: Compiler) => Promise<T>): Promise<[T, T]> {
  const compilers = [await createCompiler({ opa: "" }), await createCompiler({ opa })] as const;
  try {
    assert.deepEqual(
      compilers.map(({ kind }) => kind),
      ["wasm", "native"],
    );
    return [await ask(compilers[0]), await ask(compilers[1])];
  } finally {
    await Promise.all(compilers.map((compiler) => compiler.close()));
  }
}

async function same<T>(ask: (compiler: Compiler) => Promise<T>): Promise<void> {
  const [wasm, native] = await both(ask);
  assert.deepEqual(native, wasm);
}

test("version", { skip }, () => same(async (compiler) => (await compiler.version()).opa));

test("capabilities", { skip }, () => same((compiler) => compiler.capabilities()));

test("build gives the same bundle", { skip }, async () => {
  const [wasm, native] = await both((compiler) => compiler.build(buildRequest));
  const [wasmFiles, nativeFiles] = [await bundleFiles(wasm), await bundleFiles(native)];
  assert.deepEqual(nativeFiles, wasmFiles);
});

test("check finds the same", { skip }, async () => {
  const schemas = { schemas: { event: eventSchema }, inputSchema: "event" };
  const samples = [
    "p if input.sever",
    "p if http.send({})",
    "p if {",
    "p if {\n\tx := 1\n}",
    "p if input.server.name == 3",
  ];
  for (const sample of samples) {
    await same((compiler) => compiler.check({ modules: [policy, rego(sample)], capabilities, data, ...schemas }));
  }
});

test("a policy that does not compile fails the same way", { skip }, async () => {
  const modules = [rego("p if unknown")];
  for (const ask of [
    (compiler: Compiler) => compiler.build({ ...buildRequest, modules, roots: [""] }),
    (compiler: Compiler) => compiler.test({ modules, capabilities }),
    (compiler: Compiler) => compiler.evaluate({ modules, capabilities, query: "data.example.p", inputs: ["{}"] }),
  ]) {
    await same((compiler) =>
      ask(compiler).then(String, (error: { code: string; message: string }) => [error.code, error.message]),
    );
  }
});

test("test, format and inspect give the same", { skip }, async () => {
  const modules = [policy, policyTest, rego("p  if 1==1")];
  await same((compiler) => compiler.test({ modules, capabilities, data }));
  await same((compiler) => compiler.test({ modules, capabilities, data, filter: "allow" }));
  await same((compiler) =>
    compiler.format({ modules: [...modules, { path: "bad.rego", text: "package bad\np if {" }] }),
  );
  await same((compiler) => compiler.inspect({ modules }));
});

test("a failing test fails the same way", { skip }, async () => {
  const modules = [rego('test_no if {\n\tprint("so")\n\tfalse\n}', "example/example_test.rego")];
  await same(async (compiler) => (await compiler.test({ modules, capabilities })).tests);
});

test("evaluate gives the same, digit by digit", { skip }, async () => {
  const modules = [rego("p := {x | some x in input}\n\nq := 1 if input[0] == 1\n\nq := 2 if input[1] == 2")];
  const inputs = ["[3, 2, 12345678901234567890.10]", "[]", "[1, 2]", '["<&>"]'];
  await same((compiler) =>
    compiler.evaluate({ modules, capabilities, query: "data.example.p", inputs: inputs.slice(0, 3) }),
  );
  await same((compiler) => compiler.evaluate({ modules, capabilities, query: "data.example.q", inputs }));
});

test("the deadline kills opa", { skip }, async () => {
  const compiler = await createCompiler({ opa });
  const body =
    "p if count([x | some i in numbers.range(1, 1000000); some j in numbers.range(1, 1000000); x := i + j]) > 0";
  const request = { modules: [rego(body)], capabilities, query: "data.example.p", inputs: ["{}"], deadlineMs: 1000 };
  await assert.rejects(compiler.evaluate(request), { code: "ERR_COMPILE_DEADLINE" });
  assert.deepEqual(await compiler.check({ modules: [policy], capabilities, data }), []);
});

test("a module path cannot leave the temporary folder", { skip }, async () => {
  const compiler = await createCompiler({ opa });
  for (const path of ["../x.rego", "a/../../x.rego", "/x.rego", "a\\..\\x.rego"]) {
    await assert.rejects(compiler.format({ modules: [{ path, text: "package x" }] }), { code: "ERR_COMPILE_REQUEST" });
  }
});

test("a path that leads to nothing is explained", async () => {
  const message = /Cannot run `\/no\/such\/opa`: .*ENOENT.* MCP_TRUST_OPA must name/;
  await assert.rejects(createCompiler({ opa: "/no/such/opa" }), { code: "ERR_COMPILE_OPA_MISSING", message });
});

test("a program that is not OPA is explained", async () => {
  const message = /does not answer `opa version`/;
  await assert.rejects(createCompiler({ opa: process.execPath }), { code: "ERR_COMPILE_OPA_MISSING", message });
});

test("an OPA before 1.0 is refused", {
  skip: process.platform === "win32" && "needs an executable script",
}, async () => {
  const old = fileURLToPath(new URL("../fixtures/compile/old_opa.sh", import.meta.url));
  const message = /is OPA 0\.70\.0, expected 1\.0 or newer/;
  await assert.rejects(createCompiler({ opa: old }), { code: "ERR_COMPILE_OPA_VERSION", message });
});

test("check and build give the same for the standard policies", { skip }, async () => {
  const sources = await readBundleSources();
  await same((compiler) => checkSources(compiler, sources));
  const [wasm, native] = await both((compiler) => buildBundle(compiler, sources, "1.0.0"));
  assert.deepEqual(await bundleFiles(native), await bundleFiles(wasm));
});

test("check finds a misspelt field beside named schemas", { skip }, async () => {
  const sources = await readBundleSources();
  const [first, ...rest] = sources.modules.filter(({ path }) => path === "mcp/lib/tools.rego");
  assert.ok(first !== undefined && rest.length === 0 && first.text.includes("# schemas:"));
  const text = first.text.replace("input.facts.tool_words", "input.facts.tool_wrods");
  const modules = sources.modules.map((module) => (module === first ? { ...module, text } : module));
  const [wasm, native] = await both((compiler) => checkSources(compiler, { ...sources, modules }));
  assert.equal(native.length > 0, true);
  assert.deepEqual(
    native.map(({ file, line, code }) => [file, line, code]),
    wasm.map(({ file, line, code }) => [file, line, code]),
  );
});
