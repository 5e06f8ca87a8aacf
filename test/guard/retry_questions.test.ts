// Persons asked by servers of 2026-07-28: by an answer that is a question, and a retry that brings what they said.
import assert from "node:assert/strict";
import { mock, suite, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createMcpHandler, inputRequired, McpServer } from "@modelcontextprotocol/server";
import fc from "fast-check";
import { z } from "zod";
import { type GuardOptions, guardServerFactory, guardTransport } from "../../src/guard/index.ts";
import { RetryQuestions } from "../../src/guard/retry_questions.ts";
import { addDemo, ran } from "./fixtures/demo.ts";
import { FakeEvaluator, standardEvaluator } from "./policy.ts";

const identity = { name: "test", version: "1.0.0" };

type Said = { action: "accept" | "decline" | "cancel"; content?: Record<string, boolean | string> };

async function connect(options: GuardOptions, said: (message: string) => Said, canAsk = true) {
  const given: unknown[] = [];
  const factory = () => {
    const server = new McpServer(identity);
    addDemo(server);
    server.registerTool("form", { inputSchema: z.object({}) }, async (_, context) => {
      const { inputResponses, requestState } = context.mcpReq;
      given.push([inputResponses, requestState()]);
      if (inputResponses !== undefined) return { content: [{ type: "text", text: "done" }] };
      const q = inputRequired.elicit({ message: "Your name?", requestedSchema: z.object({ name: z.string() }) });
      return inputRequired({ inputRequests: { q }, requestState: "opaque \u00e9 \u{1F600}.=" });
    });
    return server;
  };
  const handler = createMcpHandler(guardServerFactory(factory, options));
  const fetch = (target: URL | string, init?: RequestInit) => handler.fetch(new Request(target, init));
  const transport = new StreamableHTTPClientTransport(new URL("http://127.0.0.1:1/mcp"), { fetch });
  const capabilities = canAsk ? { elicitation: {} } : {};
  const client = new Client(identity, { capabilities, versionNegotiation: { mode: "auto" } });
  const asked: string[] = [];
  if (canAsk)
    client.setRequestHandler("elicitation/create", async ({ params }) => {
      asked.push(params.message);
      return said(params.message);
    });
  await client.connect(transport);
  ran.length = 0;
  return { client, asked, given };
}

const evaluator = await standardEvaluator({ tools: { ask: ["send", "form"] } });
const server = { name: "demo", transport: "stdio", command: "demo" } as const;
const options: GuardOptions = { evaluator, server, handled: ["log", "display"], ask: "elicitation" };
const yes: Said = { action: "accept", content: { allow: true } };

suite("a real client of a guarded server", () => {
  for (const [what, said, isAllowed] of [
    ["accepts", yes, true],
    ["accepts without the tick", { action: "accept", content: { allow: false } }, false],
    ["declines", { action: "decline" }, false],
    ["cancels", { action: "cancel" }, false],
  ] as const) {
    test(`whose person ${what} ${isAllowed ? "gets the call done" : "is denied"}`, async () => {
      const { client, asked } = await connect(options, () => said);
      const result = await client.callTool({ name: "send", arguments: { to: "a" } });
      await client.close();
      assert.deepEqual([result.isError === true, ran], isAllowed ? [false, ["send"]] : [true, []]);
      assert.equal(asked.length, 1);
      assert.match(asked[0] ?? "", /model_driven_invocation.asked_tool.*"to":"a"/s);
      if (!isAllowed) assert.match(JSON.stringify(result._meta), /fail_closed.not_confirmed/);
    });
  }

  test("that offers no questions is denied", async () => {
    const { client } = await connect(options, () => yes, false);
    const result = await client.callTool({ name: "send", arguments: { to: "a" } });
    await client.close();
    assert.deepEqual(ran, []);
    assert.match(JSON.stringify(result._meta), /fail_closed.nobody_to_ask/);
  });

  test("brings the server's own questions their answers, and its state as it was", async () => {
    const name: Said = { action: "accept", content: { name: "x" } };
    const { client, asked, given } = await connect(options, (message) => (message === "Your name?" ? name : yes));
    const result = await client.callTool({ name: "form", arguments: {} });
    await client.close();
    assert.deepEqual(result.content, [{ type: "text", text: "done" }]);
    // The server's question makes the call another one: its answers go out with the second.
    assert.deepEqual(
      asked.map((message) => message === "Your name?"),
      [false, true, false],
    );
    assert.deepEqual(given, [
      [undefined, undefined],
      [{ q: name }, "opaque \u00e9 \u{1F600}.="],
    ]);
  });
});

type Message = Record<string, unknown>;
type Params = Record<string, unknown>;

class Wire {
  readonly sent: Message[] = [];
  readonly received: Message[] = [];
  onmessage?: (message: Message, extra?: unknown) => void;
  async start(): Promise<void> {}
  async close(): Promise<void> {}
  async send(message: Message): Promise<void> {
    this.sent.push(message);
  }
}

