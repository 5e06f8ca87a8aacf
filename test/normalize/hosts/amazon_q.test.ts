import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testPlaces, testRows } from "./read_host.ts";

const agents = ["cli-agents/*.json", "agents/*.json", "default.json"];

describe("Amazon Q mcp.json", () => {
  testPlaces("Amazon Q", {
    user: ["mcp.json", ...agents].map((file) => `~/.aws/amazonq/${file}`),
    project: ["mcp.json", ...agents].map((file) => `./.amazonq/${file}`),
  });

  const a = { name: "a", pointer: "/mcpServers/a" };
  testRows(".amazonq/mcp.json", "amazon_q", [
    [
      '{"mcpServers": {"a": {"command": "node", "args": ["x"], "env": {"K": "v"}, "timeout": 120000}}}',
      [{ ...a, transport: "stdio", command: "node", args: ["x"], env_keys: ["K"] }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"type": "http", "url": "https://a.example", "headers": {"X": "y"}, "disabled": true}}}',
      [{ ...a, transport: "http", url: "https://a.example", header_names: ["X"], enabled: false }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "x", "disabledTools": ["rm"]}}}',
      [
        { ...a, transport: "stdio", command: "x" },
        {
          name: "denied_tools",
          key: "disabledTools",
          server: "a",
          value: ["rm"],
          pointer: "/mcpServers/a/disabledTools",
          at: "1:56",
        },
      ],
      [],
    ],
    ['{"mcpServers": {"a": {}}}', [], ["NO_LAUNCH 1:17"]],
    ["{}", [], []],
  ]);

  it("is known in the home folder too", async (test) => {
    assert.equal((await readHost(test, ".aws/amazonq/mcp.json", "{}")).client, "amazon_q");
  });
});
