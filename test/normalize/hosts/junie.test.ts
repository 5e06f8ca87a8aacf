import { describe } from "node:test";
import { testPlaces, testRows } from "./read_host.ts";

describe("Junie", () => {
  testPlaces("Junie", { user: ["~/.junie/mcp/mcp.json"], project: ["./.junie/mcp/mcp.json"] });

  const a = { name: "a", pointer: "/mcpServers/a" };
  testRows(".junie/mcp/mcp.json", "junie", [
    [
      '{"mcpServers": {"a": {"command": "node", "args": ["x"], "env": {"K": "v"}, "enabled": false}}}',
      [{ ...a, transport: "stdio", command: "node", args: ["x"], env_keys: ["K"], enabled: false }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"url": "https://a.example", "headers": {"X": "y"}}}}',
      [{ ...a, transport: "http", url: "https://a.example", header_names: ["X"] }],
      [],
    ],
    ['{"mcpServers": {"a": "x"}}', [], ["ENTRY 1:22"]],
    ["{}", [], []],
  ]);
});
