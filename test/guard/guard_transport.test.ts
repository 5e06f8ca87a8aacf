import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { AskAnswer, Question } from "../../src/guard/ask.ts";
import { GuardError } from "../../src/guard/errors.ts";
import { type GuardOptions, guardTransport, type Side } from "../../src/guard/guard_transport.ts";
import { type Answer, FakeEvaluator } from "./policy.ts";

type Message = Record<string, unknown>;

/** A transport that keeps what is sent. */
class Wire {
  readonly sent: Message[] = [];
  readonly received: Message[] = [];
  readonly errors: Error[] = [];
  onmessage?: (message: Message, extra?: unknown) => void;
  onerror = (error: Error): void => void this.errors.push(error);

  async start(): Promise<void> {}
  async close(): Promise<void> {}
  async send(message: Message): Promise<void> {
    this.sent.push(message);
  }
}

/** Like v1's HTTP transport: its messages come by way of another object. */
class WireByAccessor extends Wire {
  readonly inner: { onmessage?: Wire["onmessage"] } = {};
  constructor() {
    super();
    delete this.onmessage;
  }
}
Object.defineProperty(WireByAccessor.prototype, "onmessage", {
  configurable: true,
  get(this: WireByAccessor) {
    return this.inner.onmessage;
  },
  set(this: WireByAccessor, receive: NonNullable<Wire["onmessage"]>) {
    if (this.inner !== undefined) this.inner.onmessage = receive;
  },
});

function guard<T extends Wire>(
  wire: T,
  side: Side,
  answer: (event: { kind: string }) => Answer,
  rest: Partial<GuardOptions> = {},
) {
  const evaluator = new FakeEvaluator(answer);
  guardTransport(wire, { evaluator, server: "demo", handled: ["log", "display"], ...rest }, side);
  wire.onmessage = (message) => void wire.received.push(message);
  return wire;
}

const call = (id: number): Message => ({ jsonrpc: "2.0", id, method: "tools/call", params: { name: "echo" } });
const answer = (id: number): Message => ({ jsonrpc: "2.0", id, result: { content: [] } });
const deny = (): Answer => ({ effect: "deny" });
const denyTools = ({ kind }: { kind: string }): Answer => (kind === "tool_call" ? { effect: "deny" } : {});
const askTools = ({ kind }: { kind: string }): Answer => (kind === "tool_call" ? { effect: "ask" } : {});

