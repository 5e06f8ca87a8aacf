import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { digestValue } from "../../src/facts/digest.ts";
import type { Event } from "../../src/generated/event.ts";
import { createGate, type GateOptions } from "../../src/guard/gate.ts";
import type { Direction } from "../../src/guard/json_rpc.ts";
import type { LedgerCall, LedgerEntry } from "../../src/guard/ledger_port.ts";
import type { Verdict } from "../../src/guard/verdict.ts";
import { type Answer, FakeEvaluator, reason } from "./policy.ts";

const MODERN = { _meta: { "io.modelcontextprotocol/protocolVersion": "2026-07-28" } };

function gateWith(answer: (event: Event) => Answer, rest: Partial<GateOptions> = {}) {
  const evaluator = new FakeEvaluator(answer);
  const options = {
    evaluator,
    server: { name: "demo" },
    point: "client",
    handled: ["log", "display"],
    ...rest,
  } as const;
  return { gate: createGate(options), evaluator };
}

const allow = (): Answer => ({});
const deny = (): Answer => ({ effect: "deny" });
const denyKind =
  (kind: Event["kind"]) =>
  (event: Event): Answer =>
    event.kind === kind ? deny() : allow();

function request(method: string, params?: object, id: string | number = 1): object {
  return { jsonrpc: "2.0", id, method, ...(params === undefined ? {} : { params }) };
}

function result(value: object, id: string | number = 1): object {
  return { jsonrpc: "2.0", id, result: value };
}

const call = request("tools/call", { name: "echo", arguments: { message: "hi" } });
const decision = { decision_id: "decision-1", code: "test.rule" };
const told = { ...decision, reasons: [{ code: "test.rule", title: "A rule of the test", remedy: "Leave it." }] };
const sentence = "Blocked by policy: A rule of the test (test.rule)";

/** A verdict without the decisions, which have tests of their own. */
function outcome(verdict: Verdict): object {
  const { decisions, ...rest } = verdict;
  return "settle" in rest ? { action: rest.action } : rest;
}

suite("a denied request", () => {
  for (const [what, message, direction, reply] of [
    [
      "tools/call",
      call,
      "to_server",
      {
        result: {
          content: [{ type: "text", text: sentence }],
          isError: true,
          _meta: { "io.mcp-trust/decision": told },
        },
      },
    ],
    [
      "tools/call of 2026-07-28",
      request("tools/call", { name: "echo", ...MODERN }),
      "to_server",
      {
        result: {
          resultType: "complete",
          content: [{ type: "text", text: sentence }],
          isError: true,
          _meta: { "io.mcp-trust/decision": told },
        },
      },
    ],
    [
      "tools/call for a task, whose result is none of a tool",
      request("tools/call", { name: "echo", task: {} }),
      "to_server",
      { error: { code: 4030, message: sentence, data: told } },
    ],
    [
      "resources/read",
      request("resources/read", { uri: "db://a" }),
      "to_server",
      { error: { code: 4030, message: sentence, data: told } },
    ],
    [
      "prompts/get",
      request("prompts/get", { name: "a" }),
      "to_server",
      { error: { code: 4030, message: sentence, data: told } },
    ],
    ["tools/list", request("tools/list"), "to_server", { error: { code: 4030, message: sentence, data: told } }],
    [
      "a server's question, which learns the code alone",
      request("sampling/createMessage", { messages: [], maxTokens: 1 }),
      "to_client",
      { error: { code: 4030, message: "Blocked by policy: test.rule", data: decision } },
    ],
    [
      "a server's question for a person",
      request("elicitation/create", { message: "Your key?", requestedSchema: {} }),
      "to_client",
      { error: { code: 4030, message: "Blocked by policy: test.rule", data: decision } },
    ],
  ] as const) {
    test(`${what} is answered`, () => {
      const { gate } = gateWith(deny);
      const verdict = gate.judge(direction, message);
      assert.deepEqual(outcome(verdict), { action: "block", reply: { jsonrpc: "2.0", id: 1, ...reply } });
      assert.equal(verdict.decisions.length, 1);
    });
  }

  test("a denied notification is dropped", () => {
    const { gate } = gateWith(deny);
    const message = { jsonrpc: "2.0", method: "notifications/initialized" };
    const verdict = gate.judge("to_server", message, { http: { direction: "inbound" } });
    assert.deepEqual(outcome(verdict), { action: "block" });
  });

  test("a denied request is not waited for", () => {
    const { gate } = gateWith(denyKind("tool_call"));
    gate.judge("to_server", call);
    const verdict = gate.judge("to_client", result({ content: [] }));
    assert.equal(verdict.action, "block");
    assert.equal(verdict.decisions[0]?.reasons[0].code, "fail_closed.unknown_response");
  });
});

