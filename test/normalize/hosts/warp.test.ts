import { describe } from "node:test";
import { testPlaces, testRows } from "./read_host.ts";

describe("Warp", () => {
  testPlaces("Warp", { user: ["~/.warp/.mcp.json"], project: ["./.warp/.mcp.json"] });

  const stdio = { name: "a", transport: "stdio", command: "node" };
  testRows(".warp/.mcp.json", "warp", [
    [
      '{"mcpServers": {"a": {"command": "node", "args": ["x"], "env": {"K": "v"}, "working_directory": "/w"}}}',
      [{ ...stdio, args: ["x"], env_keys: ["K"], cwd: "/w", pointer: "/mcpServers/a" }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"url": "https://a.example", "headers": {"X": "y"}}}}',
      [{ name: "a", transport: "http", url: "https://a.example", header_names: ["X"], pointer: "/mcpServers/a" }],
      [],
    ],
    [
      '{"a": {"command": "node"}, "b": {"serverUrl": "https://b.example"}, "theme": "dark", "c": {"x": 1}}',
      [
        { ...stdio, pointer: "/a" },
        { name: "b", transport: "http", url: "https://b.example", pointer: "/b" },
      ],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "node"}}, "a": {"command": "node", "disabled": true}}',
      [
        { ...stdio, pointer: "/mcpServers/a" },
        { ...stdio, enabled: false, pointer: "/a" },
      ],
      [],
    ],
    ['{"mcpServers": {"command": "node"}}', [], ["ENTRY 1:28"]],
    ['{"a": {"command": "node", "working_directory": 1}}', [], ["CWD 1:48"]],
    ["{}", [], []],
  ]);
});