/** Each request over a transport of its own, as HTTP has it. */
function post(params: Params, { sub = "ann", method = "tools/call" } = {}) {
  const wire = new Wire();
  const asking = new FakeEvaluator(({ kind }) => (kind === "session" ? {} : { effect: "ask" }));
  guardTransport(wire, { evaluator: asking, server: "demo", ask: "elicitation", handled: ["display"] }, "server");
  wire.onmessage = (message) => void wire.received.push(message);
  const authInfo = { clientId: "c", scopes: [], extra: { sub } };
  wire.onmessage?.({ jsonrpc: "2.0", id: 1, method, params }, { authInfo });
  return wire;
}

const _meta = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": { elicitation: { form: {} } },
};
const first = { name: "send", arguments: { to: "a" }, _meta };
const inputResponses = { "mcp-trust": yes };

function stateOf({ sent: [reply] }: Wire): string {
  const { resultType, inputRequests, requestState } = (reply?.result ?? {}) as Record<string, unknown>;
  assert.deepEqual([resultType, Object.keys(inputRequests as object)], ["input_required", ["mcp-trust"]]);
  return requestState as string;
}

function assertDenied(wire: Wire): void {
  assert.deepEqual(wire.received, []);
  assert.match(JSON.stringify(wire.sent), /"resultType":"complete".*fail_closed.not_confirmed/);
}

suite("the state of a question", () => {
  for (const [method, params] of [
    ["tools/call", first],
    ["prompts/get", first],
    ["resources/read", { uri: "db://prices", _meta }],
  ] as const) {
    test(`of ${method} lets the retry through as it was first sent, once`, () => {
      const requestState = stateOf(post(params, { method }));
      const retry = { ...params, inputResponses, requestState };
      const [message] = post(retry, { method }).received;
      assert.deepEqual(message?.params, params);
      const again = post(retry, { method });
      assert.deepEqual(again.received, []);
      assert.match(JSON.stringify(again.sent), /fail_closed.not_confirmed/);
    });
  }

  test("brings back what came for the server with the request", () => {
    const mine = { inputResponses: { q: { action: "decline" } }, requestState: "the server's own" };
    const requestState = stateOf(post({ ...first, ...mine }));
    const [message] = post({ ...first, inputResponses, requestState }).received;
    assert.deepEqual(message?.params, { ...first, ...mine });
  });

  const flip = (state: string, at: number) => {
    const letter = state.at(at) === "A" ? "B" : "A";
    return at < 0 ? state.slice(0, at) + letter + state.slice(state.length + at + 1) : state;
  };
  const other = { ...first, arguments: { to: "b" } };
  for (const [what, change] of [
    ["with other arguments", (state: string) => post({ ...other, inputResponses, requestState: state })],
    ["for another tool", (state: string) => post({ ...first, name: "x", inputResponses, requestState: state })],
    ["by somebody else", (state: string) => post({ ...first, inputResponses, requestState: state }, { sub: "bob" })],
    ["with another signature", (state: string) => post({ ...first, inputResponses, requestState: flip(state, -10) })],
    ["with another content", (state: string) => post({ ...first, inputResponses, requestState: flip(state, -60) })],
    ["with nothing signed", () => post({ ...first, inputResponses, requestState: "mcp-trust." })],
    ["with more than was signed", (state: string) => post({ ...first, inputResponses, requestState: `${state}.x` })],
    ["without an answer", (state: string) => post({ ...first, requestState: state })],
    [
      "with the answer to another question",
      (state: string) => post({ ...first, inputResponses: { q: yes }, requestState: state }),
    ],
  ] as const) {
    test(`does not count ${what}`, () => assertDenied(change(stateOf(post(first)))));
  }

  test("does not count when it is out of date", () => {
    mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
    try {
      const requestState = stateOf(post(first));
      mock.timers.tick(10 * 60 * 1000);
      assertDenied(post({ ...first, inputResponses, requestState }));
    } finally {
      mock.timers.reset();
    }
  });

  test("does not count in another process", () => {
    const requestState = stateOf(post(first));
    const retry = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { ...first, inputResponses, requestState } };
    const read = new RetryQuestions().read(retry);
    assert.deepEqual(read, { message: { ...retry, params: first } });
  });

  test("that is the server's own is none of the guard's", () => {
    const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { ...first, requestState: "mine" } };
    assert.equal(new RetryQuestions().read(message), undefined);
  });

  test("is not given for more than a client should carry, nor for a question too long to be shown", async () => {
    for (const params of [
      { ...first, requestState: "x".repeat(300_000) },
      { ...first, arguments: { to: "x".repeat(20_000) } },
    ]) {
      const wire = post(params);
      await setImmediate();
      assert.match(JSON.stringify(wire.sent), /fail_closed.nobody_to_ask/);
    }
  });

  test("may be anything", () => {
    const questions = new RetryQuestions();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const params = { requestState: `mcp-trust.${text}` };
        assert.equal(questions.read({ jsonrpc: "2.0", id: 1, method: "tools/call", params })?.answered, undefined);
      }),
    );
  });
});