suite("a denied answer", () => {
  for (const [method, params, kind, given, instead] of [
    [
      "tools/call",
      { name: "echo" },
      "tool_result",
      { content: [{ type: "text", text: "x" }] },
      {
        result: {
          content: [{ type: "text", text: sentence }],
          isError: true,
          _meta: { "io.mcp-trust/decision": told },
        },
      },
    ],
    [
      "resources/read",
      { uri: "db://a" },
      "resource_result",
      { contents: [] },
      { error: { code: 4030, message: sentence, data: told } },
    ],
    [
      "prompts/get",
      { name: "a" },
      "prompt_result",
      { messages: [] },
      { error: { code: 4030, message: sentence, data: told } },
    ],
    ["initialize", {}, "session", { instructions: "x" }, { error: { code: 4030, message: sentence, data: told } }],
  ] as const) {
    test(`of ${method} is replaced on its way`, () => {
      let isAnswer = false;
      const { gate } = gateWith((event) => (isAnswer && event.kind === kind ? deny() : allow()));
      assert.equal(gate.judge("to_server", request(method, params)).action, "pass");
      isAnswer = true;
      const verdict = gate.judge("to_client", result(given));
      const id = verdict.decisions.at(-1)?.id;
      const expected = { action: "block", instead: { jsonrpc: "2.0", id: 1, ...instead } };
      assert.deepEqual(outcome(verdict), JSON.parse(JSON.stringify(expected).replaceAll("decision-1", id ?? "")));
    });
  }

  test("a question inside a result is judged, and denied with it", () => {
    const { gate } = gateWith(denyKind("elicitation"));
    gate.judge("to_server", request("tools/call", { name: "echo", ...MODERN }));
    const inputRequests = { a: { method: "elicitation/create", params: { mode: "url", url: "https://x.example" } } };
    const verdict = gate.judge("to_client", result({ resultType: "input_required", inputRequests, requestState: "s" }));
    assert.equal(verdict.action, "block");
    assert.deepEqual(
      verdict.decisions.map(({ effect }) => effect),
      ["allow", "deny"],
    );
  });

  test("roots that answer such a question are judged", () => {
    const { gate, evaluator } = gateWith(denyKind("roots"));
    const inputResponses = { a: { roots: [{ uri: "file:///home" }] } };
    const retry = request("tools/call", { name: "echo", inputResponses, requestState: "s", ...MODERN });
    assert.equal(gate.judge("to_server", retry).action, "block");
    assert.deepEqual(
      evaluator.asked.map(({ kind }) => kind),
      ["tool_call", "roots"],
    );
  });

  test("roots that a client reveals are judged, and the server is told the code alone", () => {
    const { gate } = gateWith(denyKind("roots"));
    assert.equal(gate.judge("to_client", request("roots/list")).action, "pass");
    assert.deepEqual(outcome(gate.judge("to_server", result({ roots: [{ uri: "file:///home" }] }))), {
      action: "block",
      instead: {
        jsonrpc: "2.0",
        id: 1,
        error: { code: 4030, message: "Blocked by policy: test.rule", data: decision },
      },
    });
  });
});

