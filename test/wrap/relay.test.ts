import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import type { Event } from "../../src/generated/event.ts";
import type { AskAnswer, Question } from "../../src/guard/ask.ts";
import { askByElicitation } from "../../src/guard/elicitation_channel.ts";
import { createGate } from "../../src/guard/gate.ts";
import type { GuardEvaluator } from "../../src/guard/judge.ts";
import type { Block } from "../../src/guard/verdict.ts";
import { createRelay, MAX_WAITING, type Outcome, type RelayOptions } from "../../src/wrap/relay.ts";
import { type Answer, FakeEvaluator } from "../guard/policy.ts";

const YES: AskAnswer = { allow: true, shown: ["tool", "arguments"], truncated: false };

function answer(event: Event): Answer {
  const name = event.tool?.name ?? "";
  if (event.kind === "tool_call" && name.startsWith("ask")) return { effect: "ask" };
  if (event.kind === "tool_result" && JSON.stringify(event.result).includes("ask me")) return { effect: "ask" };
  return name.startsWith("deny") ? { effect: "deny" } : {};
}

function relayWith(options: Partial<RelayOptions> = {}, evaluator: GuardEvaluator = new FakeEvaluator(answer)) {
  const blocked: string[] = [];
  const gate = createGate({ evaluator, server: { name: "demo", command: "demo" }, point: "proxy" });
  const onBlock = ({ decisions }: Block) => void blocked.push(decisions.at(-1)?.reasons[0].code ?? "");
  return { relay: createRelay({ gate, onBlock, ...options }), blocked };
}

/** Questions that wait until a test answers them. */
function heldQuestions() {
  const open: { question: Question; answer: (answer: AskAnswer | undefined) => void }[] = [];
  const ask = (question: Question) =>
    new Promise<AskAnswer | undefined>((resolve) => void open.push({ question, answer: resolve }));
  return { open, ask };
}

function request(id: unknown, method: string, params?: object): string {
  return JSON.stringify({ jsonrpc: "2.0", id, method, ...(params === undefined ? {} : { params }) });
}

function call(id: unknown, name = "echo", given: object = {}): string {
  return request(id, "tools/call", { name, arguments: given });
}

function result(id: unknown, value: object): string {
  return JSON.stringify({ jsonrpc: "2.0", id, result: value });
}

function notification(method: string, params?: object): string {
  return JSON.stringify({ jsonrpc: "2.0", method, ...(params === undefined ? {} : { params }) });
}

const cancel = (requestId: unknown) => notification("notifications/cancelled", { requestId });
const error = (id: unknown, code: number, message: string) => ({ jsonrpc: "2.0", id, error: { code, message } });

function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

function deniedCall(id: unknown, code: string, decision_id: string): object {
  const known = code === "test.rule" ? { title: "A rule of the test", remedy: "Leave it." } : {};
  const said = code === "test.rule" ? `A rule of the test (${code})` : code;
  return {
    jsonrpc: "2.0",
    id,
    result: {
      content: [{ type: "text", text: `Blocked by policy: ${said}` }],
      isError: true,
      _meta: { "io.mcp-trust/decision": { decision_id, code, reasons: [{ code, ...known }] } },
    },
  };
}