suite("guardTransport", () => {
  test("of a client answers a denied request itself, after it was sent", async () => {
    const wire = guard(new Wire(), "client", denyTools);
    const sending = wire.send(call(1));
    assert.deepEqual(wire.received, []);
    await sending;
    await setImmediate();
    assert.deepEqual([wire.sent, wire.received.map(({ id }) => id)], [[], [1]]);
  });

  test("of a server answers a denied request before it hands over the next one", () => {
    const wire = guard(new Wire(), "server", denyTools);
    wire.onmessage?.(call(1));
    assert.deepEqual([wire.sent.map(({ id }) => id), wire.received], [[1], []]);
  });

  test("hands a message and what came with it on as they are", () => {
    const wire = guard(new Wire(), "server", () => ({}));
    const seen: unknown[] = [];
    wire.onmessage = (...given) => void seen.push(given);
    const [message, extra] = [call(1), { authInfo: { token: "t" } }];
    wire.onmessage(message, extra);
    assert.deepEqual(seen, [[message, extra]]);
  });

  test("is in the way where messages come by way of an accessor of the class", () => {
    const wire = guard(new WireByAccessor(), "server", deny);
    wire.inner.onmessage?.(call(1));
    assert.deepEqual([wire.sent.map(({ id }) => id), wire.received], [[1], []]);
  });

  test("judges each element of a batch", () => {
    const wire = guard(new Wire(), "server", denyTools);
    wire.onmessage?.([call(1), { jsonrpc: "2.0", id: 2, method: "ping" }] as unknown as Message);
    assert.deepEqual([wire.sent.map(({ id }) => id), wire.received.map(({ id }) => id)], [[1], [2]]);
  });

  test("judges each element of a batch that is sent", async () => {
    const wire = guard(new Wire(), "client", denyTools);
    await wire.send([call(1), { jsonrpc: "2.0", id: 2, method: "ping" }] as unknown as Message);
    await setImmediate();
    assert.deepEqual([wire.sent.map(({ id }) => id), wire.received.map(({ id }) => id)], [[2], [1]]);
  });

  test("lets an observer that was there before see what was let through, once", () => {
    const wire = new Wire();
    const observed: unknown[] = [];
    wire.onmessage = ({ id }) => void observed.push(id);
    const evaluator = new FakeEvaluator(({ tool }) => (tool === undefined ? {} : { effect: "deny" }));
    guardTransport(wire, { evaluator, server: "demo" }, "server");
    // As both SDKs do it.
    const before = wire.onmessage;
    wire.onmessage = (message, extra) => {
      before(message, extra);
      wire.received.push(message);
    };
    wire.onmessage({ jsonrpc: "2.0", id: 1, method: "tools/list" });
    wire.onmessage(call(2));
    assert.deepEqual([observed, wire.received.map(({ id }) => id), wire.errors], [[1], [1], []]);
  });

  test("is refused a second time", () => {
    const wire = guard(new Wire(), "client", deny);
    assert.throws(
      () => guard(wire, "client", deny),
      (error) => error instanceof GuardError && error.code === "ERR_GUARD_TWICE",
    );
  });

  test("blocks and answers when the program cannot say what came with a message", () => {
    const wire = guard(new Wire(), "server", () => ({}), { readHttp: () => assert.fail() });
    wire.onmessage?.(call(1));
    assert.deepEqual([wire.sent.map(({ id }) => id), wire.received], [[1], []]);
  });

  test("tells about what it blocked, and does not mind when that fails", () => {
    const blocked: unknown[] = [];
    const wire = guard(new Wire(), "server", deny, {
      onBlock({ reply }) {
        blocked.push(reply?.id);
        throw new Error("no screen");
      },
    });
    wire.onmessage?.(call(1));
    assert.deepEqual([blocked, wire.sent.length, wire.errors.map(({ message }) => message)], [[1], 1, ["no screen"]]);
  });

  test("takes the principal from what the SDK verified, and never the token", () => {
    const evaluator = new FakeEvaluator();
    const wire = new Wire();
    guardTransport(wire, { evaluator, server: "demo" }, "server");
    wire.onmessage = () => undefined;
    const authInfo = {
      token: "raw",
      clientId: "c",
      scopes: ["a"],
      resource: new URL("https://x.example/mcp"),
      extra: { sub: "u", iss: "https://i.example" },
    };
    wire.onmessage?.(call(1), { authInfo });
    wire.onmessage?.(call(2), { authInfo: { ...authInfo, extra: {} } });
    const [first, second] = evaluator.asked;
    assert.deepEqual(first?.principal, {
      id: "u",
      scopes: ["a"],
      audience: ["https://x.example/mcp"],
      issuer: "https://i.example",
    });
    assert.deepEqual([second?.principal?.id, second?.session?.owner], ["c", "u"]);
    assert.doesNotMatch(JSON.stringify(evaluator.asked), /raw/);
  });
});

