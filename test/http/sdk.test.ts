// Real servers of both SDKs behind an HTTP guard and under a transport guard that shares its facts, with real clients.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { after, suite, test } from "node:test";
import { createAdaptorServer } from "@hono/node-server";
import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from "@modelcontextprotocol/client";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { McpServer as LegacyServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createMcpHandler, McpServer as ModernServer } from "@modelcontextprotocol/server";
import express from "express";
import { Hono } from "hono";
import type { Event } from "../../src/generated/event.ts";
import { type GuardOptions, guardServer, guardServerFactory } from "../../src/guard/index.ts";
import type { GuardEvaluator } from "../../src/guard/judge.ts";
import {
  createHttpGuard,
  expressGuard,
  guardRequestListener,
  type HttpGuard,
  type HttpGuardOptions,
  honoGuard,
} from "../../src/http/index.ts";
import { addDemo, ran } from "../guard/fixtures/demo.ts";
import { standardEvaluator } from "../guard/policy.ts";
import { close, ISSUER, listen, RESOURCE, startIssuer } from "./fixtures/issuer.ts";
import { send } from "./fixtures/send.ts";

const identity = { name: "test", version: "1.0.0" };
const issuer = await startIssuer();
after(() => issuer.close());

/** Keeps what was judged. */
function observe(evaluator: GuardEvaluator, events: Event[]): GuardEvaluator {
  const decide: GuardEvaluator["decide"] = (event) => {
    events.push(event as Event);
    return evaluator.decide(event);
  };
  return { bundle: evaluator.bundle, explain: evaluator.explain, decide };
}

/** The one line that hands the facts of a request to the guard of its messages. */
function share(guard: HttpGuard, options: Omit<GuardOptions, "readHttp" | "readPrincipal">): GuardOptions {
  return { ...options, readHttp: guard.readHttp, readPrincipal: guard.readPrincipal };
}

type Serve = (guard: HttpGuard, options: GuardOptions, nextId: () => string) => Server;

const serveLegacy: Serve = (guard, options, nextId) => {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const app = express();
  app.use("/mcp", expressGuard(guard), express.json());
  app.all("/mcp", async (request, response) => {
    let transport = sessions.get(String(request.headers["mcp-session-id"]));
    if (transport === undefined) {
      const made = new StreamableHTTPServerTransport({
        sessionIdGenerator: nextId,
        onsessioninitialized: (id) => void sessions.set(id, made),
      });
      const server = new LegacyServer(identity);
      addDemo(server);
      guardServer(server, options);
      await server.connect(made as Parameters<typeof server.connect>[0]);
      transport = made;
    }
    await transport.handleRequest(request, response, request.body);
  });
  return createServer(app);
};

function createHandler(options: GuardOptions) {
  const factory = (): ModernServer => {
    const server = new ModernServer(identity);
    addDemo(server);
    return server;
  };
  return createMcpHandler(guardServerFactory(factory, options));
}

const serveHono: Serve = (guard, options) => {
  const handler = createHandler(options);
  const app = new Hono();
  app.use("/mcp", honoGuard(guard));
  app.all("/mcp", (context) => handler.fetch(context.req.raw));
  return createAdaptorServer({ fetch: app.fetch }) as Server;
};

const serveNode: Serve = (guard, options) => {
  const handle = toNodeHandler(createHandler(options));
  return createServer(guardRequestListener(guard, (request, response) => handle(request as never, response)));
};

const SERVERS: Readonly<Record<string, Serve>> = {
  "v1 on Express": serveLegacy,
  "v2 on Hono": serveHono,
  "v2 on Node": serveNode,
};

interface Running {
  readonly port: number;
  readonly events: Event[];
}

