import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { show } from "../workspace.ts";
import { readHost, testPlaces, testRows } from "./read_host.ts";

const file = "settings/cline_mcp_settings.json";

const editors = ["Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf"];
const remotes = [".vscode-server", ".vscode-server-insiders", ".cursor-server", ".windsurf-server"];

describe("Cline", () => {
  const storages = [
    ...editors.map((editor) => `APPS/${editor}/User/globalStorage/saoudrizwan.claude-dev/${file}`),
    ...remotes.map((remote) => `~/${remote}/data/User/globalStorage/saoudrizwan.claude-dev/${file}`),
  ];
  testPlaces("Cline", { user: [`~/.cline/data/${file}`, ...storages] });
  describe("moved by variables", () => {
    const env = { CLINE_MCP_SETTINGS_PATH: "/moved/mine.json", CLINE_DIR: "/dir" };
    testPlaces("Cline", { user: ["/moved/mine.json", `/dir/data/${file}`, ...storages] }, env);
  });
  describe("moved to a folder of data, and to a file that is another one in each folder", () => {
    const env = { CLINE_MCP_SETTINGS_PATH: "mine.json", CLINE_DATA_DIR: "/data" };
    testPlaces("Cline", { user: [`/data/${file}`, ...storages] }, env);
  });

  const a = { name: "a", pointer: "/mcpServers/a" };
  testRows("cline_mcp_settings.json", "cline", [
    [
      '{"mcpServers": {"a": {"command": "node", "args": ["x.js"], "env": {"K": "v"}, "cwd": "/w", "timeout": 60}}}',
      [{ ...a, transport: "stdio", command: "node", args: ["x.js"], env_keys: ["K"], cwd: "/w" }],
      [],
    ],
    ['{"mcpServers": {"a": {"url": "https://a.example"}}}', [{ ...a, transport: "sse", url: "https://a.example" }], []],
    [
      '{"mcpServers": {"a": {"type": "streamableHttp", "url": "https://a.example", "headers": {"X": "y"}}}}',
      [{ ...a, transport: "http", url: "https://a.example", header_names: ["X"] }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"transportType": "sse", "url": "https://a.example", "disabled": true}}}',
      [{ ...a, transport: "sse", url: "https://a.example", enabled: false }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"transport": {"type": "stdio", "command": "node", "args": ["x"]}, "disabled": false}}}',
      [{ ...a, transport: "stdio", command: "node", args: ["x"], enabled: true }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"transport": {"type": "streamableHttp", "url": "https://a.example"}}}}',
      [{ ...a, transport: "http", url: "https://a.example" }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "good", "transport": {"type": "stdio", "command": "evil"}}}}',
      [
        { ...a, transport: "stdio", command: "good" },
        { ...a, transport: "stdio", command: "evil" },
      ],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "x", "autoApprove": ["read", "*"]}}}',
      [
        { ...a, transport: "stdio", command: "x" },
        {
          name: "auto_approve_tools",
          value: ["read", "*"],
          key: "autoApprove",
          server: "a",
          pointer: "/mcpServers/a/autoApprove",
          at: "1:54",
        },
      ],
      [],
    ],
    ['{"mcpServers": {"a": {"command": "x", "autoApprove": []}}}', [{ ...a, transport: "stdio", command: "x" }], []],
    ['{"mcpServers": {"a": {"transport": "stdio"}}}', [], ["NO_LAUNCH 1:17"]],
    ['{"mcpServers": {"a": {"transport": {"type": "stdio", "command": 1}}}}', [], ["COMMAND 1:65"]],
    [
      '{"mcpServers": {"a": {"transport": {"type": 1, "command": "x"}}}}',
      [{ ...a, transport: "stdio", command: "x" }],
      ["TYPE 1:45"],
    ],
    [
      '{"mcpServers": {"a": {"command": "x", "autoApprove": "*", "disabled": "no"}}}',
      [{ ...a, transport: "stdio", command: "x" }],
      ["SETTING 1:54", "ENABLED 1:71"],
    ],
    ['{"mcpServers": {"a": {"command": "x",}}}', [{ ...a, transport: "stdio", command: "x" }], ["STRICT_JSON 1:37"]],
    ['{"mcpServers": {}}', [], []],
    ["{}", [], []],
  ]);

  it("has the places of what stands in a nested transport", async (test) => {
    const content = '{"mcpServers": {"a": {"transport": {\n"type": "stdio", "command": "node",\n"args": ["x"]}}}}';
    const { located } = await readHost(test, "cline_mcp_settings.json", content);
    const places = ["/server/transport", "/server/command", "/server/args/0"];
    assert.deepEqual(
      places.map((pointer) => show(located[0]?.locate(pointer) ?? { line: 0, column: 0 })),
      ["2:9", "2:29", "3:10"],
    );
  });
});