suite("a relay", () => {
  for (const [what, direction, text] of [
    ["a request with a number", "to_server", request(7, "ping")],
    ["a request with a string", "to_server", request("7", "ping")],
    ["a request with a large number", "to_server", request(Number.MAX_SAFE_INTEGER, "ping")],
    ["a request of the server's", "to_client", request(0, "ping")],
    ["a notification", "to_client", notification("notifications/progress", { progressToken: 1, progress: 0.5 })],
    ["a message with text of all kinds", "to_server", call(1, "echo", { text: "\u0000\u2028\ud800 é \u{1F600}" })],
    ["a batch", "to_server", `[${request(1, "ping")},${cancel(9)}]`],
  ] as const) {
    test(`passes on ${what} as it is`, () => {
      const { relay, blocked } = relayWith();
      assert.deepEqual([relay.take(direction, text), blocked], [{ onward: text }, []]);
    });
  }

  test("passes on what was judged, not what came", () => {
    const { relay } = relayWith();
    const came = ' {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","name":"echo"}} ';
    const judged = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}';
    assert.deepEqual(relay.take("to_server", came), { onward: judged });
  });

  test("answers what it denies, and passes nothing on", () => {
    const { relay, blocked } = relayWith();
    const outcome = relay.take("to_server", call("a", "deny")) as Outcome;
    assert.deepEqual(parse(outcome.back), deniedCall("a", "test.rule", "decision-1"));
    assert.deepEqual([outcome.onward, blocked], [undefined, ["test.rule"]]);
    // Its id is free again.
    assert.deepEqual(relay.take("to_server", call("a")), { onward: call("a") });
  });

  test("denies when the policy traps", () => {
    const trapping: GuardEvaluator = {
      bundle: new FakeEvaluator().bundle,
      decide() {
        throw new Error("unreachable");
      },
      explain: () => undefined,
    };
    const { relay, blocked } = relayWith({}, trapping);
    const outcome = relay.take("to_server", call(1)) as Outcome;
    assert.deepEqual(Object.keys(outcome), ["back"]);
    assert.deepEqual(blocked, ["fail_closed.policy_trap"]);
  });

  for (const [what, direction, text, code] of [
    ["what is no JSON", "to_client", "Server listening", "fail_closed.unreadable_message"],
    ["what is no message", "to_server", "17", "fail_closed.unreadable_message"],
    ["an empty batch", "to_server", "[]", "fail_closed.unreadable_message"],
    ["an answer to nothing", "to_client", result(5, {}), "fail_closed.unknown_response"],
    ["an answer with an endless id", "to_client", result("x".repeat(2000), {}), "fail_closed.unknown_response"],
    ["an answer to nothing of the client's", "to_server", result(5, {}), "fail_closed.unknown_response"],
  ] as const) {
    test(`drops ${what}, visibly`, () => {
      const { relay, blocked } = relayWith();
      assert.deepEqual([relay.take(direction, text), blocked], [{}, [code]]);
    });
  }

  test("keeps no id that is longer than any client's", () => {
    const { relay, blocked } = relayWith();
    const [longest, longer] = ["x".repeat(1024), "x".repeat(1025)];
    for (const direction of ["to_server", "to_client"] as const) {
      assert.deepEqual(relay.take(direction, request(longest, "ping")), { onward: request(longest, "ping") });
      const { back, onward } = relay.take(direction, request(longer, "ping")) as Outcome;
      assert.deepEqual([onward, (parse(back) as { id: string }).id], [undefined, longer]);
      assert.equal(relay.abandon(direction, "gone").length, 1);
    }
    assert.deepEqual(blocked, ["fail_closed.unreadable_message", "fail_closed.unreadable_message"]);
  });

  test("answers no call twice", () => {
    const { relay, blocked } = relayWith();
    assert.deepEqual(relay.take("to_server", call(1)), { onward: call(1) });
    assert.deepEqual(relay.take("to_server", call(1)), {});
    const oversized = { code: "fail_closed.event_too_large" } as const;
    assert.deepEqual(relay.refuse("to_server", JSON.parse(call(1)), oversized), {});
    const answered = result(1, { content: [] });
    assert.deepEqual(relay.take("to_client", answered), { onward: answered });
    assert.deepEqual(relay.take("to_client", answered), {});
    assert.deepEqual(blocked, [
      "fail_closed.request_id_in_use",
      "fail_closed.event_too_large",
      "fail_closed.unknown_response",
    ]);
    assert.deepEqual(relay.abandon("to_server", "ended"), []);
  });

  test("gives whoever waits an answer for what could not be read", () => {
    const { relay } = relayWith();
    const failure = { code: "fail_closed.event_too_large" } as const;
    const reply = relay.refuse("to_server", JSON.parse(call(1)), failure);
    assert.equal((parse(reply.back) as { result: { isError: boolean } }).result.isError, true);
    void relay.take("to_server", call(2));
    const instead = relay.refuse("to_client", { jsonrpc: "2.0", id: 2, result: {} }, failure);
    assert.equal((parse(instead.onward) as { result: { isError: boolean } }).result.isError, true);
    assert.deepEqual(relay.abandon("to_server", "ended"), []);
  });

  test("gives up what has no answer when the server is gone, once", () => {
    const { open, ask } = heldQuestions();
    const { relay } = relayWith({ ask });
    void relay.take("to_server", call(1));
    void relay.take("to_server", call("two"));
    void relay.take("to_server", call(3));
    void relay.take("to_server", call(4, "ask"));
    void relay.take("to_client", result(1, { content: [] }));
    void relay.take("to_server", cancel(3));
    assert.deepEqual(relay.abandon("to_server", "it ended").map(parse), [
      error("two", -32603, "it ended"),
      error(4, -32603, "it ended"),
    ]);
    assert.equal(open[0]?.question.signal?.aborted, true);
    assert.deepEqual(relay.abandon("to_server", "it ended"), []);
  });

  test("takes only so many requests at once", () => {
    const { relay } = relayWith();
    for (let id = 0; id < MAX_WAITING; id += 1) void relay.take("to_server", request(id, "ping"));
    const { back } = relay.take("to_server", request("more", "ping")) as Outcome;
    assert.deepEqual(parse(back), error("more", -32603, "mcp-trust: more than 2048 requests are open"));
    void relay.take("to_client", result(0, {}));
    assert.deepEqual(relay.take("to_server", request("more", "ping")), { onward: request("more", "ping") });
  });

  test("answers what is nested too deeply to be written", () => {
    const { relay, blocked } = relayWith();
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const text = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":${deep}}}`;
    const outcome = relay.take("to_server", text) as Outcome;
    assert.deepEqual([outcome.onward, blocked], [undefined, ["fail_closed.event_too_deep"]]);
    assert.equal((parse(outcome.back) as { id: number }).id, 1);
  });

  test("never throws, whatever comes, and passes on nothing but JSON on one line", () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ id: fc.jsonValue(), method: fc.constantFrom("ping", "tools/call", "x"), params: fc.jsonValue() })
        .map((given) => JSON.stringify({ jsonrpc: "2.0", ...given })),
      fc.array(fc.constantFrom(call(1), call(1, "deny"), result(1, {}), "7")).map((all) => `[${all.join(",")}]`),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom("to_server", "to_client"), anything)), (texts) => {
        const { relay } = relayWith();
        for (const [direction, text] of texts) {
          const outcome = relay.take(direction as "to_server", text) as Outcome;
          for (const written of [outcome.onward, outcome.back]) {
            if (written !== undefined)
              assert.deepEqual([typeof parse(written), written.includes("\n")], ["object", false]);
          }
        }
      }),
    );
  });
});

