import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testPlaces, testRows } from "./read_host.ts";

const project = ["./.amp/settings.json", "./.amp/settings.jsonc"];
const managed = ["SYSTEM/ampcode/managed-settings.json"];

describe("Amp", () => {
  const user = ["~/.config/amp/settings.json", "~/.config/amp/settings.jsonc"];
  testPlaces("Amp", { user, project, managed });
  describe("moved by a variable", () => {
    testPlaces("Amp", { user: ["/moved.json", ...user], project, managed }, { AMP_SETTINGS_FILE: "/moved.json" });
  });

  const bypass = { name: "bypass_permissions", value: true };
  const rules = { key: "amp.permissions", pointer: "/amp.permissions" };
  const servers = { key: "amp.mcpPermissions", pointer: "/amp.mcpPermissions" };
  testRows(".amp/settings.json", "amp", [
    [
      '{"amp.mcpServers": {"a": {"command": "node", "args": ["x"], "env": {"K": "v"}}, "b": {"url": "https://b.example"}}}',
      [
        {
          name: "a",
          transport: "stdio",
          command: "node",
          args: ["x"],
          env_keys: ["K"],
          pointer: "/amp.mcpServers/a",
        },
        { name: "b", transport: "http", url: "https://b.example", pointer: "/amp.mcpServers/b" },
      ],
      [],
    ],
    [
      '{"amp.dangerouslyAllowAll": true}',
      [{ ...bypass, key: "amp.dangerouslyAllowAll", pointer: "/amp.dangerouslyAllowAll", at: "1:29" }],
      [],
    ],
    ['{"amp.dangerouslyAllowAll": false}', [], []],
    ['{"amp.permissions": [{"tool": "*", "action": "allow"}]}', [{ ...bypass, ...rules, at: "1:31" }], []],
    ['{"amp.permissions": [{"tool": "*", "matches": {"path": "x"}, "action": "allow"}]}', [], []],
    [
      '{"amp.permissions": [{"tool": "mcp__git__*", "action": "allow"}, {"tool": "mcp__git__push", "action": "ask"}]}',
      [
        { name: "auto_approve_tools", ...rules, server: "git", value: ["*"], at: "1:31" },
        { name: "asked_tools", ...rules, server: "git", value: ["push"], at: "1:75" },
      ],
      [],
    ],
    [
      '{"amp.permissions": [{"tool": "Bash", "action": "allow"}, {"tool": "*", "action": "reject"}]}',
      [{ name: "denied_tools", ...rules, value: ["*"], at: "1:68" }],
      [],
    ],
    [
      '{"amp.permissions": [{"tool": "*", "action": "delegate", "to": "./decide.sh"}]}',
      [{ name: "hook_command", ...rules, value: "./decide.sh", at: "1:64" }],
      [],
    ],
    [
      '{"amp.mcpPermissions": [{"matches": {"command": "npx", "args": "*"}, "action": "allow"}, {"matches": {"url": "*"}, "action": "reject"}, {"action": "allow"}]}',
      [
        { name: "allowed_servers", ...servers, value: ["npx *"], at: "1:24" },
        { name: "denied_servers", ...servers, value: ["*"], at: "1:24" },
      ],
      [],
    ],
    [
      '{"amp.tools.disable": ["builtin:edit_file", "mcp__git__push"]}',
      [
        {
          name: "denied_tools",
          key: "amp.tools.disable",
          value: ["mcp__git__push"],
          pointer: "/amp.tools.disable",
          at: "1:23",
        },
      ],
      [],
    ],
    [
      '{"amp.dangerouslyAllowAll": "yes", "amp.permissions": {}, "amp.mcpPermissions": [1], "amp.tools.disable": 1}',
      [],
      ["SETTING 1:29", "SETTING 1:55", "SETTING 1:82", "SETTING 1:107"],
    ],
    ['{"amp.permissions": [{"tool": 1, "action": 2}]}', [], ["SETTING 1:31", "SETTING 1:44"]],
    ['{"amp.url": "https://a.example", /* fine */}', [], []],
  ]);

  it("is known by its places, and by its settings under any name", async (test) => {
    for (const [name, content] of [
      [".config/amp/settings.json", "{}"],
      [".amp/settings.jsonc", "{}"],
      ["ampcode/managed-settings.json", "{}"],
      ["copy.json", '{"amp.mcpServers": {}}'],
      ["copy3.json", '{"amp.commands.allowlist": []}'],
      ["copy2.json", '{"amp.dangerouslyAllowAll": false}'],
    ] as const) {
      assert.equal((await readHost(test, name, content)).client, "amp", name);
    }
  });
});