async function withServer(
  start: Serve,
  given: Partial<HttpGuardOptions>,
  use: (running: Running) => Promise<void>,
  nextId: () => string = randomUUID,
): Promise<void> {
  const events: Event[] = [];
  const evaluator = observe(await standardEvaluator(), events);
  const handled = ["log", "display"] as const;
  const guard = createHttpGuard({ evaluator, server: "demo", handled, ...given });
  const server = start(guard, share(guard, { evaluator, server: "demo", handled }), nextId);
  try {
    await use({ port: await listen(server), events });
  } finally {
    close(server);
  }
}

function connectTo(port: number, kind: "v1" | "legacy" | "auto", token?: string) {
  const url = new URL(`http://127.0.0.1:${port}/mcp`);
  const options = token === undefined ? {} : { requestInit: { headers: { authorization: `Bearer ${token}` } } };
  return kind === "v1"
    ? { client: new LegacyClient(identity), transport: new LegacyTransport(url, options) }
    : {
        client: new ModernClient(identity, { versionNegotiation: { mode: kind } }),
        transport: new ModernTransport(url, options),
      };
}

const WITH_TOKENS: Partial<HttpGuardOptions> = { resource: RESOURCE, issuer: ISSUER, verify: { jwks: issuer.jwks } };

/** Lists, calls, is refused one tool, and leaves. */
async function visit(port: number, kind: "v1" | "legacy" | "auto", token?: string): Promise<void> {
  ran.length = 0;
  const { client, transport } = connectTo(port, kind, token);
  try {
    await client.connect(transport as never);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map((tool: { name: string }) => tool.name),
      ["echo", "send", "hidden"],
    );
    const { content } = await client.callTool({ name: "echo", arguments: { message: "hi" } });
    assert.deepEqual(content, [{ type: "text", text: "hi" }]);
    const denied = await client.callTool({ name: "drop_all", arguments: {} });
    assert.match(JSON.stringify(denied._meta), /operator\/restrict_access.tool_refused/);
    assert.deepEqual(ran, ["echo"]);
  } finally {
    await client.close();
  }
}

for (const [name, start] of Object.entries(SERVERS)) {
  suite(`a server of ${name}`, () => {
    for (const kind of ["v1", "legacy", "auto"] as const) {
      test(`serves a ${kind} client of this machine`, async () => {
        await withServer(start, {}, ({ port }) => visit(port, kind));
      });

      test(`serves a ${kind} client that has a token, and knows who calls`, async () => {
        await withServer(start, WITH_TOKENS, async ({ port, events }) => {
          const token = await issuer.sign();
          await visit(port, kind, token);
          const call = events.find(({ arguments: given }) => given?.message === "hi");
          assert.deepEqual(call?.principal, { id: "ana", scopes: ["mcp.use"], audience: [RESOURCE], issuer: ISSUER });
          assert.deepEqual(
            [call?.http?.direction, call?.http?.host, call?.http?.bind_address, call?.http?.authenticated],
            ["inbound", `127.0.0.1:${port}`, "127.0.0.1", true],
          );
          assert.ok(!JSON.stringify(events).includes(token.slice(-32)));
        });
      });

      test(`does not serve a ${kind} client that has none`, async () => {
        await withServer(start, WITH_TOKENS, async ({ port }) => {
          const { client, transport } = connectTo(port, kind);
          await assert.rejects(client.connect(transport as never));
          await client.close();
        });
      });
    }
  });
}

const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: identity },
};

const LIST = { jsonrpc: "2.0", id: 2, method: "tools/list", params: {} };

interface Told {
  readonly status: number;
  readonly session: string | undefined;
  /** Of the denial by HTTP. */
  readonly code: string | undefined;
}

async function post(port: number, body: object, given: Readonly<Record<string, string>>): Promise<Told> {
  const accept = "application/json, text/event-stream";
  const headers = Object.entries({ accept, "mcp-protocol-version": "2025-11-25", ...given });
  const answered = await send(port, { headers, body: JSON.stringify(body) });
  const session = answered.headers["mcp-session-id"];
  const denial = answered.body.startsWith("{") ? JSON.parse(answered.body).error?.data?.code : undefined;
  return { status: answered.status, session: session === undefined ? undefined : String(session), code: denial };
}

