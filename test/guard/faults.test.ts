// What breaks on the way: policies, processes, peers. Nothing passes unjudged, nothing hangs, nothing is answered twice.
import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernTransport } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { loadBundle } from "../../src/bundle/load_bundle.ts";
import { createEvaluator } from "../../src/evaluator.ts";
import type { Settings } from "../../src/generated/settings.ts";
import { type GuardOptions, guardClient, guardTransport, type Side } from "../../src/guard/index.ts";
import type { GuardEvaluator } from "../../src/guard/judge.ts";
import { FakeEvaluator, standardEvaluator } from "./policy.ts";

const folder = await mkdtemp(join(tmpdir(), "mcp-trust-faults-"));
after(() => rm(folder, { recursive: true }));

type Message = Record<string, unknown>;

class Wire {
  readonly sent: Message[] = [];
  readonly received: Message[] = [];
  onmessage?: (message: unknown) => void;
  onclose?: () => void;
  async start(): Promise<void> {}
  async close(): Promise<void> {}
  async send(message: Message): Promise<void> {
    this.sent.push(message);
  }
}

function guard<T extends Wire>(wire: T, side: Side, evaluator: GuardEvaluator, rest: Partial<GuardOptions> = {}): T {
  guardTransport(wire, { evaluator, server: "demo", handled: ["log", "display"], ...rest }, side);
  wire.onmessage = (message) => void wire.received.push(message as Message);
  return wire;
}

const call = (id: number, text = "x"): Message => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name: "echo", arguments: { text } },
});
const answer = (id: number, text = "x"): Message => ({
  jsonrpc: "2.0",
  id,
  result: { content: [{ type: "text", text }] },
});
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);

suite("a policy", () => {
  test("whose bundle's file disappears still decides, by what was loaded", async () => {
    const path = join(folder, "bundle.tar.gz");
    await copyFile(new URL("../../dist/bundle.tar.gz", import.meta.url), path);
    const bundle = await loadBundle(path, { verify: "trusted_path" });
    const settings: Settings = { profile: "personal", servers: { demo: { tools: { deny: ["echo"] } } } };
    const wire = guard(new Wire(), "server", await createEvaluator({ bundle, settings }));
    await rm(path);
    wire.onmessage?.(call(1));
    assert.deepEqual(wire.received, []);
    assert.match(JSON.stringify(wire.sent), /operator\/restrict_access.tool_refused/);
  });

  for (const [what, decide] of [
    ["throws", () => assert.fail("trap")],
    ["answers nothing", () => undefined],
    ["answers garbage", () => ({ effect: "allow" })],
    ["answers an effect that there is none of", () => ({ ...new FakeEvaluator().decide({}), effect: "maybe" })],
    ["answers too late", () => Promise.resolve(new FakeEvaluator().decide({}))],
  ] as const) {
    test(`that ${what} lets nothing through`, () => {
      const { bundle } = new FakeEvaluator();
      const broken = { bundle, decide, explain: () => undefined } as unknown as GuardEvaluator;
      const wire = guard(new Wire(), "server", broken);
      wire.onmessage?.(call(1));
      assert.deepEqual([wire.received, ids(wire.sent)], [[], [1]]);
      assert.match(JSON.stringify(wire.sent), /fail_closed.policy_trap|fail_closed.bad_answer/);
    });
  }
});

test("a decision that cannot be recorded denies, and says so", () => {
  const log = { record: () => assert.fail("ENOSPC") };
  const wire = guard(new Wire(), "server", new FakeEvaluator(), { log });
  wire.onmessage?.(call(1));
  assert.deepEqual(wire.received, []);
  assert.match(JSON.stringify(wire.sent), /"code":"fail_closed.decision_not_recorded"/);
});

suite("a server that dies during a call", () => {
  const script = join(folder, "dies.mjs");
  const params = { command: process.execPath, args: [script] };
  for (const [what, client, transport] of [
    ["v1", new LegacyClient({ name: "t", version: "1" }), new LegacyTransport(params)],
    ["v2", new ModernClient({ name: "t", version: "1" }), new ModernTransport(params)],
  ] as const) {
    test(`makes the call of a ${what} client fail, once`, async (context) => {
      context.after(() => client.close());
      const result = {
        protocolVersion: "2025-06-18",
        capabilities: { tools: {} },
        serverInfo: { name: "d", version: "1" },
      };
      await writeFile(
        script,
        `import { createInterface } from "node:readline";
for await (const line of createInterface(process.stdin)) {
  const { id, method } = JSON.parse(line);
  if (method === "tools/call") process.exit(1);
  if (id !== undefined) console.log(JSON.stringify({ jsonrpc: "2.0", id, result: ${JSON.stringify(result)} }));
}`,
      );
      guardClient(client, { evaluator: await standardEvaluator(), server: "demo", handled: ["log", "display"] });
      await client.connect(transport as never);
      let failures = 0;
      await client.callTool({ name: "echo", arguments: { message: "x" } }).catch(() => {
        failures += 1;
      });
      // The answer that its pipe may still have held is to no request that the guard knows.
      transport.onmessage?.(answer(1) as never);
      await setImmediate();
      assert.equal(failures, 1);
    });
  }
});

