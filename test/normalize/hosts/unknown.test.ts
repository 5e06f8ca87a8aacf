import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testRows } from "./read_host.ts";

describe("a file of an unknown client", () => {
  const a = { name: "a", pointer: "/mcpServers/a" };
  const shared = { name: "a", transport: "stdio", command: "x" };
  const setting = { server: "a" };
  testRows("settings.json", "unknown", [
    [
      '{"mcpServers": {"a": {"cmd": "x", "args": ["y"], "envs": {"A": "1"}, "environment": {"B": "2"}, "working_directory": "/w"}}}',
      [{ ...a, transport: "stdio", command: "x", args: ["y"], env_keys: ["B", "A"], cwd: "/w" }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"type": "local", "command": ["x", "y"], "args": ["z"]}}}',
      [{ ...a, transport: "stdio", command: "x", args: ["y", "z"] }],
      [],
    ],
    ['{"mcpServers": {"a": {"command": ["x"], "args": 1}}}', [], ["ARGS 1:49"]],
    [
      '{"mcpServers": {"a": {"uri": "https://a.example", "type": "remote", "http_headers": {"X": "y"}}}}',
      [{ ...a, transport: "http", url: "https://a.example", header_names: ["X"] }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"httpUrl": "https://a.example", "transport": "sse"}}}',
      [{ ...a, transport: "sse", url: "https://a.example" }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"transport": {"type": "sse", "url": "https://a.example"}, "oauth": {"clientSecret": "s", "scope": "x"}}}}',
      [{ ...a, transport: "sse", url: "https://a.example", env_keys: ["clientSecret"] }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "x", "trust": true, "headersHelper": "./h", "sandboxEnabled": true, "autoApprove": ["r"]}}}',
      [
        { ...a, transport: "stdio", command: "x" },
        {
          ...setting,
          name: "auto_approve_tools",
          key: "autoApprove",
          value: ["r"],
          pointer: `${a.pointer}/autoApprove`,
          at: "1:117",
        },
        {
          ...setting,
          name: "headers_helper",
          key: "headersHelper",
          value: "./h",
          pointer: `${a.pointer}/headersHelper`,
          at: "1:71",
        },
        {
          ...setting,
          name: "sandbox_auto_approve",
          key: "sandboxEnabled",
          value: true,
          pointer: `${a.pointer}/sandboxEnabled`,
          at: "1:96",
        },
        {
          ...setting,
          name: "trust_server",
          key: "trust",
          value: true,
          pointer: `${a.pointer}/trust`,
          at: "1:48",
        },
      ],
      [],
    ],
    [
      '{"mcpServers": {"a": {"url": "https://a.example", "serverUrl": "https://b.example"}}}',
      ["https://a.example", "https://b.example"].map((url) => ({
        name: "a",
        transport: "http",
        url,
        pointer: "/mcpServers/a",
      })),
      [],
    ],
    ['{"servers": {"a": {"command": "x"}}}', [{ ...shared, pointer: "/servers/a" }], []],
    ['{"mcp_servers": {"a": {"command": "x"}}}', [{ ...shared, pointer: "/mcp_servers/a" }], []],
    ['{"mcp": {"a": {"command": "x"}, "port": 8080}}', [{ ...shared, pointer: "/mcp/a" }], []],
    ['{"mcp": {"servers": {"a": {"command": "x"}}}}', [{ ...shared, pointer: "/mcp/servers/a" }], []],
    [
      '{"mcpServers": {}, "projects": {"/w": {"mcpServers": {"a": {"command": "x"}}, "enabledMcpjsonServers": ["b"]}}}',
      [
        { ...shared, pointer: "/projects/~1w/mcpServers/a" },
        {
          name: "enable_project_servers",
          key: "enabledMcpjsonServers",
          value: ["b"],
          pointer: "/projects/~1w/enabledMcpjsonServers",
          at: "1:104",
        },
      ],
      [],
    ],
  ]);

  it("is no MCP configuration when nothing in it starts a server", async (test) => {
    for (const content of [
      '{"mcp": true}',
      '{"mcp": {"enabled": true, "port": 8080}}',
      '{"mcp": {"limits": {"a": 1}}}',
      '{"servers": ["a"]}',
      '{"projects": {"/w": {}}}',
      '{"permission": "allow"}',
      "{}",
    ]) {
      const { client, events, problems } = await readHost(test, "some.json", content);
      assert.deepEqual([client, events, problems], [null, [], ["NOT_MCP_CONFIG 1:1"]], content);
    }
  });
});