async function bearer(subject: string): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await issuer.sign({ sub: subject })}` };
}

suite("a session", () => {
  test("is its owner's, and nobody else's", async () => {
    await withServer(serveLegacy, WITH_TOKENS, async ({ port }) => {
      const [ana, eve] = [await bearer("ana"), await bearer("eve")];
      const { status, session = "" } = await post(port, INITIALIZE, ana);
      assert.equal(status, 200);
      const id = { "mcp-session-id": session };
      const rows = [
        await post(port, LIST, { ...ana, ...id }),
        await post(port, LIST, { ...eve, ...id }),
        await post(port, LIST, id),
        await post(port, LIST, { ...ana, "mcp-session-id": randomUUID() }),
        await post(port, LIST, { ...ana, ...id }),
      ];
      assert.deepEqual(
        rows.map(({ status, code }) => [status, code]),
        [
          [200, undefined],
          [404, "session_hijacking.other_principal"],
          [401, "authorization_bypass.token_missing"],
          [404, "session_hijacking.unbound"],
          [200, undefined],
        ],
      );
    });
  });

  test("travels in its header only", async () => {
    await withServer(serveLegacy, WITH_TOKENS, async ({ port }) => {
      const ana = await bearer("ana");
      const { session = "" } = await post(port, INITIALIZE, ana);
      const headers = Object.entries(ana);
      const answered = await send(port, { path: `/mcp?sessionId=${session}`, headers });
      assert.deepEqual(
        [answered.status, JSON.parse(answered.body).error.data.code],
        [403, "session_hijacking.exposed_id"],
      );
    });
  });

  test("is not issued under an id that can be guessed", async () => {
    let count = 0;
    const nextId = () => `session-${++count}`;
    await withServer(
      serveLegacy,
      WITH_TOKENS,
      async ({ port }) => {
        const { status, session, code } = await post(port, INITIALIZE, await bearer("ana"));
        assert.deepEqual([status, session, code], [403, undefined, "session_hijacking.guessable_id"]);
      },
      nextId,
    );
  });
});

suite("a message whose headers say something else", () => {
  const rows = [
    ["a call that a gateway takes for a list", "tools/call", { "mcp-method": "tools/list" }],
    ["a call that a gateway takes for another", "tools/call", { "mcp-method": "tools/call", "mcp-name": "send" }],
    ["a list that a gateway takes for a ping", "tools/list", { "mcp-method": "ping" }],
  ] as const;

  test("is not carried out, also where the SDK does not look", async () => {
    await withServer(serveLegacy, WITH_TOKENS, async ({ port }) => {
      const ana = await bearer("ana");
      const { session = "" } = await post(port, INITIALIZE, ana);
      const common = { ...ana, "mcp-session-id": session, accept: "application/json, text/event-stream" };
      ran.length = 0;
      for (const [name, method, mirrored] of rows) {
        const params = method === "tools/call" ? { name: "echo", arguments: { message: "hi" } } : {};
        const body = JSON.stringify({ jsonrpc: "2.0", id: name, method, params });
        const headers = Object.entries({ ...common, "mcp-protocol-version": "2025-11-25", ...mirrored });
        const answered = await send(port, { headers, body });
        assert.match(answered.body, /"code":"protocol_level.header_mismatch"/, name);
      }
      assert.deepEqual(ran, []);
      const body = JSON.stringify({
        jsonrpc: "2.0",
        id: 9,
        method: "tools/call",
        params: { name: "echo", arguments: { message: "hi" } },
      });
      const alike = { "mcp-method": "tools/call", "mcp-name": "echo" };
      await send(port, { headers: Object.entries({ ...common, ...alike }), body });
      assert.deepEqual(ran, ["echo"]);
    });
  });
});
