// What the log says was done: the last entry of a message tells whether it was handed on.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { AskAnswer, Yes } from "../../src/guard/ask.ts";
import { createGate, type Gate, type GateOptions } from "../../src/guard/gate.ts";
import type { Enforced } from "../../src/log/recorder.ts";
import { type Answer, FakeEvaluator, reason } from "./policy.ts";

type Line = readonly [message: number, effect: string, action: Enforced["action"], code: string];

const yes: Yes = { allow: true, shown: ["tool", "arguments"], truncated: false };

function open(answer: (kind: string, tools: number) => Answer, rest: Partial<GateOptions> = {}) {
  const lines: Line[] = [];
  const messages: (string | undefined)[] = [];
  const log: GateOptions["log"] = {
    record(_, { effect, reasons }, { action, message_id }) {
      if (!messages.includes(message_id)) messages.push(message_id);
      lines.push([messages.indexOf(message_id), effect, action, reasons[0].code]);
    },
  };
  const evaluator = new FakeEvaluator(({ kind, tools = [] }) => answer(kind, tools.length));
  return { lines, gate: createGate({ evaluator, server: { name: "demo" }, point: "client", log, ...rest }) };
}

const call = (id = 1) => ({ jsonrpc: "2.0", id, method: "tools/call", params: { name: "send", arguments: {} } });

function say(gate: Gate, answer: AskAnswer | undefined, message: object = call()): void {
  const verdict = gate.judge("to_server", message);
  assert.equal(verdict.action, "ask");
  if (verdict.action === "ask") verdict.settle(answer);
}

const asks = (): Answer => ({ effect: "ask" });

suite("the log says of", () => {
  for (const [what, answer, action] of [
    ["an allow that it passed", {}, "pass"],
    ["a denial that it was blocked", { effect: "deny" }, "block"],
    ["a denial that is only recorded that it passed", { effect: "deny", mode: "audit" }, "pass"],
  ] as const)
    test(what, () => {
      const { gate, lines } = open(() => answer);
      gate.judge("to_server", call());
      assert.deepEqual(lines, [[0, "effect" in answer ? answer.effect : "allow", action, "test.rule"]]);
    });

  test("an allow that it was blocked, where something it asks for cannot be done", () => {
    const { gate, lines } = open(() => ({ obligations: [{ type: "display" }] }));
    gate.judge("to_server", call());
    assert.deepEqual(lines, [
      [0, "allow", "block", "test.rule"],
      [0, "deny", "block", "fail_closed.obligation_unmet"],
    ]);
  });

  for (const [what, answer, last] of [
    ["yes", yes, [0, "ask", "pass", "test.rule"]],
    ["no", { allow: false }, [0, "deny", "block", "fail_closed.not_confirmed"]],
    ["nothing", undefined, [0, "deny", "block", "fail_closed.nobody_to_ask"]],
  ] as const)
    test(`a question that was answered with ${what} what came of it`, () => {
      const { gate, lines } = open(asks);
      say(gate, answer);
      assert.deepEqual(lines, [[0, "ask", "ask", "test.rule"], last]);
    });

  test("a remembered yes that the call passed", () => {
    const { gate, lines } = open(asks, { remembered: new Set() });
    say(gate, { ...yes, remember: "call" });
    gate.judge("to_server", call(2));
    assert.deepEqual(lines, [
      [0, "ask", "ask", "test.rule"],
      [0, "ask", "pass", "test.rule"],
      [1, "ask", "pass", "test.rule"],
    ]);
  });

  test("a list without one of its entries that it was handed on in part", () => {
    const { gate, lines } = open((_, tools) =>
      tools === 2 ? { effect: "deny", reasons: [reason("test.bad", "deny", "/tools/1")] } : {},
    );
    gate.judge("to_server", { jsonrpc: "2.0", id: 1, method: "tools/list" });
    gate.judge("to_client", { jsonrpc: "2.0", id: 1, result: { tools: [{ name: "a" }, { name: "b" }] } });
    assert.deepEqual(lines.slice(-2), [
      [1, "deny", "filter", "test.bad"],
      [1, "allow", "pass", "test.rule"],
    ]);
  });

  test("what was denied before it was judged that it was blocked", () => {
    const { gate, lines } = open(() => ({}));
    gate.judge("to_server", { jsonrpc: "2.0", id: 1, method: "no/such" });
    assert.deepEqual(lines, [[0, "deny", "block", "fail_closed.unknown_method"]]);
  });
});

suite("nothing is handed on that is not recorded", () => {
  for (const [what, fails] of [
    ["an allow", { pass: true }],
    ["a question", { ask: true }],
  ] as const)
    test(`as ${what}`, () => {
      const effect = "ask" in fails ? "ask" : "allow";
      const log: GateOptions["log"] = { record: (_, __, { action }) => assert.ok(!Object.hasOwn(fails, action)) };
      const verdict = open(() => ({ effect }), { log }).gate.judge("to_server", call());
      assert.deepEqual(
        [verdict.action, verdict.decisions.at(-1)?.reasons.map(({ code }) => code)],
        ["block", ["fail_closed.decision_not_recorded", "test.rule"]],
      );
    });

  test("after a yes", () => {
    const log: GateOptions["log"] = { record: (_, __, { action }) => assert.notEqual(action, "pass") };
    const verdict = open(asks, { log }).gate.judge("to_server", call());
    assert.equal(verdict.action === "ask" && verdict.settle(yes).action, "block");
  });

  test("by a log that promises to", () => {
    const record = () => Promise.reject(new Error("ENOSPC"));
    assert.equal(open(() => ({}), { log: { record } }).gate.judge("to_server", call()).action, "block");
  });
});
