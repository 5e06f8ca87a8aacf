// Servers without sessions: a question's answer would reach another transport, so nobody is asked, and nothing hangs.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { suite, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { McpServer as LegacyServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { type GuardOptions, guardServer, guardServerFactory, guardTransport } from "../../src/guard/index.ts";
import { addDemo, ran } from "./fixtures/demo.ts";
import { FakeEvaluator, standardEvaluator } from "./policy.ts";

const identity = { name: "test", version: "1.0.0" };
const server = { name: "demo", transport: "stdio", command: "demo" } as const;
const evaluator = await standardEvaluator();
const options: GuardOptions = { evaluator, server, handled: ["log", "display"], ask: "elicitation" };

type Fetch = (url: URL | string, init?: RequestInit) => Promise<Response>;

async function send(url: URL, fetch?: Fetch) {
  const client = new Client(identity, { capabilities: { elicitation: {} } });
  const asked: string[] = [];
  client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
    asked.push(params.message);
    return { action: "accept", content: { allow: true } };
  });
  try {
    const transport = new StreamableHTTPClientTransport(url, fetch === undefined ? {} : { fetch });
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    ran.length = 0;
    return { result: await client.callTool({ name: "send", arguments: { to: "a" } }), asked };
  } finally {
    await client.close();
  }
}

suite("a call that needs a yes, over HTTP without sessions", () => {
  test("is refused by a v1 server with a transport for each request", async () => {
    const http = createServer(async (request, response) => {
      const served = new LegacyServer(identity);
      addDemo(served);
      guardServer(served, options);
      const transport = new StreamableHTTPServerTransport();
      response.on("close", () => void served.close());
      await served.connect(transport as Parameters<typeof served.connect>[0]);
      await transport.handleRequest(request, response);
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = http.address() as AddressInfo;
      const { result, asked } = await send(new URL(`http://127.0.0.1:${port}/mcp`));
      assert.match(JSON.stringify(result._meta), /fail_closed.nobody_to_ask/);
      assert.deepEqual([asked, ran], [[], []]);
    } finally {
      http.closeAllConnections();
      http.close();
    }
  });

  test("is refused by a v2 handler that serves a client of before", async () => {
    const handler = createMcpHandler(
      guardServerFactory(() => {
        const served = new McpServer(identity);
        addDemo(served);
        return served;
      }, options),
    );
    const fetch: Fetch = (url, init) => handler.fetch(new Request(url, init));
    const { result, asked } = await send(new URL("http://127.0.0.1:1/mcp"), fetch);
    assert.match(JSON.stringify(result._meta), /fail_closed.nobody_to_ask/);
    assert.deepEqual([asked, ran], [[], []]);
  });
});

type Message = Record<string, unknown>;

class Wire {
  readonly sent: Message[] = [];
  readonly received: Message[] = [];
  onmessage?: (message: Message) => void;
  async start(): Promise<void> {}
  async close(): Promise<void> {}
  async send(message: Message): Promise<void> {
    this.sent.push(message);
  }
}

const call = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "send", arguments: {} } };
const asking = () => new FakeEvaluator(({ kind }) => (kind === "tool_call" ? { effect: "ask" } : {}));

suite("a question that nobody answers", () => {
  test("to a server's client denies the call when its time is over, and a late yes changes nothing", async () => {
    const wire = new Wire();
    guardTransport(wire, { evaluator: asking(), server: "demo", ask: "elicitation", askTimeLimit: 1 }, "server");
    wire.onmessage = (message) => void wire.received.push(message);
    wire.onmessage?.({ jsonrpc: "2.0", id: 0, method: "initialize", params: { capabilities: { elicitation: {} } } });
    wire.onmessage?.(call);
    while (wire.sent.length < 2) await setTimeout(1);
    const [question, denial] = wire.sent;
    wire.onmessage?.({ jsonrpc: "2.0", id: question?.id, result: { action: "accept", content: { allow: true } } });
    await setTimeout(1);
    assert.equal(question?.method, "elicitation/create");
    assert.match(JSON.stringify(denial), /^\{"jsonrpc":"2.0","id":1,.*fail_closed.not_confirmed/);
    assert.deepEqual([wire.sent.length, wire.received.map(({ id }) => id)], [2, [0]]);
  });

  test("to a client's person takes the question away, and denies the call", async () => {
    const wire = new Wire();
    const signals: (AbortSignal | undefined)[] = [];
    const ask: GuardOptions["ask"] = ({ signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    };
    guardTransport(wire, { evaluator: asking(), server: "demo", ask, askTimeLimit: 1 }, "client");
    wire.onmessage = (message) => void wire.received.push(message);
    void wire.send(call);
    while (wire.received.length === 0) await setTimeout(1);
    assert.deepEqual([signals.map((signal) => signal?.aborted), wire.sent], [[true], []]);
    assert.match(JSON.stringify(wire.received), /fail_closed.not_confirmed/);
  });
});
