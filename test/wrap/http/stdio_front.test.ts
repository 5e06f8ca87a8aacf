// Real clients that start `mcp-trust wrap --url` as their stdio server, with real servers on HTTP behind it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernTransport } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { CreateMessageRequestSchema, CreateMessageResultSchema } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { ran } from "../../guard/fixtures/demo.ts";
import { FakeEvaluator } from "../../guard/policy.ts";
import { identity, type Running, serve, serveLegacy, serveModern } from "./servers.ts";
import { bridgeTo } from "./through.ts";

const SETTINGS = `
profile: personal
servers:
  demo:
    tools: { deny: [drop_all], ask: [send] }
    grants: { model: { sampling: true } }
`;

const script = fileURLToPath(new URL("../fixtures/mcp_trust.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mcp-trust-"));
const settings = join(folder, "mcp-trust.yaml");
writeFileSync(settings, SETTINGS);
after(() => rmSync(folder, { recursive: true }));

function launch(url: URL, ...rest: string[]) {
  const log = join(folder, "decisions.jsonl");
  const args = [
    "--import",
    "tsx",
    script,
    "wrap",
    "--settings",
    settings,
    "--log",
    log,
    "--no-prompt",
    "--name",
    "demo",
  ];
  return { command: process.execPath, args: [...args, "--url", url.href, ...rest] };
}

const SERVERS = {
  "a v1 server with event streams": () => serveLegacy(),
  "a v1 server with JSON answers": () => serveLegacy({ json: true }),
  "a v1 server that can resume": () => serveLegacy({ resumable: true }),
  "a v2 server": () => serveModern(),
} as const;

function connectTo(url: URL, client: "v1" | "legacy" | "auto") {
  const started = { ...launch(url), stderr: "pipe" } as const;
  return client === "v1"
    ? { client: new LegacyClient(identity), transport: new LegacyTransport(started) }
    : {
        client: new ModernClient(identity, { versionNegotiation: { mode: client } }),
        transport: new ModernTransport(started),
      };
}

for (const [name, start] of Object.entries(SERVERS)) {
  suite(`${name} behind wrap on stdio`, () => {
    let server: Running;
    before(async () => {
      server = await start();
    });
    after(() => server.stop());

    for (const kind of ["v1", "auto"] as const) {
      test(`gives a ${kind} client what the policy allows, and nothing else`, async () => {
        ran.length = 0;
        const { client, transport } = connectTo(server.url, kind);
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
          await assert.rejects(client.readResource({ uri: "file:///etc/passwd" }), { code: 4030 });
          assert.deepEqual(ran, ["echo"]);
        } finally {
          await client.close();
        }
      });
    }
  });
}

suite("what a client shows by itself", () => {
  test("goes through: a call that acts, and a question for the client's model", async () => {
    const server = await serveLegacy({
      addTools: (made) => {
        made.registerTool("write_note", { description: "Writes a note." }, async ({ sendRequest }) => {
          const messages = [{ role: "user" as const, content: { type: "text" as const, text: "Say hi." } }];
          const { content } = await sendRequest(
            { method: "sampling/createMessage", params: { messages, maxTokens: 5 } },
            CreateMessageResultSchema,
          );
          return { content: [{ type: "text", text: JSON.stringify(content) }] };
        });
      },
    });
    const client = new LegacyClient(identity, { capabilities: { sampling: {} } });
    client.setRequestHandler(CreateMessageRequestSchema, async () => ({
      model: "m",
      role: "assistant" as const,
      content: { type: "text" as const, text: "hi" },
    }));
    try {
      await client.connect(new LegacyTransport({ ...launch(server.url), stderr: "ignore" }) as never);
      const { content } = await client.callTool({ name: "write_note", arguments: {} });
      assert.deepEqual(content, [{ type: "text", text: '{"type":"text","text":"hi"}' }]);
    } finally {
      await client.close();
      await server.stop();
    }
  });
});

