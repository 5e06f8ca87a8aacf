import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Event } from "../../src/generated/event.ts";
import type { Yes } from "../../src/guard/ask.ts";
import { createGate, type GateOptions } from "../../src/guard/gate.ts";
import type { Verdict } from "../../src/guard/verdict.ts";
import { type Answer, FakeEvaluator, reason } from "./policy.ts";

const seen: Yes = { allow: true, shown: ["tool", "arguments"], truncated: false };

function call(given: object = { to: "a" }, id = 1, name = "send"): object {
  return { jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: given } };
}

/** Asks about every call, also after a person said yes. */
const ask = (event: Event): Answer => (event.kind === "tool_call" ? { effect: "ask" } : {});

function gateWith(answer: (event: Event) => Answer, rest: Partial<GateOptions> = {}) {
  const evaluator = new FakeEvaluator(answer);
  const server = { name: "demo", command: "demo" };
  return { gate: createGate({ evaluator, server, point: "client", ...rest }), evaluator };
}

function settle(verdict: Verdict, answer: Parameters<Extract<Verdict, { action: "ask" }>["settle"]>[0]) {
  assert.ok(verdict.action === "ask");
  return verdict.settle(answer);
}

function codes(verdict: Verdict): (string | undefined)[] {
  return verdict.decisions.map(({ reasons }) => reasons[0].code);
}

suite("a question", () => {
  test("has the reasons with their words, and all of the event", () => {
    const { gate } = gateWith(ask);
    const long = "x".repeat(100_000);
    const verdict = gate.judge("to_server", call({ to: long }));
    assert.ok(verdict.action === "ask");
    const { server, reasons, events, digests } = verdict.question;
    assert.equal(server, "demo");
    assert.deepEqual(reasons, [{ ...reason("test.rule", "ask"), title: "A rule of the test", remedy: "Leave it." }]);
    assert.deepEqual(
      events.map(({ tool, arguments: given }) => [tool, given]),
      [[{ name: "send" }, { to: long }]],
    );
    assert.match(digests.call, /^sha256:[0-9a-f]{64}$/);
    assert.match(digests.tool ?? "", /^sha256:[0-9a-f]{64}$/);
    assert.notEqual(digests.call, digests.tool);
  });

  test("answered with yes lets the same message through, and the policy knows of it", () => {
    const { gate, evaluator } = gateWith(ask);
    const message = call();
    const verdict = settle(gate.judge("to_server", message), seen);
    assert.ok(verdict.action === "pass" && verdict.message === message);
    assert.deepEqual(evaluator.asked.at(-1)?.consent, { given: true, shown: ["tool", "arguments"], truncated: false });
  });

  for (const [what, answer, code] of [
    ["with no", { allow: false }, "fail_closed.not_confirmed"],
    ["by nobody", undefined, "fail_closed.nobody_to_ask"],
    ["with nonsense", { allow: "yes" }, "fail_closed.not_confirmed"],
    ["without saying what was shown", { allow: true }, "fail_closed.not_confirmed"],
  ] as const) {
    test(`answered ${what} denies, and says why in both ways`, () => {
      const { gate } = gateWith(ask);
      const verdict = settle(gate.judge("to_server", call()), answer as Yes);
      assert.deepEqual(codes(verdict), ["test.rule", code]);
      assert.deepEqual(
        verdict.decisions.at(-1)?.reasons.map((one) => one.code),
        [code, "test.rule"],
      );
      assert.ok(verdict.action === "block" && verdict.reply !== undefined);
      // Its id is free again.
      assert.equal(gate.judge("to_server", call()).action, "ask");
    });
  }

  for (const [what, again] of [
    ["the policy then denies", { effect: "deny" }],
    ["the policy then has another objection", { effect: "ask", reasons: [reason("test.unseen", "ask", "/consent")] }],
  ] as const) {
    test(`answered with yes denies where ${what}`, () => {
      const { gate } = gateWith(({ consent }) => (consent === undefined ? { effect: "ask" } : again));
      const verdict = settle(gate.judge("to_server", call()), seen);
      assert.equal(verdict.action, "block");
      assert.equal(codes(verdict).at(-1), "fail_closed.not_confirmed");
    });
  }

  test("is settled once: what is said later changes nothing", () => {
    const { gate, evaluator } = gateWith(ask);
    const verdict = gate.judge("to_server", call());
    const first = settle(verdict, { allow: false });
    const asked = evaluator.asked.length;
    assert.equal(settle(verdict, seen), first);
    assert.equal(evaluator.asked.length, asked);
  });

  test("about an answer is asked as well", () => {
    const { gate } = gateWith(({ kind }) => (kind === "tool_result" ? { effect: "ask" } : {}));
    gate.judge("to_server", call());
    const answer = { jsonrpc: "2.0", id: 1, result: { content: [] } };
    const verdict = settle(gate.judge("to_client", answer), undefined);
    assert.ok(verdict.action === "block" && verdict.instead !== undefined && verdict.reply === undefined);
  });
});