suite("asking", () => {
  function deferred() {
    const questions: Question[] = [];
    const answers: ((answer: AskAnswer) => void)[] = [];
    const ask = (question: Question): Promise<AskAnswer> => {
      questions.push(question);
      return new Promise((resolve) => answers.push(resolve));
    };
    return { questions, answers, ask };
  }
  const yes = { allow: true, shown: ["tool"], truncated: false } as const;

  test("holds a request until it is answered, and nothing else", async () => {
    const { answers, ask } = deferred();
    const wire = guard(new Wire(), "client", askTools, { ask });
    const sending = wire.send(call(1));
    await wire.send({ jsonrpc: "2.0", id: 2, method: "ping" });
    assert.deepEqual(
      wire.sent.map(({ id }) => id),
      [2],
    );
    answers[0]?.(yes);
    await sending;
    assert.deepEqual(
      wire.sent.map(({ id }) => id),
      [2, 1],
    );
    wire.onmessage?.(answer(1));
    assert.deepEqual(wire.received, [answer(1)]);
  });

  test("is over when the request is taken back, and nobody is answered", async () => {
    const { questions, answers, ask } = deferred();
    const wire = guard(new Wire(), "client", askTools, { ask });
    const sending = wire.send(call(1));
    await wire.send({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } });
    await sending;
    answers[0]?.(yes);
    await setImmediate();
    assert.equal(questions[0]?.signal?.aborted, true);
    assert.deepEqual([wire.sent.map(({ method }) => method), wire.received], [["notifications/cancelled"], []]);
  });

  test("is over when the connection is closed", async () => {
    const { questions, ask } = deferred();
    const wire = guard(new Wire(), "client", askTools, { ask });
    const sending = wire.send(call(1));
    await wire.close();
    await sending;
    assert.deepEqual([questions[0]?.signal?.aborted, wire.sent], [true, []]);
  });

  test("of a handler that fails is a no", async () => {
    const wire = guard(new Wire(), "client", askTools, { ask: () => assert.fail() });
    await wire.send(call(1));
    await setImmediate();
    assert.match(JSON.stringify(wire.received), /fail_closed.not_confirmed/);
  });

  test("is bounded: what comes beyond is denied", async () => {
    const { questions, ask } = deferred();
    const wire = guard(new Wire(), "client", askTools, { ask });
    for (let id = 0; id < 100; id += 1) void wire.send(call(id));
    await setImmediate();
    assert.deepEqual([questions.length, wire.received.length], [64, 36]);
    await wire.close();
  });
});

suite("asking by elicitation", () => {
  const hello = (elicitation: object | undefined): Message => ({
    jsonrpc: "2.0",
    id: 0,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: elicitation === undefined ? {} : { elicitation } },
  });

  async function start(elicitation: object | undefined) {
    const wire = guard(new Wire(), "server", askTools, { ask: "elicitation" });
    wire.onmessage?.(hello(elicitation));
    wire.onmessage?.(call(1));
    await setImmediate();
    return wire;
  }

  for (const [what, result, isAllowed] of [
    ["accepted", { action: "accept", content: { allow: true } }, true],
    ["accepted without the tick", { action: "accept", content: { allow: false } }, false],
    ["declined", { action: "decline" }, false],
    ["canceled", { action: "cancel" }, false],
  ] as const) {
    test(`that is ${what} ${isAllowed ? "lets the call through" : "denies the call"}`, async () => {
      const wire = await start({});
      const [question] = wire.sent;
      assert.equal(question?.method, "elicitation/create");
      wire.onmessage?.({ jsonrpc: "2.0", id: question.id, result });
      await setImmediate();
      assert.deepEqual(
        wire.received.map(({ id }) => id),
        isAllowed ? [0, 1] : [0],
      );
      assert.deepEqual(
        wire.sent.slice(1).map(({ id }) => id),
        isAllowed ? [] : [1],
      );
    });
  }

  test("is answered by nobody but who wanted the call", async () => {
    const wire = guard(new Wire(), "server", askTools, { ask: "elicitation" });
    const from = (sub: string) => ({ authInfo: { clientId: "c", scopes: [], extra: { sub } } });
    wire.onmessage?.(hello({}), from("ann"));
    wire.onmessage?.(call(1), from("ann"));
    await setImmediate();
    const answer = { jsonrpc: "2.0", id: wire.sent[0]?.id, result: { action: "accept", content: { allow: true } } };
    for (const [who, received] of [
      ["eve", [0]],
      ["ann", [0, 1]],
    ] as const) {
      wire.onmessage?.(answer, from(who));
      await setImmediate();
      assert.deepEqual(
        wire.received.map(({ id }) => id),
        received,
      );
    }
  });

  for (const [what, elicitation] of [
    ["offers none", undefined],
    ["offers URLs alone", { url: {} }],
  ] as const) {
    test(`is not done with a client that ${what}`, async () => {
      const wire = await start(elicitation);
      assert.match(JSON.stringify(wire.sent), /^\[\{"jsonrpc":"2.0","id":1,"result".*fail_closed.nobody_to_ask/);
    });
  }
});