suite("arguments that are mirrored", () => {
  test("reach a v2 server as headers", async () => {
    const server = await serveModern((made) => {
      const region = z.string().meta({ "x-mcp-header": "Region" });
      made.registerTool(
        "weather",
        { description: "Says the weather.", inputSchema: z.object({ region }) },
        async (given) => ({
          content: [{ type: "text", text: given.region }],
        }),
      );
    });
    const { client, transport } = connectTo(server.url, "auto");
    try {
      await client.connect(transport as never);
      await client.listTools();
      const { content } = await client.callTool({ name: "weather", arguments: { region: "Zürich" } });
      assert.deepEqual(content, [{ type: "text", text: "Zürich" }]);
    } finally {
      await client.close();
      await server.stop();
    }
  });
});

type Behavior = (request: IncomingMessage, response: ServerResponse) => void;

/** What the command writes for these lines, and how it ends. */
async function converse(behave: Behavior, lines: readonly object[], env: NodeJS.ProcessEnv = {}, ...rest: string[]) {
  const server = await serve(async (request, response) => {
    await request.resume().toArray();
    behave(request, response);
  });
  const { command, args } = launch(server.url, ...rest);
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
  try {
    const exited = once(child, "exit");
    for (const line of lines) child.stdin.write(`${JSON.stringify(line)}\n`);
    child.stdin.end();
    const errors = child.stderr.setEncoding("utf8").toArray();
    const written = await createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const messages: Record<string, unknown>[] = [];
    for (let next = await written.next(); next.done !== true; next = await written.next())
      messages.push(JSON.parse(next.value));
    const [code] = await exited;
    return { messages, code, stderr: (await errors).join("") };
  } finally {
    child.kill("SIGKILL");
    await server.stop();
  }
}

/** The same without a process of its own. */
async function exchange(behave: Behavior, lines: readonly object[]): Promise<Record<string, unknown>[]> {
  const server = await serve(async (request, response) => {
    await request.resume().toArray();
    behave(request, response);
  });
  const bridge = await bridgeTo(server.url, { evaluator: new FakeEvaluator() });
  try {
    for (const line of lines) bridge.input.write(`${JSON.stringify(line)}\n`);
    bridge.input.end();
    const written = await bridge.output.setEncoding("utf8").toArray();
    assert.deepEqual(bridge.problems, []);
    return written
      .join("")
      .split("\n")
      .filter((text) => text !== "")
      .map((text) => JSON.parse(text));
  } finally {
    await bridge.stop();
    await server.stop();
  }
}

const ping = { jsonrpc: "2.0", id: 1, method: "ping" };
const pong = { jsonrpc: "2.0", id: 1, result: {} };

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

suite("a server that fails behind wrap on stdio", () => {
  const rows: Record<string, [behave: Behavior, message: RegExp]> = {
    "wants a token": [
      (_request, response) => answer(response, 401, { error: "invalid_token" }),
      /401: it wants a token, given with --header/,
    ],
    "knows no such session": [
      (_request, response) =>
        answer(response, 404, { jsonrpc: "2.0", id: null, error: { code: -32001, message: "Session not found" } }),
      /Session not found/,
    ],
    "has an error": [(_request, response) => void response.writeHead(500).end("<h1>"), /HTTP status 500/],
    "sends the client elsewhere": [
      (_request, response) => void response.writeHead(302, { location: "https://evil.example/" }).end(),
      /a redirect, which is not followed/,
    ],
    "hangs up": [(request) => void request.socket.destroy(), /was not reached/],
    "accepts what wants an answer": [
      (_request, response) => void response.writeHead(202).end(),
      /expected JSON or an event stream/,
    ],
    "ends its stream": [
      (_request, response) => void response.writeHead(200, { "content-type": "text/event-stream" }).end(":\n\n"),
      /did not answer/,
    ],
  };
  for (const [name, [behave, message]] of Object.entries(rows)) {
    test(`${name}: the request has an answer that says so`, async () => {
      const messages = await exchange(behave, [ping]);
      assert.deepEqual([messages.length, messages[0]?.id], [1, 1]);
      assert.match(JSON.stringify(messages[0]?.error), message);
    });
  }

  test("breaks off and goes on: the answer comes once", async () => {
    const seen: (string | undefined)[] = [];
    const messages = await exchange(
      (request, response) => {
        seen.push(request.headers["last-event-id"] as string | undefined);
        response.writeHead(200, { "content-type": "text/event-stream" });
        if (request.method === "POST") response.write("retry: 1\nid: a\ndata: \n\n", () => response.destroy());
        else response.end(`id: b\ndata: ${JSON.stringify(pong)}\n\nid: c\ndata: ${JSON.stringify(pong)}\n\n`);
      },
      [ping],
    );
    assert.deepEqual([messages, seen], [[pong], [undefined, "a"]]);
  });
});