suite("a remembered yes", () => {
  for (const [what, remember, later, isAsked] of [
    ["for the call", "call", call({ to: "a" }, 2), false],
    ["for the call, with other arguments", "call", call({ to: "b" }, 2), true],
    ["for the tool, with other arguments", "tool", call({ to: "b" }, 2), false],
    ["for the tool, of another tool", "tool", call({ to: "a" }, 2, "other"), true],
    ["for nothing", undefined, call({ to: "a" }, 2), true],
  ] as const) {
    test(`${what} ${isAsked ? "does not hold" : "holds"}`, () => {
      const { gate } = gateWith(ask, { remembered: new Set() });
      settle(gate.judge("to_server", call()), remember === undefined ? seen : { ...seen, remember });
      assert.equal(gate.judge("to_server", later).action, isAsked ? "ask" : "pass");
    });
  }

  for (const [what, change] of [
    ["the server's entry changed", { server: { name: "demo", command: "other" } }],
    ["somebody else asks", { principal: { id: "other" } }],
    [
      "there is another reason",
      { evaluator: new FakeEvaluator(() => ({ effect: "ask", reasons: [reason("test.two", "ask")] })) },
    ],
  ] as const) {
    test(`does not hold when ${what}`, () => {
      const remembered = new Set<string>();
      settle(gateWith(ask, { remembered }).gate.judge("to_server", call()), { ...seen, remember: "tool" });
      assert.equal(gateWith(ask, { remembered }).gate.judge("to_server", call()).action, "pass");
      assert.equal(gateWith(ask, { remembered, ...change }).gate.judge("to_server", call()).action, "ask");
    });
  }

  test("does not hold when the tool is defined anew", () => {
    const { gate } = gateWith(ask, { remembered: new Set() });
    const define = (description: string, id: number): void => {
      gate.judge("to_server", { jsonrpc: "2.0", id, method: "tools/list" });
      const tools = [{ name: "send", description, inputSchema: { type: "object" } }];
      gate.judge("to_client", { jsonrpc: "2.0", id, result: { tools } });
    };
    define("Sends.", 10);
    settle(gate.judge("to_server", call({}, 1)), { ...seen, remember: "tool" });
    define("Sends.", 11);
    assert.equal(gate.judge("to_server", call({}, 2)).action, "pass");
    define("Sends to everybody.", 12);
    assert.equal(gate.judge("to_server", call({}, 3)).action, "ask");
  });

  for (const [what, remembered] of [
    ["looked up", { has: () => assert.fail("EIO"), add: () => {} }],
    ["kept", { has: () => false, add: () => assert.fail("EIO") }],
  ] as const)
    test(`that cannot be ${what} denies, with an answer`, () => {
      const { gate } = gateWith(ask, { remembered });
      const verdict = gate.judge("to_server", call());
      const done = verdict.action === "ask" ? verdict.settle({ ...seen, remember: "call" }) : verdict;
      assert.ok(done.action === "block" && done.reply !== undefined);
      assert.equal(codes(done).at(-1), "fail_closed.facts_failed");
    });

  test("never outweighs a denial", () => {
    let isDenied = false;
    const { gate } = gateWith(() => ({ effect: isDenied ? "deny" : "ask" }), { remembered: new Set() });
    settle(gate.judge("to_server", call()), { ...seen, remember: "call" });
    isDenied = true;
    assert.equal(gate.judge("to_server", call({ to: "a" }, 2)).action, "block");
  });
});
