// What the operator says about objects follows their data: from the call that named one, over its result, to later calls.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Event } from "../../src/generated/event.ts";
import { createGate, createLedger, type Gate, type LedgerCall, type LedgerEntry } from "../../src/guard/index.ts";
import { FakeEvaluator, standardEvaluator } from "./policy.ts";

const plan = "The merger with Blue Heron closes on the ninth; nobody outside the board may know the price of it.";
const tools = { allow: ["get_file", "post_note", "add"] };

const evaluator = await standardEvaluator(
  {},
  {
    profile: "team",
    data_labels: { "acme/plans": "private", "acme/site": "public" },
    servers: { hub: { labels: [], tools }, notes: { labels: ["sink"], tools } },
  },
);

function open(names: readonly string[]): Gate[] {
  const ledger = createLedger();
  const handled = ["log", "display", "confirm"] as const;
  return names.map((name) => createGate({ evaluator, server: { name }, point: "client", ledger, handled }));
}

let lastId = 0;

function request(gate: Gate | undefined, method: string, params: object) {
  lastId += 1;
  return gate?.judge("to_server", { jsonrpc: "2.0", id: lastId, method, params });
}

function call(gate: Gate | undefined, name: string, args?: object) {
  return request(gate, "tools/call", { name, ...(args === undefined ? {} : { arguments: args }) });
}

function answer(gate: Gate | undefined, result: object, id = lastId) {
  return gate?.judge("to_client", { jsonrpc: "2.0", id, result });
}

const text = (said: string) => ({ content: [{ type: "text", text: said }] });

function codes(verdict: ReturnType<typeof call>): (string | undefined)[] {
  return verdict?.decisions.map(({ effect, reasons }) => (effect === "deny" ? reasons[0].code : undefined)) ?? [];
}

suite("the label of an object", () => {
  for (const [what, repo, denied] of [
    [
      "private follows its data to the arguments for another server",
      "plans",
      "operator/restrict_access.cross_server_flow",
    ],
    ["public does not", "site", undefined],
  ] as const) {
    test(what, () => {
      const [hub, notes] = open(["hub", "notes"]);
      assert.equal(call(hub, "get_file", { owner: "acme", repo })?.action, "pass");
      assert.equal(answer(hub, text(plan))?.action, "pass");
      assert.deepEqual(codes(call(notes, "post_note", { body: `As asked: ${plan}` })), [denied]);
      assert.deepEqual(codes(call(notes, "post_note", { body: "Thank you." })), [undefined]);
    });
  }

  test("follows the result of a task, too", () => {
    const [hub, notes] = open(["hub", "notes"]);
    request(hub, "tools/call", { name: "get_file", arguments: { path: "acme/plans" }, task: {} });
    const state = { taskId: "t", status: "working", createdAt: "2026-01-01T00:00:00Z", lastUpdatedAt: "", ttl: 1 };
    assert.equal(answer(hub, { task: state })?.action, "pass");
    request(hub, "tasks/result", { taskId: "t" });
    assert.equal(answer(hub, text(plan))?.action, "pass");
    assert.deepEqual(codes(call(notes, "post_note", { body: plan })), ["operator/restrict_access.cross_server_flow"]);
  });

  test("is every label, where there were too many arguments to keep", () => {
    const [hub, notes] = open(["hub", "notes"]);
    call(hub, "add", { text: "x" });
    const first = lastId;
    for (let count = 0; count < 3; count += 1) call(hub, "add", { text: "x".repeat(400_000) });
    assert.equal(answer(hub, text(plan), first)?.action, "pass");
    assert.deepEqual(codes(call(notes, "post_note", { body: plan })), ["operator/restrict_access.cross_server_flow"]);
  });
});

