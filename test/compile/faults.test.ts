// Whatever a policy does to the compiler, the call says so and the next call works.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createCompiler } from "../../src/compile/compiler.ts";
import { buildRequest, capabilities, rego } from "./policy.ts";

const compiler = await createCompiler({ opa: "" });
after(() => compiler.close());
const expected = await compiler.build(buildRequest);

async function assertHealthy(): Promise<void> {
  assert.deepEqual(await compiler.build(buildRequest), expected);
}

const numbers = "numbers.range(1, 1000000)";
const endless = `count([x | some i in ${numbers}; some j in ${numbers}; x := i + j]) > 0`;

test("the deadline stops a test that never ends", async () => {
  const modules = [rego(`test_endless if ${endless}`, "example/example_test.rego")];
  await assert.rejects(compiler.test({ modules, capabilities, deadlineMs: 1000 }), { code: "ERR_COMPILE_DEADLINE" });
  await assertHealthy();
});

test("the deadline stops an evaluation that never ends, and calls behind it go on", async () => {
  const request = { modules: [rego(`p if ${endless}`)], capabilities, query: "data.example.p", inputs: ["{}"] };
  const stopped = assert.rejects(compiler.evaluate({ ...request, deadlineMs: 1000 }), { code: "ERR_COMPILE_DEADLINE" });
  await Promise.all([stopped, assertHealthy(), assertHealthy()]);
});

test("build does not compute what the policy computes", async () => {
  await compiler.build({
    ...buildRequest,
    modules: [rego(`p if ${endless}`)],
    entrypoints: ["example/p"],
    roots: [""],
  });
});

test("20,000 parentheses are an issue", async () => {
  const modules = [rego(`p := ${"(".repeat(20_000)}1${")".repeat(20_000)}`)];
  const found = await compiler.check({ modules, capabilities });
  assert.match(found[0]?.message ?? "", /max parsing recursion depth exceeded/);
  await assertHealthy();
});

test("nesting that exhausts the stack is a trap", async () => {
  const modules = [rego(`p := ${"[".repeat(49_000)}1${"]".repeat(49_000)}`)];
  await assert.rejects(compiler.check({ modules, capabilities }), { code: "ERR_COMPILE_TRAP" });
  await assertHealthy();
});

test("a policy that takes all memory is a trap", async () => {
  const grow = 'x0 := "0123456789abcdef"\n\n';
  const rules = Array.from({ length: 27 }, (_, index) => `x${index + 1} := concat("", [x${index}, x${index}])`);
  const modules = [rego(`${grow}${rules.join("\n\n")}`)];
  const request = { modules, capabilities, query: "data.example.x27", inputs: ["{}"] };
  await assert.rejects(compiler.evaluate(request), { code: "ERR_COMPILE_TRAP" });
  await assertHealthy();
});

test("a request that is no JSON is refused", async () => {
  await assert.rejects(compiler.check({ modules: [], capabilities: "{" }), { code: "ERR_COMPILE_REQUEST" });
  const request = { modules: [], capabilities, query: "data", inputs: ["1],[2"] };
  await assert.rejects(compiler.evaluate(request), { code: "ERR_COMPILE_REQUEST" });
});

test("a closed compiler answers nothing, and a call under way is told", async () => {
  const closing = await createCompiler({ opa: "" });
  const call = assert.rejects(closing.version(), { code: "ERR_COMPILE_CLOSED" });
  await closing.close();
  await call;
  await assert.rejects(closing.version(), { code: "ERR_COMPILE_CLOSED" });
});
