// Real clients and servers of both SDKs in one process: what servers ask of clients, and faults.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Client as ModernClient, InMemoryTransport as ModernMemory } from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport as LegacyMemory } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer as LegacyServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ErrorCode,
  ListRootsRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { McpServer as ModernServer } from "@modelcontextprotocol/server";
import { guardClient, guardServer } from "../../src/guard/index.ts";
import { addDemo, ran } from "./fixtures/demo.ts";
import { DEMO, FakeEvaluator, standardEvaluator } from "./policy.ts";

const identity = { name: "test", version: "1.0.0" };
const server = { name: "demo", transport: "stdio", command: "demo" } as const;
const capabilities = { sampling: {}, elicitation: {}, roots: {} };

function pair() {
  const [near, far] = LegacyMemory.createLinkedPair();
  const client = new LegacyClient(identity, { capabilities });
  const served = new LegacyServer(identity);
  addDemo(served);
  return { client, served, near, far };
}

suite("what a server asks of a guarded client", () => {
  test("is answered when the policy allows it, and refused when it does not", async () => {
    const { client, served, near, far } = pair();
    const evaluator = await standardEvaluator({ ...DEMO, grants: { filesystem: { read: ["/srv/a"] } } });
    guardClient(client, { evaluator, server, handled: ["log", "display"] });
    const asked: string[] = [];
    client.setRequestHandler(CreateMessageRequestSchema, async () => {
      asked.push("sampling");
      return { model: "m", role: "assistant" as const, content: { type: "text" as const, text: "x" } };
    });
    client.setRequestHandler(ElicitRequestSchema, async () => {
      asked.push("elicitation");
      return { action: "accept" as const, content: { name: "x" } };
    });
    let root = "file:///srv/a";
    client.setRequestHandler(ListRootsRequestSchema, async () => ({ roots: [{ uri: root }] }));
    await Promise.all([served.connect(far), client.connect(near)]);

    assert.deepEqual(await served.server.listRoots(), { roots: [{ uri: "file:///srv/a" }] });
    root = "file:///home/u";
    await assert.rejects(served.server.listRoots(), { code: 4030 });

    // Nobody granted the client's model, and there is nobody to ask.
    const text = { type: "text" as const, text: "Sum up." };
    const sampling = { messages: [{ role: "user" as const, content: text }], maxTokens: 10 };
    await assert.rejects(
      served.server.createMessage(sampling),
      (error: { code: number; data: object; message: string }) => {
        assert.equal(error.code, 4030);
        assert.deepEqual(Object.keys(error.data), ["decision_id", "code"]);
        return true;
      },
    );
    const name = { type: "object" as const, properties: { name: { type: "string" as const } } };
    const answer = await served.server.elicitInput({ message: "Your name?", requestedSchema: name });
    assert.deepEqual(answer, { action: "accept", content: { name: "x" } });
    assert.deepEqual(asked, ["elicitation"]);
    await client.close();
  });

  test("is confirmed by a person where the policy wants it", async () => {
    const { client, served, near, far } = pair();
    const asked: unknown[] = [];
    guardClient(client, {
      evaluator: await standardEvaluator({}),
      server,
      handled: ["log", "display"],
      ask({ events }) {
        asked.push(events[0]?.sampling?.messages);
        return { allow: true, shown: ["message"], truncated: false };
      },
    });
    client.setRequestHandler(CreateMessageRequestSchema, async () => ({
      model: "m",
      role: "assistant" as const,
      content: { type: "text" as const, text: "x" },
    }));
    await Promise.all([served.connect(far), client.connect(near)]);
    const messages = [{ role: "user" as const, content: { type: "text" as const, text: "Sum up." } }];
    const { model } = await served.server.createMessage({ messages, maxTokens: 10 });
    assert.deepEqual([model, asked], ["m", [messages]]);
    await client.close();
  });
});

suite("a guarded server whose client's person is asked", () => {
  for (const allow of [true, false]) {
    test(`${allow ? "runs" : "does not run"} what they ${allow ? "accept" : "refuse"}`, async () => {
      const { client, served, near, far } = pair();
      guardServer(served, {
        evaluator: await standardEvaluator(),
        server,
        handled: ["log", "display"],
        ask: "elicitation",
      });
      const questions: string[] = [];
      client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
        questions.push(params.message);
        return { action: "accept" as const, content: { allow } };
      });
      await Promise.all([served.connect(far), client.connect(near)]);
      ran.length = 0;
      const { isError } = await client.callTool({ name: "send", arguments: { to: "a" } });
      assert.deepEqual([isError === true, ran], allow ? [false, ["send"]] : [true, []]);
      assert.match(questions.join(), /model_driven_invocation.asked_tool.*"to":"a"/s);
      await client.close();
    });
  }
});

suite("a policy that traps", () => {
  const broken = () => {
    const evaluator = new FakeEvaluator(({ kind }) => (kind === "tool_call" ? assert.fail() : {}));
    return { evaluator, server, handled: ["log", "display"] as const };
  };

  test("lets no call out of a v1 client, nor into a v1 server", async () => {
    for (const side of ["client", "server"]) {
      const { client, served, near, far } = pair();
      if (side === "client") guardClient(client, broken());
      else guardServer(served, broken());
      await Promise.all([served.connect(far), client.connect(near)]);
      ran.length = 0;
      const denied = await client.callTool({ name: "echo", arguments: { message: "x" } });
      assert.equal(denied.isError, true);
      assert.match(JSON.stringify(denied._meta), /fail_closed.policy_trap/);
      assert.deepEqual(ran, []);
      await client.close();
    }
  });

  test("lets no call into a v2 server", async () => {
    const [near, far] = ModernMemory.createLinkedPair();
    const client = new ModernClient(identity);
    const served = new ModernServer(identity);
    addDemo(served);
    guardServer(served, broken());
    await Promise.all([served.connect(far), client.connect(near)]);
    ran.length = 0;
    const denied = await client.callTool({ name: "echo", arguments: { message: "x" } });
    assert.equal(denied.isError, true);
    assert.match(JSON.stringify(denied._meta), /fail_closed.policy_trap/);
    assert.deepEqual(ran, []);
    await client.close();
  });
});

suite("a hostile peer", () => {
  test("gets no answer for a request id that is in use, and no second answer", async () => {
    const { served, near, far } = pair();
    guardServer(served, { evaluator: await standardEvaluator(), server, handled: ["log", "display"] });
    await served.connect(far);
    const received: { id?: unknown }[] = [];
    near.onmessage = (message) => void received.push(message as { id?: unknown });
    await near.start();
    const clientInfo = identity;
    const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo };
    await near.send({ jsonrpc: "2.0", id: 1, method: "initialize", params });
    const echo = { name: "echo", arguments: { message: "x" } };
    await near.send({ jsonrpc: "2.0", id: 2, method: "tools/call", params: echo });
    await near.send({ jsonrpc: "2.0", id: 2, method: "tools/call", params: { ...echo, name: "drop_all" } });
    await near.send({ jsonrpc: "2.0", id: 9, result: {} });
    while (received.length < 2) await new Promise(setImmediate);
    await new Promise(setImmediate);
    assert.deepEqual(
      received.map(({ id }) => id),
      [1, 2],
    );
    assert.doesNotMatch(JSON.stringify(received), new RegExp(`isError|${ErrorCode.InternalError}`));
    await served.close();
  });
});
