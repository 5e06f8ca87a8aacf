import { describe } from "node:test";
import { testPlaces, testRows } from "./read_host.ts";

describe("LM Studio", () => {
  testPlaces("LM Studio", { user: ["~/.lmstudio/mcp.json", "~/.cache/lm-studio/mcp.json"] });

  const a = { name: "a", pointer: "/mcpServers/a" };
  testRows(".lmstudio/mcp.json", "lm_studio", [
    [
      '{"mcpServers": {"a": {"url": "https://a.example", "headers": {"Authorization": "Bearer <token>"}}}}',
      [{ ...a, transport: "http", url: "https://a.example", header_names: ["Authorization"] }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "node", "args": ["x"], "env": {"K": "v"}}}}',
      [{ ...a, transport: "stdio", command: "node", args: ["x"], env_keys: ["K"] }],
      [],
    ],
    ['{"mcpServers": {"a": {"url": 5}}}', [], ["URL 1:30"]],
    ["{}", [], []],
  ]);
});