suite("the result of a call", () => {
  for (const [what, params, expected] of [
    ["has its arguments", { name: "x", arguments: { a: [1] } }, { a: [1] }],
    ["has none where there were none", { name: "x" }, {}],
    ["does not have what would not fit", { name: "x", arguments: { a: "x".repeat(1024 * 1024) } }, undefined],
  ] as const) {
    for (const [method, kind, result] of [
      ["tools/call", "tool_result", { content: [] }],
      ["prompts/get", "prompt_result", { messages: [] }],
    ] as const) {
      test(`of ${method} ${what}`, () => {
        const seen: Event[] = [];
        const fake = new FakeEvaluator((event) => {
          seen.push(event);
          return {};
        });
        const gate = createGate({ evaluator: fake, server: { name: "demo" }, point: "client" });
        request(gate, method, params);
        answer(gate, result);
        assert.deepEqual([seen[1]?.kind, seen[1]?.arguments], [kind, expected]);
      });
    }
  }
});

suite("the ledger", () => {
  const messages = [{ role: "user", content: { type: "text", text: "Sum up." } }];
  const form = { message: "Your name?", requestedSchema: { type: "object", properties: {} } };
  for (const [what, direction, method, params, described, observed] of [
    ["a call", "to_server", "tools/call", { name: "x" }, { kind: "tool_call", tool: "x", arguments: {} }, undefined],
    [
      "a prompt",
      "to_server",
      "prompts/get",
      { name: "x", arguments: { a: "b" } },
      { kind: "prompt_get", tool: "x", arguments: { a: "b" } },
      undefined,
    ],
    [
      "what is typed so far",
      "to_server",
      "completion/complete",
      { ref: { type: "ref/prompt", name: "x" }, argument: { name: "a", value: "b" } },
      { kind: "prompt_get", tool: "x", arguments: { a: "b" } },
      undefined,
    ],
    [
      "a subscription",
      "to_server",
      "resources/subscribe",
      { uri: "db://prices" },
      { kind: "resource_read", uri: "db://prices" },
      undefined,
    ],
    [
      "a question for the model",
      "to_client",
      "sampling/createMessage",
      { messages, maxTokens: 1 },
      { kind: "sampling", arguments: { messages, maxTokens: 1 } },
      { kind: "sampling", value: { messages, maxTokens: 1 }, labels: [] },
    ],
    [
      "a question for a person",
      "to_client",
      "elicitation/create",
      form,
      { kind: "elicitation", arguments: form },
      { kind: "elicitation", value: form, labels: [] },
    ],
  ] as const) {
    test(`is asked about ${what}`, () => {
      const calls: LedgerCall[] = [];
      const entries: LedgerEntry[] = [];
      const conversation = { labels: [], flows: [], counts: { calls: 1 } };
      const ledger = {
        describe(given: LedgerCall) {
          calls.push(given);
          return conversation;
        },
        observe: (entry: LedgerEntry) => void entries.push(entry),
      };
      const fake = new FakeEvaluator();
      const gate = createGate({ evaluator: fake, server: { name: "demo" }, point: "client", ledger });
      assert.equal(gate.judge(direction, { jsonrpc: "2.0", id: 1, method, params }).action, "pass");
      assert.deepEqual(calls, [{ server: "demo", ...described }]);
      assert.deepEqual(entries, observed === undefined ? [] : [{ server: "demo", ...observed }]);
      assert.deepEqual(fake.asked[0]?.conversation, conversation);
    });
  }

  test("holds requests for the model to their limit, and says where foreign data stands in them", async () => {
    const model = { sampling: true, max_calls: 1 };
    const limited = await standardEvaluator({}, { servers: { demo: { grants: { model } } } });
    const handled = ["display"] as const;
    const server = { name: "demo" };
    const gate = createGate({ evaluator: limited, server, point: "client", ledger: createLedger(), handled });
    const ask = (id: number) =>
      gate.judge("to_client", {
        jsonrpc: "2.0",
        id,
        method: "sampling/createMessage",
        params: { messages, maxTokens: 1 },
      });
    assert.equal(ask(1).action, "pass");
    const second = ask(2);
    assert.ok(second.action === "ask");
    assert.ok(second.question.reasons.some(({ code }) => code === "operator/restrict_access.call_limit"));
    const ledger = createLedger();
    ledger.observe({ server: "other", kind: "tool_result", value: plan });
    const { flows } = ledger.describe({ server: "demo", kind: "sampling", arguments: { systemPrompt: plan } });
    assert.deepEqual(flows, [{ from: { server: "other" }, to: "/sampling/systemPrompt", match: "verbatim" }]);
  });
});
