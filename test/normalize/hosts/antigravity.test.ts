import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testPlaces, testRows } from "./read_host.ts";

describe("Antigravity", () => {
  testPlaces("Antigravity", {
    user: ["~/.gemini/antigravity/mcp_config.json", "~/.gemini/config/mcp_config.json"],
    project: ["./.agents/mcp_config.json"],
  });

  const a = { name: "a", pointer: "/mcpServers/a" };
  testRows(".gemini/antigravity/mcp_config.json", "antigravity", [
    [
      '{"mcpServers": {"a": {"serverUrl": "https://a.example/mcp", "headers": {"X": "y"}, "disabled": true}}}',
      [{ ...a, transport: "http", url: "https://a.example/mcp", header_names: ["X"], enabled: false }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "node", "args": ["x"], "env": {"K": "v"}, "disabledTools": ["rm"]}}}',
      [
        { ...a, transport: "stdio", command: "node", args: ["x"], env_keys: ["K"] },
        {
          name: "denied_tools",
          key: "disabledTools",
          server: "a",
          value: ["rm"],
          pointer: "/mcpServers/a/disabledTools",
          at: "1:93",
        },
      ],
      [],
    ],
    ['{"mcpServers": {"a": {"serverUrl": "nowhere"}}}', [], ["URL 1:36"]],
    ['{"mcpServers": {}}', [], []],
  ]);

  it("is known in a project", async (test) => {
    assert.equal((await readHost(test, ".agents/mcp_config.json", "{}")).client, "antigravity");
  });
});
