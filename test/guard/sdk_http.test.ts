// Real servers of both SDKs on Streamable HTTP, guarded, with real clients of both SDKs and eras, and bare requests.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, suite, test } from "node:test";
import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from "@modelcontextprotocol/client";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { McpServer as LegacyServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createMcpHandler, McpServer as ModernServer } from "@modelcontextprotocol/server";
import type { Http } from "../../src/generated/event.ts";
import { type GuardOptions, guardClient, guardServer, guardServerFactory } from "../../src/guard/index.ts";
import { addDemo, ran } from "./fixtures/demo.ts";
import { standardEvaluator } from "./policy.ts";

const identity = { name: "test", version: "1.0.0" };

/** Everything that would keep this process running after a test that failed. */
const open: { close(): unknown; closeAllConnections?(): void }[] = [];
after(async () => {
  for (const one of open) {
    one.closeAllConnections?.();
    await one.close();
  }
});

function keep<T extends { close(): unknown }>(one: T): T {
  open.push(one);
  return one;
}

/** What a server on loopback sees of a request; its addresses are the listener's, which no SDK hands over. */
function readHttp(extra: unknown): Http {
  const { request, requestInfo } = extra as { request?: Request; requestInfo?: { headers: Record<string, string> } };
  const headers = request === undefined ? (requestInfo?.headers ?? {}) : Object.fromEntries(request.headers);
  const named = (field: string, header: string) => (headers[header] === undefined ? {} : { [field]: headers[header] });
  return {
    direction: "inbound",
    bind_address: "127.0.0.1",
    remote_address: "127.0.0.1",
    header_names: Object.keys(headers),
    ...named("host", "host"),
    ...named("origin", "origin"),
    ...named("header_method", "mcp-method"),
    ...named("header_name", "mcp-name"),
    ...named("header_protocol_version", "mcp-protocol-version"),
  };
}

const evaluator = await standardEvaluator();
const options: GuardOptions = { evaluator, server: "demo", handled: ["log", "display"], readHttp };

function serveLegacy(): Server {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const http = createServer(async (received, response) => {
    const request: IncomingMessage & { auth?: object } = received;
    // Stands for a middleware that verified a token.
    const user = request.headers["x-test-user"];
    if (typeof user === "string") request.auth = { token: "t", clientId: "c", scopes: [], extra: { sub: user } };
    let transport = sessions.get(String(request.headers["mcp-session-id"]));
    if (transport === undefined) {
      const made = new StreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (id) => void sessions.set(id, made),
      });
      const server = new LegacyServer(identity);
      addDemo(server);
      guardServer(server, options);
      await server.connect(made as Parameters<typeof server.connect>[0]);
      transport = made;
    }
    await transport.handleRequest(request as Parameters<typeof transport.handleRequest>[0], response);
  });
  return keep(http);
}

function serveModern(): Server {
  const factory = (): ModernServer => {
    const server = new ModernServer(identity);
    addDemo(server);
    return server;
  };
  const handle = toNodeHandler(createMcpHandler(guardServerFactory(factory, options)));
  return keep(createServer((request, response) => void handle(request as Parameters<typeof handle>[0], response)));
}

function connectTo(url: URL, client: "v1" | "legacy" | "auto") {
  return client === "v1"
    ? { client: keep(new LegacyClient(identity)), transport: new LegacyTransport(url) }
    : {
        client: keep(new ModernClient(identity, { versionNegotiation: { mode: client } })),
        transport: new ModernTransport(url),
      };
}

async function post(url: URL, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const accept = "application/json, text/event-stream";
  return await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept, ...headers },
    body: JSON.stringify(body),
  });
}

