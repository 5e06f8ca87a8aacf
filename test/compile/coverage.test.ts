// test runs Rego tests and counts the lines of the policy that they reached.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createCompiler } from "../../src/compile/compiler.ts";
import { capabilities, data, policy, policyTest, rego } from "./policy.ts";

const compiler = await createCompiler({ opa: "" });
after(() => compiler.close());

test("test reports each test, the rows of a table and what is skipped", async () => {
  const { tests } = await compiler.test({ modules: [policy, policyTest], capabilities, data });
  const rows = tests.map(({ package: name, name: rule, line, passed, skipped, cases }) => {
    return [`${name}.${rule}:${line}`, passed, skipped, cases.map((row) => `${row.name} ${row.passed}`)];
  });
  assert.deepEqual(rows, [
    ["data.guard_test.test_allow_known:5", true, false, []],
    ["data.guard_test.test_deny_each:7", true, false, [" true", "Files true", "other true"]],
    ["data.guard_test.todo_test_later:12", false, true, []],
  ]);
});

test("test counts the policy and not its tests", async () => {
  const { coverage } = await compiler.test({ modules: [policy, policyTest], capabilities, data });
  assert.equal(coverage?.files.length, 1);
  const [file] = coverage?.files ?? [];
  assert.equal(file?.file, policy.path);
  assert.deepEqual(file?.notCovered, [{ start: 16, end: 16 }]);
  assert.equal(file?.percentage, coverage?.percentage);
  const { coveredLines = 0, notCoveredLines = 0 } = coverage ?? {};
  assert.equal(notCoveredLines, 1);
  assert.equal(coverage?.percentage, (100 * coveredLines) / (coveredLines + notCoveredLines));
});

test("test reports full coverage only when every line was reached", async () => {
  const covered = { ...policy, text: policy.text.replace("unused(x) := x + 1\n", "") };
  const { coverage } = await compiler.test({ modules: [covered, policyTest], capabilities, data });
  assert.equal(coverage?.percentage, 100);
  const { coverage: none } = await compiler.test({ modules: [policy], capabilities, data });
  assert.equal(none?.percentage, 0);
});

test("test says why a test failed and what it printed", async () => {
  const body =
    'test_false if {\n\tprint("x is", 1)\n\t1 == 2\n}\n\ntest_conflict if f(1) == 2\n\nf(x) := 1 if x\n\nf(x) := 2 if x';
  const { tests } = await compiler.test({ modules: [rego(body, "example/example_test.rego")], capabilities });
  const [failed, conflict] = tests;
  assert.deepEqual([failed?.passed, failed?.output, failed?.error], [false, "x is 1\n", undefined]);
  assert.deepEqual([conflict?.passed, conflict?.error?.code], [false, "eval_conflict_error"]);
});

test("test runs only what the filter names", async () => {
  const modules = [policy, policyTest];
  const { tests } = await compiler.test({ modules, capabilities, data, filter: "guard_test\\.test_allow" });
  assert.deepEqual(
    tests.map(({ name }) => name),
    ["test_allow_known"],
  );
});