suite("a message that a person is asked about", () => {
  test("is held alone", async () => {
    const { open, ask } = heldQuestions();
    const { relay } = relayWith({ ask });
    const held = relay.take("to_server", call(1, "ask"));
    assert.ok(held instanceof Promise);
    for (const text of [request(2, "ping"), call(3), notification("notifications/roots/list_changed")])
      assert.deepEqual(relay.take("to_server", text), { onward: text });
    assert.deepEqual(relay.take("to_client", result(3, { content: [] })), { onward: result(3, { content: [] }) });
    open[0]?.answer(YES);
    assert.deepEqual(await held, { onward: call(1, "ask") });
  });

  for (const [what, given, code] of [
    ["said no to", { allow: false }, "fail_closed.not_confirmed"],
    ["not asked about", undefined, "fail_closed.nobody_to_ask"],
  ] as const) {
    test(`is denied when it is ${what}`, async () => {
      const { relay, blocked } = relayWith({ ask: () => given });
      const { onward, back } = await relay.take("to_server", call(1, "ask"));
      assert.deepEqual([onward, blocked], [undefined, [code]]);
      assert.equal((parse(back) as { result: { isError: boolean } }).result.isError, true);
    });
  }

  test("is forgotten when its sender cancels it, and its receiver hears of neither", async () => {
    const { open, ask } = heldQuestions();
    const { relay } = relayWith({ ask });
    const held = relay.take("to_server", call(1, "ask"));
    assert.deepEqual(relay.take("to_server", cancel(1)), {});
    assert.deepEqual([await held, open[0]?.question.signal?.aborted], [{}, true]);
    // One that went on is canceled where it went.
    void relay.take("to_server", call(2));
    assert.deepEqual(relay.take("to_server", cancel(2)), { onward: cancel(2) });
  });

  test("is not canceled by the other side", async () => {
    const { open, ask } = heldQuestions();
    const { relay } = relayWith({ ask });
    const held = relay.take("to_server", call(1, "ask"));
    assert.deepEqual(relay.take("to_client", cancel(1)), { onward: cancel(1) });
    open[0]?.answer(YES);
    assert.deepEqual(await held, { onward: call(1, "ask") });
  });

  test("may be an answer, which its requester can stop waiting for", async () => {
    const { open, ask } = heldQuestions();
    const { relay } = relayWith({ ask });
    const text = { content: [{ type: "text", text: "ask me" }] };
    for (const id of [1, 2]) void relay.take("to_server", call(id));
    const [first, second] = [1, 2].map((id) => relay.take("to_client", result(id, text)));
    assert.deepEqual(relay.take("to_server", cancel(1)), { onward: cancel(1) });
    open[1]?.answer(YES);
    assert.deepEqual([await first, await second], [{}, { onward: result(2, text) }]);
  });

  test("holds its batch", async () => {
    const { open, ask } = heldQuestions();
    const { relay } = relayWith({ ask });
    const held = relay.take("to_server", `[${call(1, "ask")},${call(2, "deny")},${call(3)}]`);
    open[0]?.answer(YES);
    const { onward, back } = await held;
    assert.equal(onward, `[${call(1, "ask")},${call(3)}]`);
    assert.deepEqual(
      (parse(back) as { id: number }[]).map(({ id }) => id),
      [2],
    );
  });

  test("is not held beside more than can be kept", async () => {
    const { ask } = heldQuestions();
    const { relay, blocked } = relayWith({ ask });
    const long = { text: "x".repeat(3 * 1024 * 1024) };
    const held = [1, 2, 3, 4, 5, 6].map((id) => relay.take("to_server", call(id, "ask", long)));
    assert.deepEqual(parse((await held[5])?.back) !== undefined, true);
    assert.deepEqual(blocked, ["fail_closed.nobody_to_ask"]);
    relay.withdrawAll();
    assert.deepEqual(await Promise.all(held.slice(0, 5)), [{}, {}, {}, {}, {}]);
  });

  test("is asked about in the client where it offers that, else elsewhere", async () => {
    const sent: { id: string; params: { message: string } }[] = [];
    const channel = askByElicitation(async (message) => void sent.push(message as (typeof sent)[number]));
    const elsewhere: string[] = [];
    const ask = ({ server }: Question) => {
      elsewhere.push(server);
      return { allow: false } as const;
    };
    const { relay } = relayWith({ channel, ask });
    await relay.take("to_server", call(1, "ask"));
    assert.deepEqual([sent.length, elsewhere], [0, ["demo"]]);
    void relay.take(
      "to_server",
      request(0, "initialize", { protocolVersion: "2025-06-18", capabilities: { elicitation: {} } }),
    );
    const held = relay.take("to_server", call(2, "ask"));
    const accepted = { action: "accept", content: { allow: true } };
    assert.deepEqual(relay.take("to_server", result(sent[0]?.id, accepted)), {});
    assert.deepEqual([await held, elsewhere], [{ onward: call(2, "ask") }, ["demo"]]);
  });

  test("is asked about in the answer to a request of 2026-07-28, which comes again with what was said", async () => {
    const meta = (capabilities: object) => ({
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": capabilities,
    });
    const params = { name: "ask", arguments: { to: "a" }, _meta: meta({ elicitation: { form: {} } }) };
    const send = (id: number, rest: object) => request(id, "tools/call", { ...params, ...rest });
    const channel = askByElicitation(() => Promise.reject(new Error("of another era")));
    const { relay, blocked } = relayWith({ channel });
    const { onward, back } = await relay.take("to_server", send(1, {}));
    const { result: asked } = parse(back) as { result: { resultType: string; requestState: string } };
    assert.deepEqual([onward, asked.resultType], [undefined, "input_required"]);
    const yes = { inputResponses: { "mcp-trust": { action: "accept", content: { allow: true } } } };
    const said = send(2, { ...yes, requestState: asked.requestState });
    assert.deepEqual(await relay.take("to_server", said), { onward: send(2, {}) });
    // It counts once, and for nothing else.
    const again = parse((await relay.take("to_server", send(3, { ...yes, requestState: asked.requestState }))).back);
    const forged = parse((await relay.take("to_server", send(4, { ...yes, requestState: "mcp-trust.e30.x" }))).back);
    assert.deepEqual(
      [again, forged].map((one) => (one as { result: { isError: boolean } }).result.isError),
      [true, true],
    );
    assert.deepEqual(blocked.slice(-2), ["fail_closed.not_confirmed", "fail_closed.not_confirmed"]);
  });
});