suite("ids", () => {
  test("the same id may be in use in both directions", () => {
    const { gate, evaluator } = gateWith(allow);
    gate.judge("to_server", call);
    gate.judge("to_client", request("roots/list"));
    gate.judge("to_server", result({ roots: [] }));
    gate.judge("to_client", result({ content: [] }));
    assert.deepEqual(
      evaluator.asked.map(({ kind }) => kind),
      ["tool_call", "roots", "tool_result"],
    );
  });

  test('1 and "1" are two ids', () => {
    const { gate, evaluator } = gateWith(allow);
    gate.judge("to_server", request("tools/call", { name: "a" }, 1));
    gate.judge("to_server", request("resources/read", { uri: "db://a" }, "1"));
    gate.judge("to_client", result({ contents: [] }, "1"));
    assert.equal(evaluator.asked.at(-1)?.kind, "resource_result");
  });

  test("an id in use is not taken, and not answered", () => {
    const { gate, evaluator } = gateWith(allow);
    gate.judge("to_server", call);
    const verdict = gate.judge("to_server", request("ping"));
    assert.deepEqual(outcome(verdict), { action: "block" });
    assert.equal(verdict.decisions[0]?.reasons[0].code, "fail_closed.request_id_in_use");
    gate.judge("to_client", result({ content: [] }));
    assert.equal(evaluator.asked.at(-1)?.kind, "tool_result");
  });

  test("a request is answered once", () => {
    const { gate } = gateWith(allow);
    gate.judge("to_server", call);
    assert.equal(gate.judge("to_client", result({ content: [] })).action, "pass");
    assert.deepEqual(outcome(gate.judge("to_client", result({ content: [] }))), { action: "block" });
  });

  test("what is remembered of requests is bounded, and what is forgotten is not let through", () => {
    const { gate } = gateWith(allow);
    for (let id = 0; id < 5000; id += 1) gate.judge("to_server", request("tools/list", {}, id));
    assert.equal(gate.judge("to_client", result({ tools: [] }, 4999)).action, "pass");
    assert.equal(gate.judge("to_client", result({ tools: [] }, 0)).action, "block");
  });
});

