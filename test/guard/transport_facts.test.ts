import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
  StreamableHTTPClientTransport as ModernHttp,
  SSEClientTransport as ModernSse,
} from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernStdio } from "@modelcontextprotocol/client/stdio";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { WebSocketClientTransport } from "@modelcontextprotocol/sdk/client/websocket.js";
import { readConnection } from "../../src/guard/transport_facts.ts";

const token = ["ghp", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("_");
const stdio = { command: "npx", args: ["-y", "demo@1.0.0", "--token", token], env: { DEMO_TOKEN: token }, cwd: "/srv" };
const headers = { Authorization: `Bearer ${token}`, "X-Team": "a" };
const url = new URL("https://mcp.example.com/mcp");
const remote = { name: "demo", url: "https://mcp.example.com/mcp" };

suite("readConnection", () => {
  for (const [what, transport, server] of [
    ...[StdioClientTransport, ModernStdio].map(
      (Stdio, index) =>
        [
          `a v${index + 1} stdio transport`,
          new Stdio(stdio),
          {
            name: "demo",
            transport: "stdio",
            command: "npx",
            args: ["-y", "demo@1.0.0", "--token", "<secret>"],
            env_keys: ["DEMO_TOKEN"],
            cwd: "/srv",
          },
        ] as const,
    ),
    ...[StreamableHTTPClientTransport, ModernHttp].map(
      (Http, index) =>
        [
          `a v${index + 1} HTTP transport`,
          new Http(url, { requestInit: { headers } }),
          { ...remote, transport: "http", header_names: ["Authorization", "X-Team"] },
        ] as const,
    ),
    ...[SSEClientTransport, ModernSse].map(
      (Sse, index) => [`a v${index + 1} SSE transport`, new Sse(url), { ...remote, transport: "sse" }] as const,
    ),
    [
      "a WebSocket transport",
      new WebSocketClientTransport(new URL("wss://mcp.example.com/")),
      { name: "demo", transport: "ws", url: "wss://mcp.example.com/" },
    ],
    [
      "headers as a list",
      new StreamableHTTPClientTransport(url, { requestInit: { headers: [["A", "b"]] } }),
      { ...remote, transport: "http", header_names: ["A"] },
    ],
    [
      "headers as an object of the web",
      new StreamableHTTPClientTransport(url, { requestInit: { headers: new Headers({ A: "b" }) } }),
      { ...remote, transport: "http", header_names: ["a"] },
    ],
    ["a transport of another kind", {}, { name: "demo" }],
  ] as const) {
    test(`reads ${what}, and no secret`, async () => {
      const event = await readConnection(transport, { name: "demo" }, {});
      const { args, ...rest } = event.server;
      const masked = args === undefined ? {} : { args: [...args.slice(0, -1), "<secret>"] };
      assert.deepEqual({ ...rest, ...masked }, server);
      assert.equal(JSON.stringify(event).includes(token), false);
    });
  }

  test("masks a secret in a URL", async () => {
    const transport = new StreamableHTTPClientTransport(new URL(`https://mcp.example.com/mcp?api_key=${token}`));
    const { server } = await readConnection(transport, { name: "demo" }, {});
    assert.match(server.url ?? "", /^https:\/\/mcp\.example\.com\/mcp\?api_key=/);
    assert.equal(server.url?.includes(token), false);
  });

  test("believes the program about a server that it describes", async () => {
    const given = { name: "demo", command: "demo", args: ["a"] };
    const event = await readConnection(new StdioClientTransport(stdio), given, { principal: { id: "u" } });
    assert.deepEqual([event.server, event.principal, event.point], [given, { id: "u" }, "client"]);
  });
});