suite("wrap on stdio", () => {
  for (const [what, options, said] of [
    ["an address that is none", ["--url", "secret-value"], /--url: expected the address of an MCP server/],
    ["a variable that is not named", ["--header-env", "secret-value"], /--header-env: expected Name=VARIABLE/],
    ["a variable whose name is none", ["--header-env", "X=secret-value"], /--header-env: expected Name=VARIABLE/],
  ] as const) {
    test(`says what is wrong with ${what}, and does not repeat it`, async () => {
      const { command, args } = launch(new URL("http://127.0.0.1:1/mcp"));
      const own = options[0] === "--url" ? args.slice(0, args.indexOf("--name")) : args;
      const child = spawn(command, [...own, ...options], { stdio: ["ignore", "ignore", "pipe"] });
      const errors = child.stderr.setEncoding("utf8").toArray();
      const [code] = await once(child, "close");
      const err = (await errors).join("");
      assert.deepEqual([code, err.includes("secret-value")], [2, false]);
      assert.match(err, said);
    });
  }

  test("keeps the session and ends it", async () => {
    const calls: unknown[][] = [];
    const initialize = {
      jsonrpc: "2.0",
      id: 0,
      method: "initialize",
      params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: identity },
    };
    const result = { protocolVersion: "2025-11-25", capabilities: {}, serverInfo: identity };
    const { messages, code } = await converse(
      ({ method, headers }, response) => {
        calls.push([method, headers["mcp-session-id"], headers["mcp-protocol-version"], headers.authorization]);
        if (method === "GET") response.writeHead(405).end();
        else if (method === "DELETE") response.writeHead(200).end();
        else if (calls.length === 1)
          answer(response, 200, { jsonrpc: "2.0", id: 0, result }, { "mcp-session-id": "s" });
        else if (calls.length === 2) response.writeHead(202).end();
        else answer(response, 200, pong);
      },
      [initialize, { jsonrpc: "2.0", method: "notifications/initialized" }, ping],
      { TEST_TOKEN: "value" },
      "--header",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what the user writes
      "Authorization: Bearer ${TEST_TOKEN}",
    );
    assert.deepEqual([messages.map(({ id }) => id), code], [[0, 1], 0]);
    const rest = ["s", "2025-11-25", "Bearer value"];
    assert.deepEqual(calls[0], ["POST", undefined, undefined, "Bearer value"]);
    assert.deepEqual(calls.slice(1).sort(), [
      ["DELETE", ...rest],
      ["GET", ...rest],
      ["POST", ...rest],
      ["POST", ...rest],
    ]);
  });

  test("sends nothing that cannot be read", async () => {
    const messages = await exchange((_request, response) => answer(response, 200, pong), [
      "text",
      [],
      { jsonrpc: "2.0", id: 5, method: "unknown/method" },
      ping,
    ] as object[]);
    assert.deepEqual(
      messages.map(({ id }) => id),
      [5, 1],
    );
  });

  test("starts nothing without the variable that a header names", async () => {
    const { messages, code, stderr } = await converse(
      () => assert.fail("nothing is sent"),
      [ping],
      {},
      "--header",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what the user writes
      "Authorization: Bearer ${MCP_TRUST_NOT_SET}",
    );
    assert.deepEqual([messages, code], [[], 2]);
    assert.match(stderr, /expected the environment variable MCP_TRUST_NOT_SET to be set/);
  });
});