suite("a peer that goes away", () => {
  for (const side of ["client", "server"] as const) {
    test(`of a guarded ${side} leaves nothing waiting, and its late answers nowhere`, async () => {
      const wire = guard(new Wire(), side, new FakeEvaluator());
      if (side === "client") await wire.send(call(1));
      else wire.onmessage?.(call(1));
      wire.onclose?.();
      if (side === "client") wire.onmessage?.(answer(1));
      else await wire.send(answer(1));
      assert.deepEqual(side === "client" ? wire.received : wire.sent, []);
    });
  }

  test("is not waited for by a question", async () => {
    const asking = new FakeEvaluator(({ kind }) => (kind === "tool_call" ? { effect: "ask" } : {}));
    const wire = guard(new Wire(), "client", asking, { ask: () => new Promise(() => {}) });
    const sending = wire.send(call(1));
    wire.onclose?.();
    await sending;
    assert.deepEqual([wire.sent, wire.received], [[], []]);
  });
});

suite("a message of 20 MB", () => {
  const text = "x".repeat(20 * 1024 * 1024);
  test("is denied on its way to a server, and not kept", () => {
    const evaluator = new FakeEvaluator();
    const wire = guard(new Wire(), "server", evaluator);
    wire.onmessage?.(call(1, text));
    assert.deepEqual(wire.received, []);
    assert.match(JSON.stringify(wire.sent), /fail_closed.event_too_large/);
    assert.deepEqual(evaluator.asked, []);
    // Its id is free again.
    wire.onmessage?.(call(1));
    assert.deepEqual(ids(wire.received), [1]);
  });

  test("is denied on its way to a client, which gets an answer all the same, once", async () => {
    const wire = guard(new Wire(), "client", new FakeEvaluator());
    await wire.send(call(1));
    wire.onmessage?.(answer(1, text));
    wire.onmessage?.(answer(1));
    assert.deepEqual(ids(wire.received), [1]);
    assert.match(JSON.stringify(wire.received), /fail_closed.event_too_large/);
  });
});

test("of a flood of notifications each is judged, at most 64 are held for a person, and the rest are dropped", async () => {
  const asking = new FakeEvaluator(({ kind }) => (kind === "session" ? { effect: "ask" } : {}));
  let asked = 0;
  const ask = () => {
    asked += 1;
    return new Promise<never>(() => {});
  };
  const wire = guard(new Wire(), "client", asking, { ask });
  const flawed = { jsonrpc: "1.0", method: "notifications/message", params: { level: "info", data: "x" } };
  for (let count = 0; count < 5000; count += 1) wire.onmessage?.(flawed);
  await setImmediate();
  assert.deepEqual([asked, wire.received, wire.sent], [64, [], []]);
  assert.ok(asking.asked.length >= 5000);
  await wire.close();
});

test("a slow reader is sent each message once, in order", async () => {
  const released = new EventTarget();
  class Slow extends Wire {
    override async send(message: Message): Promise<void> {
      this.sent.push(message);
      await once(released, "go");
    }
  }
  const evaluator = new FakeEvaluator();
  const wire = guard(new Slow(), "client", evaluator);
  const sending = [1, 2, 3].map((id) => wire.send(call(id)));
  await setImmediate();
  assert.deepEqual([ids(wire.sent), evaluator.asked.length], [[1, 2, 3], 3]);
  released.dispatchEvent(new Event("go"));
  await Promise.all(sending);
  assert.deepEqual([ids(wire.sent), evaluator.asked.length], [[1, 2, 3], 3]);
});

test("messages that are none are answered where they can be, and handed to nobody", () => {
  const wire = guard(new Wire(), "server", new FakeEvaluator());
  const cyclic: Message = { jsonrpc: "2.0", id: 2, method: "tools/call" };
  cyclic.params = cyclic;
  for (const bad of [
    undefined,
    null,
    1,
    "x",
    {},
    { id: 1 },
    { method: 1 },
    [[]],
    [],
    cyclic,
    { jsonrpc: "2.0", id: {}, method: "ping" },
  ])
    wire.onmessage?.(bad);
  assert.deepEqual([wire.received, ids(wire.sent)], [[], [2]]);
});

test("a denied call is not answered again when an answer comes all the same", async () => {
  const denying = new FakeEvaluator(({ kind }) => (kind === "tool_call" ? { effect: "deny" } : {}));
  const wire = guard(new Wire(), "client", denying);
  await wire.send(call(1));
  wire.onmessage?.(answer(1));
  await setImmediate();
  assert.deepEqual(ids(wire.received), [1]);
  assert.match(JSON.stringify(wire.received), /"isError":true/);
});