async function readMessages(response: Response): Promise<Record<string, unknown>[]> {
  const text = await response.text();
  if (text.startsWith("{")) return [JSON.parse(text)];
  return text
    .split("\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice(6)));
}

for (const [name, serve] of [
  ["v1", serveLegacy],
  ["v2", serveModern],
] as const) {
  suite(`a guarded ${name} server on HTTP`, () => {
    const server = serve();
    let url: URL;
    before(async () => {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
    });
    for (const kind of ["v1", "legacy", "auto"] as const) {
      test(`serves a ${kind} client what the policy allows, and nothing else`, async () => {
        ran.length = 0;
        const { client, transport } = connectTo(url, kind);
        await client.connect(transport as never);
        const { tools } = await client.listTools();
        assert.deepEqual(
          tools.map((tool: { name: string }) => tool.name),
          ["echo", "send", "hidden"],
        );
        const { content } = await client.callTool({ name: "echo", arguments: { message: "hi" } });
        assert.deepEqual(content, [{ type: "text", text: "hi" }]);
        const denied = await client.callTool({ name: "drop_all", arguments: {} });
        assert.equal(denied.isError, true);
        assert.match(JSON.stringify(denied._meta), /operator\/restrict_access.tool_refused/);
        await assert.rejects(client.readResource({ uri: "file:///etc/passwd" }), { code: 4030 });
        assert.deepEqual(ran, ["echo"]);
        await client.close();
      });

      test(`is reached by a guarded ${kind} client too`, async () => {
        const { client, transport } = connectTo(url, kind);
        guardClient(client, { evaluator, server: "demo", handled: ["log", "display"], ask: () => ({ allow: false }) });
        await client.connect(transport as never);
        const { content } = await client.callTool({ name: "echo", arguments: { message: "hi" } });
        assert.deepEqual(content, [{ type: "text", text: "hi" }]);
        await client.close();
      });
    }

    test("refuses a page of another site", async () => {
      const initialize = {
        jsonrpc: "2.0",
        id: 1,
        method: "initialize",
        params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: identity },
      };
      const [answer] = await readMessages(await post(url, initialize, { origin: "https://evil.example" }));
      assert.match(JSON.stringify(answer), /"error":\{"code":4030,.*protocol_level.origin_not_allowed/);
    });
  });
}

suite("a guarded v2 server", () => {
  test("judges each message of a batch", async () => {
    const server = serveModern();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
    const call = (id: number, name: string, given: object) => ({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: { name, arguments: given },
    });
    ran.length = 0;
    const batch = [call(1, "echo", { message: "a" }), call(2, "drop_all", {})];
    const answers = await readMessages(await post(url, batch, { "mcp-protocol-version": "2025-03-26" }));
    const results = answers.map(({ id, result }) => [id, (result as { isError?: boolean }).isError === true]);
    assert.deepEqual(results.sort(), [
      [1, false],
      [2, true],
    ]);
    assert.deepEqual(ran, ["echo"]);
  });
});

suite("a guarded v1 server with sessions", () => {
  test("refuses who uses the session of somebody else", async () => {
    const server = serveLegacy();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
    const clientInfo = identity;
    const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo };
    const opened = await post(url, { jsonrpc: "2.0", id: 1, method: "initialize", params }, { "x-test-user": "ann" });
    await opened.text();
    const session = {
      "mcp-session-id": opened.headers.get("mcp-session-id") ?? "",
      "mcp-protocol-version": "2025-11-25",
    };
    const call = (id: number) => ({
      jsonrpc: "2.0",
      id,
      method: "tools/call",
      params: { name: "echo", arguments: { message: "a" } },
    });
    const [own] = await readMessages(await post(url, call(2), { ...session, "x-test-user": "ann" }));
    assert.deepEqual(own, { jsonrpc: "2.0", id: 2, result: { content: [{ type: "text", text: "a" }] } });
    for (const [id, headers] of [
      [3, { ...session, "x-test-user": "bob" }],
      [4, session],
    ] as const) {
      const [other] = await readMessages(await post(url, call(id), headers));
      assert.match(JSON.stringify(other), /"isError":true.*session_hijacking.other_principal/);
    }
  });
});
