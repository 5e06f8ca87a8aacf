import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testPlaces, testRows } from "./read_host.ts";

const project = ["./.github/mcp.json", "./.copilot/mcp-config.json"];

describe("Copilot CLI", () => {
  testPlaces("Copilot CLI", { user: ["~/.copilot/mcp-config.json", "~/.copilot/config.json"], project });
  describe("moved by variables", () => {
    const user = ["mcp-config.json", "config.json"].flatMap((file) => [
      `/moved/${file}`,
      `/xdg/copilot/${file}`,
      `~/.copilot/${file}`,
    ]);
    testPlaces("Copilot CLI", { user, project }, { COPILOT_HOME: "/moved", XDG_CONFIG_HOME: "/xdg" });
  });

  const a = { name: "a", pointer: "/mcpServers/a" };
  testRows(".copilot/mcp-config.json", "copilot_cli", [
    [
      '{"mcpServers": {"a": {"type": "local", "command": "node", "args": ["x"], "env": {"K": "v"}, "tools": ["*"]}}}',
      [{ ...a, transport: "stdio", command: "node", args: ["x"], env_keys: ["K"] }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"type": "stdio", "command": "node", "cwd": "/w", "tools": []}}}',
      [{ ...a, transport: "stdio", command: "node", cwd: "/w" }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"type": "http", "url": "https://a.example", "headers": {"X": "y"}, "tools": ["*"]}}}',
      [{ ...a, transport: "http", url: "https://a.example", header_names: ["X"] }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"type": "sse", "url": "https://a.example"}}}',
      [{ ...a, transport: "sse", url: "https://a.example" }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"type": "local", "url": "https://a.example"}}}',
      [{ ...a, transport: "http", url: "https://a.example" }],
      ["TYPE 1:31"],
    ],
    [
      '{"mcpServers": {"a": {"type": "toString", "command": "node"}}}',
      [{ ...a, transport: "stdio", command: "node" }],
      ["TYPE 1:31"],
    ],
    ["{}", [], []],
  ]);

  testRows(".copilot/config.json", "copilot_cli", [
    [
      '{"trusted_folders": ["/work", "/home/ada"], "banner": "never"}',
      [
        {
          name: "folder_trust",
          key: "trusted_folders",
          value: ["/work", "/home/ada"],
          pointer: "/trusted_folders",
          at: "1:21",
        },
      ],
      [],
    ],
    [
      '// kept by the client\n{"trustedFolders": ["/work"]}',
      [{ name: "folder_trust", key: "trustedFolders", value: ["/work"], pointer: "/trustedFolders", at: "2:20" }],
      [],
    ],
    ['{"trusted_folders": "/work"}', [], ["SETTING 1:21"]],
    ['{"model": "x"}', [], []],
  ]);

  it("is known in a project", async (test) => {
    assert.equal((await readHost(test, ".github/mcp.json", "{}")).client, "copilot_cli");
    assert.equal((await readHost(test, "mcp-config.json", '{"mcpServers": {}}')).client, "unknown");
  });
});