suite("fail closed", () => {
  const cycle: Record<string, unknown> = { jsonrpc: "2.0", id: 1, method: "tools/call" };
  cycle.params = cycle;
  let deep: unknown = "x";
  for (let level = 0; level < 20_000; level += 1) deep = [deep];
  for (const [what, message, code] of [
    ["a method nobody knows", request("tools/run"), "fail_closed.unknown_method"],
    ["a method by another name", request("tools/Call", { name: "a" }), "fail_closed.unknown_method"],
    ["a notification nobody knows", { jsonrpc: "2.0", method: "notifications/x" }, "fail_closed.unknown_method"],
    ["an answer nobody asked for", result({}, 77), "fail_closed.unknown_response"],
    ["neither request nor response", { jsonrpc: "2.0", id: 1 }, "fail_closed.unreadable_message"],
    ["an id that is no id", { jsonrpc: "2.0", id: null, method: "ping" }, "fail_closed.unreadable_message"],
    ["no object", "x", "fail_closed.unreadable_message"],
    ["null", null, "fail_closed.unreadable_message"],
    ["nothing", undefined, "fail_closed.unreadable_message"],
    ["a batch where one message is", [call], "fail_closed.unreadable_message"],
    ["a cycle", cycle, "fail_closed.facts_failed"],
    ["too deep", request("tools/call", { name: "a", arguments: { deep } }), "fail_closed.event_too_deep"],
    [
      "too long",
      request("tools/call", { name: "a", arguments: { x: "x".repeat(2000) } }),
      "fail_closed.event_too_large",
    ],
  ] as const) {
    test(`${what} is blocked`, () => {
      const { gate } = gateWith(allow, { maxMessageLength: what === "too deep" ? 1e6 : 1000 });
      const verdict = gate.judge("to_server", message);
      assert.equal(verdict.action, "block");
      assert.equal(verdict.decisions.at(-1)?.reasons[0].code, code);
    });
  }

  test("an answer that is too long is replaced, so that nobody waits for it", () => {
    const { gate } = gateWith(allow, { maxMessageLength: 1000 });
    gate.judge("to_server", call);
    const verdict = gate.judge("to_client", result({ content: [{ type: "text", text: "x".repeat(2000) }] }));
    assert.equal(verdict.action, "block");
    assert.ok("instead" in verdict && verdict.instead !== undefined);
  });

  test("a result that asks for what nobody knows is replaced", () => {
    const { gate } = gateWith(allow);
    gate.judge("to_server", request("tools/call", { name: "a", ...MODERN }));
    const verdict = gate.judge(
      "to_client",
      result({ resultType: "input_required", inputRequests: { a: { method: "x/y" } } }),
    );
    assert.equal(verdict.decisions.at(-1)?.reasons[0].code, "fail_closed.unknown_method");
    assert.ok("instead" in verdict && verdict.instead !== undefined);
  });

  for (const [what, rest] of [
    [
      "an evaluator that throws",
      { evaluator: { bundle: null, decide: () => assert.fail(), explain: () => undefined } },
    ],
    ["a log that throws", { log: { record: () => assert.fail() } }],
    ["a ledger that throws", { ledger: { describe: () => assert.fail(), observe: () => undefined } }],
  ] as const) {
    test(`${what} blocks`, () => {
      const { gate } = gateWith(allow, rest as unknown as Partial<GateOptions>);
      assert.equal(gate.judge("to_server", call).action, "block");
    });
  }

  test("a ledger that cannot remember a result withholds it", () => {
    const ledger = { describe: () => ({}), observe: () => assert.fail() };
    const { gate } = gateWith(allow, { ledger });
    assert.equal(gate.judge("to_server", call).action, "pass");
    const verdict = gate.judge("to_client", result({ content: [] }));
    assert.equal(verdict.decisions.at(-1)?.reasons[0].code, "fail_closed.facts_failed");
  });

  test("whatever comes, a gate that denies everything lets nothing through but what is quiet", () => {
    const { gate } = gateWith(deny);
    const quiet = /^(?:ping|logging\/setLevel|roots\/list|tasks\/\w+|notifications\/.+)$/;
    const methods = fc.oneof(fc.constantFrom("tools/call", "ping", "tools/list", "initialize"), fc.string());
    const messages = fc.oneof(
      fc.jsonValue(),
      fc.record({
        jsonrpc: fc.constant("2.0"),
        id: fc.oneof(fc.integer(), fc.string()),
        method: methods,
        params: fc.jsonValue(),
      }),
      fc.record({ jsonrpc: fc.constant("2.0"), id: fc.integer(), result: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(messages, fc.constantFrom<Direction>("to_server", "to_client"), (message, direction) => {
        const verdict = gate.judge(direction, message);
        const { method } = (message ?? {}) as { method?: string };
        assert.ok(verdict.action === "block" || quiet.test(method ?? ""));
      }),
    );
  });
});

suite("what is let through", () => {
  test("an untouched message is the same object", () => {
    const { gate } = gateWith(allow);
    const verdict = gate.judge("to_server", call);
    assert.ok(verdict.action === "pass" && verdict.message === call);
  });

  for (const [direction, message] of [
    ["to_server", request("ping")],
    ["to_client", { jsonrpc: "2.0", method: "notifications/progress", params: { progressToken: 1, progress: 1 } }],
    ["to_server", { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } }],
  ] as const) {
    test(`${JSON.stringify(message)} needs no decision`, () => {
      const { gate, evaluator } = gateWith(deny);
      assert.equal(gate.judge(direction, message).action, "pass");
      assert.deepEqual(evaluator.asked, []);
    });

    test(`${JSON.stringify(message)} with a flaw is judged as use of the session`, () => {
      const { gate, evaluator } = gateWith(deny);
      assert.equal(gate.judge(direction, { ...message, Method: "x" }).action, "block");
      assert.deepEqual(
        evaluator.asked.map(({ kind, session }) => [kind, session?.action]),
        [["session", "message"]],
      );
    });
  }

  test("events have what the connection knows", () => {
    const ledger = { describe: () => ({ counts: { calls: 1 } }), observe: () => undefined };
    const now = () => new Date(Date.UTC(2026, 0, 2));
    const { gate, evaluator } = gateWith(allow, { ledger, now, client: { kind: "claude_code" }, point: "proxy" });
    gate.judge("to_server", request("initialize", { protocolVersion: "2025-11-25", clientInfo: { name: "c" } }));
    gate.judge("to_client", result({ protocolVersion: "2025-06-18", capabilities: {} }));
    gate.judge("to_server", request("tools/list", {}, 2));
    gate.judge("to_client", result({ tools: [{ name: "echo", inputSchema: {} }] }, 2));
    gate.judge("to_server", call, { principal: { id: "u" }, http: { host: "h" } });
    const { message, ...event } = evaluator.asked.at(-1) ?? {};
    assert.deepEqual(event, {
      kind: "tool_call",
      point: "proxy",
      server: { name: "demo" },
      client: { kind: "claude_code" },
      tool: { name: "echo", definition: { name: "echo", inputSchema: {} } },
      arguments: { message: "hi" },
      protocol_version: "2025-06-18",
      principal: { id: "u" },
      http: { host: "h" },
      time: "2026-01-02T00:00:00.000Z",
      conversation: { counts: { calls: 1 } },
      facts: { definition_digest: digestValue({ name: "echo", inputSchema: {} }) },
    });
    assert.equal(message?.method, "tools/call");
  });

  test("the ledger is asked about calls and told results as they were let through", () => {
    const calls: LedgerCall[] = [];
    const entries: LedgerEntry[] = [];
    const ledger = {
      describe: (one: LedgerCall) => ({ counts: { calls: calls.push(one) } }),
      observe: (one: LedgerEntry) => void entries.push(one),
    };
    const { gate } = gateWith(
      ({ kind }) =>
        kind === "tool_result" ? { obligations: [{ type: "redact", pointer: "/result/content/0/text" }] } : {},
      { ledger },
    );
    gate.judge("to_server", call);
    gate.judge("to_client", result({ content: [{ type: "text", text: "secret" }] }));
    assert.deepEqual(
      calls.map(({ server, tool, arguments: given }) => ({ server, tool, given })),
      [{ server: "demo", tool: "echo", given: { message: "hi" } }],
    );
    assert.deepEqual(
      entries.map(({ server, tool, kind, value }) => ({ server, tool, kind, value })),
      [
        {
          server: "demo",
          tool: "echo",
          kind: "tool_result",
          value: { content: [{ type: "text", text: "[redacted by policy]" }] },
        },
      ],
    );
  });

  test("each element of a batch is judged as it is", () => {
    const { gate, evaluator } = gateWith(({ tool }) => (tool?.name === "b" ? deny() : allow()));
    const batch = [request("tools/call", { name: "a" }, 1), request("tools/call", { name: "b" }, 2), 3];
    const verdicts = gate.judgeBatch("to_server", batch);
    assert.deepEqual(
      verdicts.map(({ action }) => action),
      ["pass", "block", "block"],
    );
    assert.deepEqual(
      evaluator.asked.map(({ message }) => message?.batch_size),
      [3, 3],
    );
  });

  test("a text is judged before anybody chose between two members of one name", () => {
    const { gate, evaluator } = gateWith(allow);
    const text = '{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/call","params":{"name":"a"}}';
    const [verdict, ...rest] = gate.judgeText("to_server", text);
    assert.deepEqual([verdict?.action, rest.length], ["pass", 0]);
    assert.deepEqual(evaluator.asked[0]?.message?.duplicate_keys, ["/method"]);
    const [first, second, ...none] = gate.judgeText("to_server", `[${text.replace("1", "2")}, 7]`);
    assert.deepEqual([first?.action, second?.action, none.length], ["pass", "block", 0]);
    assert.deepEqual(evaluator.asked[1]?.message?.duplicate_keys, ["/method"]);
    assert.equal(evaluator.asked[1]?.message?.batch_size, 2);
  });

  for (const text of ["", "{", "[]", "nonsense", `[${"1,".repeat(2000)}1]`]) {
    test(`a text that is no message is blocked as one: ${text.slice(0, 10)}`, () => {
      const verdicts = gateWith(allow).gate.judgeText("to_server", text);
      assert.deepEqual(
        verdicts.map(({ action, decisions }) => [action, decisions[0]?.reasons[0].code]),
        [["block", "fail_closed.unreadable_message"]],
      );
    });
  }

  test("a batch of too many is blocked as one", () => {
    const { gate } = gateWith(allow);
    assert.deepEqual(
      gate.judgeBatch("to_server", Array(2000).fill(call)).map(({ action }) => action),
      ["block"],
    );
  });

  test("in audit mode everything is recorded and nothing stopped", () => {
    const recorded: string[] = [];
    const { gate } = gateWith(
      () => ({ effect: "deny", mode: "audit", obligations: [{ type: "redact", pointer: "/x" }] }),
      {
        log: { record: (_, { effect }) => void recorded.push(effect) },
      },
    );
    const verdict = gate.judge("to_server", call);
    assert.ok(verdict.action === "pass" && verdict.message === call);
    assert.deepEqual(recorded, ["deny"]);
  });
});

suite("tasks", () => {
  const result2025 = { task: { taskId: "t", status: "working" } };
  for (const [what, made, fetched, answer] of [
    ["of 2025-11-25", result2025, "tasks/result", { content: [{ type: "text", text: "x" }] }],
    [
      "of 2026-07-28",
      { resultType: "task", taskId: "t" },
      "tasks/get",
      { resultType: "complete", taskId: "t", status: "completed", result: { content: [{ type: "text", text: "x" }] } },
    ],
  ] as const) {
    test(`the result of a task ${what} is one of the tool that was called`, () => {
      const { gate, evaluator } = gateWith(({ kind, tool }) =>
        kind === "tool_result" && tool?.name === "echo"
          ? { obligations: [{ type: "redact", pointer: "/result/content/0/text" }] }
          : {},
      );
      const params = what === "of 2025-11-25" ? { name: "echo", task: {} } : { name: "echo", ...MODERN };
      gate.judge("to_server", request("tools/call", params));
      // What a call is answered with that made a task has no content to redact.
      const given = { result: { ...made, content: [{ type: "text", text: "" }] } };
      assert.equal(gate.judge("to_client", { jsonrpc: "2.0", id: 1, ...given }).action, "pass");
      gate.judge("to_server", request(fetched, { taskId: "t" }, 2));
      const verdict = gate.judge("to_client", result(answer, 2));
      assert.equal(evaluator.asked.at(-1)?.tool?.name, "echo");
      const redacted = JSON.parse(JSON.stringify(result(answer, 2)).replace('"x"', '"[redacted by policy]"'));
      assert.deepEqual(verdict.action === "pass" && verdict.message, redacted);
    });
  }

  test("the result of a task that nobody knows is one of an unknown tool", () => {
    const { gate, evaluator } = gateWith(allow);
    gate.judge("to_server", request("tasks/result", { taskId: "other" }));
    gate.judge("to_client", result({ content: [] }));
    assert.deepEqual(
      evaluator.asked.map(({ kind, tool }) => [kind, tool]),
      [
        ["session", undefined],
        ["tool_result", {}],
      ],
    );
  });
});

suite("lists", () => {
  const tools = ["a", "b", "c"].map((name) => ({ name, inputSchema: { type: "object" } }));
  for (const [what, method, member, entries, pointer] of [
    ["tools", "tools/list", "tools", tools, "/tools/1/name"],
    ["resources", "resources/list", "resources", [{ uri: "db://a" }, { uri: "x" }, { uri: "db://c" }], "/resources/1"],
    [
      "templates",
      "resources/templates/list",
      "resourceTemplates",
      [{ uriTemplate: "a" }, { uriTemplate: "b" }, { uriTemplate: "c" }],
      "/resources/1",
    ],
    ["prompts", "prompts/list", "prompts", [{ name: "a" }, { name: "b" }, { name: "c" }], "/prompts/1/description"],
  ] as const) {
    const bad = (event: Event): Answer => {
      const listed = event.tools ?? event.resources ?? event.prompts ?? [];
      return listed.length === 3 ? { effect: "deny", reasons: [reason("test.rule", "deny", pointer)] } : {};
    };
    test(`of ${what} go on without a denied entry`, () => {
      const { gate } = gateWith(bad);
      gate.judge("to_server", request(method));
      const verdict = gate.judge("to_client", result({ [member]: entries, nextCursor: "n" }));
      const expected = result({ [member]: [entries[0], entries[2]], nextCursor: "n" });
      assert.deepEqual(outcome(verdict), { action: "pass", message: expected });
    });

    test(`of ${what} go on without an entry that nobody said yes to`, () => {
      const { gate } = gateWith((event) =>
        bad(event).effect === "deny" ? { effect: "ask", reasons: [reason("test.rule", "ask", pointer)] } : {},
      );
      gate.judge("to_server", request(method));
      const verdict = gate.judge("to_client", result({ [member]: entries }));
      assert.ok(verdict.action === "ask");
      assert.deepEqual(outcome(verdict.settle(undefined)), {
        action: "pass",
        message: result({ [member]: [entries[0], entries[2]] }),
      });
    });
  }

  test("a reason about the whole list denies the list", () => {
    const { gate } = gateWith(({ kind }) =>
      kind === "tool_list" ? { effect: "deny", reasons: [reason("test.rule", "deny", "/tools")] } : {},
    );
    gate.judge("to_server", request("tools/list"));
    assert.equal(gate.judge("to_client", result({ tools })).action, "block");
  });

  test("a list that is denied without its entries too is denied", () => {
    const { gate } = gateWith(({ kind }) =>
      kind === "tool_list" ? { effect: "deny", reasons: [reason("test.rule", "deny", "/tools/0")] } : {},
    );
    gate.judge("to_server", request("tools/list"));
    assert.equal(gate.judge("to_client", result({ tools })).action, "block");
  });

  const omit = (...pointers: string[]) => pointers.map((pointer) => ({ type: "omit", pointer }) as const);

  for (const [what, mode, pointers, left] of [
    ["are left out", "enforce", ["/tools/0", "/tools/2"], tools.slice(1, 2)],
    ["are only told of in audit mode", "audit", ["/tools/0"], tools],
  ] as const) {
    test(`entries that the policy wants left out ${what}`, () => {
      const isWhole = (event: Event) => event.tools?.length === tools.length;
      const { gate } = gateWith((event) => (isWhole(event) ? { mode, obligations: omit(...pointers) } : {}));
      gate.judge("to_server", request("tools/list"));
      const verdict = gate.judge("to_client", result({ tools }));
      assert.deepEqual(outcome(verdict), { action: "pass", message: result({ tools: left }) });
    });
  }

  test("what is to be left out and is no entry denies the list", () => {
    const { gate } = gateWith(({ kind }) => (kind === "tool_list" ? { obligations: omit("/tools") } : {}));
    gate.judge("to_server", request("tools/list"));
    assert.equal(gate.judge("to_client", result({ tools })).action, "block");
  });
});
