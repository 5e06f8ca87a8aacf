import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Obligation } from "../../src/generated/decision.ts";
import { createGate, type GateOptions } from "../../src/guard/gate.ts";
import { FakeEvaluator } from "./policy.ts";

const call = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "echo" } };

function gateWith(obligations: readonly Obligation[], rest: Partial<GateOptions> = {}) {
  const evaluator = new FakeEvaluator(() => ({ obligations }));
  return createGate({ evaluator, server: { name: "demo" }, point: "client", ...rest });
}

suite("obligations", () => {
  for (const type of ["log", "display", "sandbox"] as const) {
    test(`${type} that nobody can meet denies and says which`, () => {
      const verdict = gateWith([{ type }]).judge("to_server", call);
      assert.equal(verdict.action, "block");
      const [{ code, args } = {}] = verdict.decisions.at(-1)?.reasons ?? [];
      assert.deepEqual([code, args], ["fail_closed.obligation_unmet", { obligation: type }]);
    });

    test(`${type} that the program around meets is met`, () => {
      assert.equal(gateWith([{ type }], { handled: [type] }).judge("to_server", call).action, "pass");
    });
  }

  test("log is met by a log", () => {
    const recorded: [string, string][] = [];
    const log = { record: ({ kind }: { kind: string }, { id }: { id: string }) => void recorded.push([kind, id]) };
    assert.equal(gateWith([{ type: "log" }], { log }).judge("to_server", call).action, "pass");
    assert.deepEqual(recorded, [["tool_call", "decision-1"]]);
  });

  test("display is met by showing the event, before the message goes on", () => {
    const shown: unknown[] = [];
    const display: GateOptions["display"] = ({ event, obligation }) => void shown.push([event.tool, obligation]);
    const obligation = { type: "display", pointer: "/tool" } as const;
    assert.equal(gateWith([obligation], { display }).judge("to_server", call).action, "pass");
    assert.deepEqual(shown, [[{ name: "echo" }, obligation]]);
  });

  test("a display that fails denies", () => {
    assert.equal(
      gateWith([{ type: "display" }], { display: () => assert.fail() }).judge("to_server", call).action,
      "block",
    );
  });

  test("confirm asks a person, who has then been shown it", () => {
    const verdict = gateWith([{ type: "confirm" }, { type: "display" }]).judge("to_server", call);
    assert.ok(verdict.action === "ask");
    assert.equal(verdict.settle({ allow: true, shown: ["tool"], truncated: false }).action, "pass");
  });

  test("confirm that nobody can be asked for denies", () => {
    const verdict = gateWith([{ type: "confirm" }]).judge("to_server", call);
    assert.ok(verdict.action === "ask");
    const settled = verdict.settle(undefined);
    assert.equal(settled.decisions.at(-1)?.reasons[0].code, "fail_closed.nobody_to_ask");
  });
});

suite("redact", () => {
  const hidden = "client/inform.hidden_text_in_result";
  const at = (pointer: string, message_code?: string): Obligation =>
    message_code === undefined ? { type: "redact", pointer } : { type: "redact", pointer, message_code };
  const blanked = "[redacted by policy]";

  for (const [what, obligations, given, expected] of [
    ["a text", [at("/result/a/0/b")], { a: [{ b: "x", c: 1 }] }, { a: [{ b: blanked, c: 1 }] }],
    ["a member of an odd name", [at("/result/a~1b~0")], { "a/b~": "x" }, { "a/b~": blanked }],
    [
      "a member called __proto__",
      [at("/result/__proto__")],
      JSON.parse('{"__proto__":"x"}'),
      JSON.parse(`{"__proto__":"${blanked}"}`),
    ],
    ["several texts", [at("/result/a"), at("/result/b")], { a: "x", b: "y" }, { a: blanked, b: blanked }],
    ["hidden text alone", [at("/result/a", hidden)], { a: "re\u{E0061}\u{E0062}d \u001b[31mx" }, { a: "red x" }],
    [
      "hidden text in all of a value",
      [at("/result", hidden)],
      { a: ["x\u200b\u200by"], n: 1, z: null },
      { a: ["xy"], n: 1, z: null },
    ],
    ["hidden text in names", [at("/result", hidden)], { "a\u{E0061}": 1 }, { a: 1 }],
    [
      "a text, whatever is hidden in it",
      [at("/result/a"), at("/result/a", hidden)],
      { a: "x\u{E0061}" },
      { a: blanked },
    ],
    [
      "a lone escape, and leaves what it escaped",
      [at("/result/a", hidden)],
      { a: "x\u001b\u{E0061}[31my" },
      { a: "x[31my" },
    ],
  ] as const) {
    test(`takes out ${what}`, () => {
      let obliged: readonly Obligation[] = [];
      const evaluator = new FakeEvaluator(() => ({ obligations: obliged }));
      const gate = createGate({ evaluator, server: { name: "demo" }, point: "client" });
      gate.judge("to_server", call);
      obliged = obligations;
      const message = { jsonrpc: "2.0", id: 1, result: given };
      const before = JSON.stringify(message);
      const verdict = gate.judge("to_client", message);
      assert.ok(verdict.action === "pass");
      assert.deepEqual(verdict.message, { jsonrpc: "2.0", id: 1, result: expected });
      assert.equal(JSON.stringify(message), before);
    });
  }

  test("takes out of an error what stands for the result", () => {
    let obliged: readonly Obligation[] = [];
    const evaluator = new FakeEvaluator(() => ({ obligations: obliged }));
    const gate = createGate({ evaluator, server: { name: "demo" }, point: "client" });
    gate.judge("to_server", call);
    obliged = [at("/result/error/message")];
    const verdict = gate.judge("to_client", { jsonrpc: "2.0", id: 1, error: { code: 1, message: "token" } });
    assert.ok(verdict.action === "pass");
    assert.deepEqual(verdict.message, { jsonrpc: "2.0", id: 1, error: { code: 1, message: blanked } });
  });

  for (const [what, obligation, given] of [
    ["nothing is there", at("/result/missing"), { a: 1 }],
    ["an index is none", at("/result/a/01"), { a: ["x", "y"] }],
    ["something else than a text is there", at("/result/a"), { a: 1 }],
    ["the place is of another message", at("/arguments/a"), { a: "x" }],
    ["names would become one", at("/result", hidden), { a: 1, "a\u{E0061}": 2 }],
  ] as const) {
    test(`denies when ${what}`, () => {
      let obliged: readonly Obligation[] = [];
      const evaluator = new FakeEvaluator(() => ({ obligations: obliged }));
      const gate = createGate({ evaluator, server: { name: "demo" }, point: "client" });
      gate.judge("to_server", call);
      obliged = [obligation];
      const verdict = gate.judge("to_client", { jsonrpc: "2.0", id: 1, result: given });
      assert.equal(verdict.action, "block");
      const [{ code, args } = {}] = verdict.decisions.at(-1)?.reasons ?? [];
      assert.deepEqual([code, args], ["fail_closed.obligation_unmet", { obligation: "redact" }]);
    });
  }
});
