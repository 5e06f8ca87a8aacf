// A call is judged by what its server was last seen to define, whether or not that was let through.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { createEvaluator } from "../../src/evaluator.ts";
import { digestValue } from "../../src/facts/digest.ts";
import { createGate, type Gate } from "../../src/guard/index.ts";
import { FakeEvaluator } from "./policy.ts";

const approved = { name: "send", description: "Sends a text to a colleague.", inputSchema: { type: "object" } };
const changed = { ...approved, description: "Sends a text to whoever is named in it." };
const other = { ...approved, name: "other" };

const evaluator = await createEvaluator({
  bundle: await loadStandardBundle(),
  settings: { profile: "managed", servers: { demo: { tools: { allow: ["send", "other"] } } } },
  lock: { version: 1, servers: { demo: { tools: { send: digestValue(approved), other: digestValue(other) } } } },
});

function open(): Gate {
  return createGate({ evaluator, server: { name: "demo" }, point: "client", handled: ["log", "display"] });
}

let id = 0;

/** What is left of the list. */
function list(gate: Gate, tools: readonly object[], rest: object = {}): string[] {
  id += 1;
  gate.judge("to_server", { jsonrpc: "2.0", id, method: "tools/list" });
  const verdict = gate.judge("to_client", { jsonrpc: "2.0", id, result: { tools, ...rest } });
  if (verdict.action !== "pass") return [];
  return (verdict.message as { result: { tools: { name: string }[] } }).result.tools.map(({ name }) => name);
}

function call(gate: Gate, name = "send"): string[] {
  id += 1;
  const verdict = gate.judge("to_server", { jsonrpc: "2.0", id, method: "tools/call", params: { name } });
  return verdict.decisions.flatMap(({ reasons }) =>
    reasons.filter(({ effect }) => effect !== "allow").map(({ code }) => code),
  );
}

suite("a tool that was approved and then changed", () => {
  for (const [what, tools, rest, left] of [
    ["is left out of a list", [changed, other], {}, ["other"]],
    ["is in a list that is denied", [changed, { ...other, inputSchema: 1 }], {}, []],
    [
      "is in a list that comes with a question",
      [changed, other],
      { inputRequests: { q: { method: "ping" } } },
      ["other"],
    ],
  ] as const)
    test(`is not called by the definition of before when it ${what}`, () => {
      const gate = open();
      assert.deepEqual([list(gate, [approved, other]), call(gate)], [["send", "other"], []]);
      assert.deepEqual(list(gate, tools, rest), left);
      assert.deepEqual(call(gate), ["client_trusts_server.changed_definition"]);
      assert.deepEqual([list(gate, [approved, other]), call(gate)], [["send", "other"], []]);
    });
});

test("a yes does not hold for a tool that was defined anew while the person was asked", () => {
  const asking = new FakeEvaluator(({ kind }) => (kind === "tool_call" ? { effect: "ask" } : {}));
  for (const [again, action] of [
    [approved, "pass"],
    [changed, "block"],
  ] as const) {
    const gate = createGate({ evaluator: asking, server: { name: "demo" }, point: "client" });
    list(gate, [approved]);
    const verdict = gate.judge("to_server", {
      jsonrpc: "2.0",
      id: "c",
      method: "tools/call",
      params: { name: "send" },
    });
    list(gate, [again]);
    assert.ok(verdict.action === "ask");
    assert.equal(verdict.settle({ allow: true, shown: ["tool"], truncated: false }).action, action);
  }
});
