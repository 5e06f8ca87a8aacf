import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testPlaces, testRows } from "./read_host.ts";

describe("Kiro", () => {
  testPlaces("Kiro", {
    user: ["~/.kiro/settings/mcp.json", "~/.kiro/agents/*.json"],
    project: ["./.kiro/settings/mcp.json", "./.kiro/agents/*.json"],
  });

  const a = { name: "a", pointer: "/mcpServers/a" };
  testRows(".kiro/settings/mcp.json", "kiro", [
    [
      '{"mcpServers": {"a": {"command": "uvx", "args": ["x@1.0.0"], "env": {"K": "v"}, "disabled": false}}}',
      [{ ...a, transport: "stdio", command: "uvx", args: ["x@1.0.0"], env_keys: ["K"], enabled: true }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"url": "https://a.example", "headers": {"X": "y"}, "disabled": true}}}',
      [{ ...a, transport: "http", url: "https://a.example", header_names: ["X"], enabled: false }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "x", "autoApprove": ["*"], "disabledTools": ["rm"]}}}',
      [
        { ...a, transport: "stdio", command: "x" },
        {
          name: "auto_approve_tools",
          key: "autoApprove",
          server: "a",
          value: ["*"],
          pointer: "/mcpServers/a/autoApprove",
          at: "1:54",
        },
        {
          name: "denied_tools",
          key: "disabledTools",
          server: "a",
          value: ["rm"],
          pointer: "/mcpServers/a/disabledTools",
          at: "1:78",
        },
      ],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "x", "autoApprove": {}}}}',
      [{ ...a, transport: "stdio", command: "x" }],
      ["SETTING 1:54"],
    ],
    ['{"mcpServers": 1}', [], ["SERVERS 1:16"]],
    ["{}", [], []],
  ]);

  it("replaces variables of the environment", async (test) => {
    const token = ["$", "{TOKEN}"].join("");
    const content = `{"mcpServers": {"a": {"command": "x", "env": {"T": "${token}"}}}}`;
    const { located } = await readHost(test, ".kiro/settings/mcp.json", content);
    assert.deepEqual(
      located[0]?.event.server?.references?.map(({ name, expanded }) => [name, expanded]),
      [["TOKEN", true]],
    );
  });
});

describe("agents of Kiro", () => {
  testRows(".kiro/agents/dev.json", "kiro", [
    [
      '{"mcpServers": {"git": {"command": "git-mcp"}}, "allowedTools": ["read", "@git"]}',
      [
        { name: "git", transport: "stdio", command: "git-mcp", pointer: "/mcpServers/git" },
        {
          name: "auto_approve_tools",
          key: "allowedTools",
          server: "git",
          value: ["*"],
          pointer: "/allowedTools",
          at: "1:74",
        },
      ],
      [],
    ],
    ['{"name": "dev", "includeMcpJson": true}', [], []],
  ]);
});
