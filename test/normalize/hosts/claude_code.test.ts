import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { claudeCode } from "../../../src/normalize/hosts/claude_code.ts";
import { claudeCodePlugin } from "../../../src/normalize/hosts/claude_code_plugin.ts";
import { claudeDesktop } from "../../../src/normalize/hosts/claude_desktop.ts";
import { assertRows, listNamedValues, listPlaces } from "./rows.ts";

describe("Claude Code's servers", () => {
  it("stand in these places", () => {
    assert.deepEqual(listPlaces(claudeCode, "linux"), [
      "user /home/ada/.claude.json",
      "project work/.mcp.json",
      "managed /etc/claude-code/managed-mcp.json",
    ]);
    assert.deepEqual(listPlaces(claudeCode, "darwin", { CLAUDE_CONFIG_DIR: "/opt/claude" }), [
      "user /opt/claude/.claude.json",
      "user /Users/ada/.claude.json",
      "project work/.mcp.json",
      "managed /Library/Application Support/ClaudeCode/managed-mcp.json",
    ]);
    assert.deepEqual(listPlaces(claudeCode, "win32"), [
      "user C:/Users/ada/.claude.json",
      "project work/.mcp.json",
      "managed C:/Program Files/ClaudeCode/managed-mcp.json",
    ]);
  });

  it("have these fields", (test) =>
    assertRows(test, ".mcp.json", "claude_code", [
      ['{"mcpServers": {}}', []],
      ["{}", []],
      [
        '{"mcpServers": {"a": {"type": "ws", "url": "wss://a.example/mcp", "timeout": 5, "alwaysLoad": true}}}',
        ["a ws wss://a.example/mcp /mcpServers/a 1:44"],
      ],
      [
        '{"mcpServers": {"a": {"type": "streamable-http", "url": "https://a.example", "headersHelper": "./t"}}}',
        [
          "a http https://a.example /mcpServers/a 1:57",
          'headers_helper headersHelper "./t" for a 1:17 /mcpServers/a/headersHelper 1:95',
        ],
      ],
      [
        '{"mcpServers": {"a": {"url": "https://a.example", "oauth": {"clientId": "i", "clientSecret": "s", "callbackPort": 1}}}}',
        ["a http https://a.example /mcpServers/a 1:30 env clientSecret"],
      ],
      [
        '{"mcpServers": {"a": {"url": "https://a.example", "oauth": {"clientId": "i", "callbackPort": 1}}, "b": {"command": "x", "oauth": 1}}}',
        ["a http https://a.example /mcpServers/a 1:30", "b stdio x /mcpServers/b 1:116"],
      ],
      ['{"a": {"command": "x", "oauth": {"client_secret": "s"}}}', ["a stdio x /a 1:19 env client_secret"]],
      ['{"mcpServers": {"a": 5}}', [], ["ENTRY 1:22"]],
    ]));

  it("keep the client's secret as a named value", async (test) => {
    const entry = '{"mcpServers": {"a": {"command": "x", "env": {"E": "v"}, "oauth": {"clientSecret": "s"}}}}';
    assert.deepEqual(await listNamedValues(test, ".mcp.json", entry), [
      "/server/env_keys/0 E=v",
      "/server/env_keys/1 clientSecret=s",
    ]);
  });

  it("may be switched off in a project's list of the same file", (test) =>
    assertRows(test, ".claude.json", "claude_code", [
      // Beside no project the client looks for no such list.
      ['{"mcpServers": {"a": {"command": "x"}}, "disabledMcpServers": ["b", "a"]}', ["a stdio x /mcpServers/a 1:34"]],
      // Which of two lists counts nobody knows.
      [
        '{"projects": {"/p": {"mcpServers": {"a": {"command": "x"}}, "disabledMcpServers": ["a"], "disabledMcpServers": []}}}',
        [
          "a stdio x /projects/~1p/mcpServers/a 1:54",
          'denied_servers disabledMcpServers ["a"] /projects/~1p/disabledMcpServers 1:83',
        ],
        ["DUPLICATE_KEY 1:90"],
      ],
      [
        '{"projects": {"/p": {"mcpServers": {"a": {"command": "x"}, "b": {"command": "y"}},\n"disabledMcpServers": ["a"], "disabledMcpjsonServers": ["c"]}},\n"mcpServers": {"a": {"command": "z"}}}',
        [
          "a stdio z /mcpServers/a 3:33",
          "a stdio x /projects/~1p/mcpServers/a 1:54 off 2:24",
          "b stdio y /projects/~1p/mcpServers/b 1:77",
          'denied_servers disabledMcpjsonServers ["c"] /projects/~1p/disabledMcpjsonServers 2:56',
          'denied_servers disabledMcpServers ["a"] /projects/~1p/disabledMcpServers 2:23',
        ],
      ],
      [
        '{"projects": {"/p": {"disabledMcpServers": "a", "disabledMcpjsonServers": [1]}}}',
        [],
        ["SETTING 1:44", "SETTING 1:76"],
      ],
    ]));
});

describe("Claude Code's plugins", () => {
  it("stand in these places", () => {
    const cache = "user /home/ada/.claude/plugins/cache";
    assert.deepEqual(listPlaces(claudeCodePlugin, "linux"), [
      `${cache}/{*/*/.mcp.json}`,
      `${cache}/{*/*/*/.mcp.json}`,
      `${cache}/{*/*/.claude-plugin/plugin.json}`,
      `${cache}/{*/*/*/.claude-plugin/plugin.json}`,
      `${cache}/{*/*/hooks/hooks.json}`,
      `${cache}/{*/*/*/hooks/hooks.json}`,
    ]);
    assert.equal(listPlaces(claudeCodePlugin, "win32", { CLAUDE_CONFIG_DIR: "D:/c" }).length, 12);
  });

  it("bring servers and commands", (test) =>
    assertRows(test, ".claude-plugin/plugin.json", "claude_code", [
      ['{"name": "p"}', []],
      ['{"name": "p", "mcpServers": "./servers.json", "hooks": ["./hooks.json"]}', []],
      ['{"mcpServers": {"a": {"command": "x"}}}', ["a stdio x /mcpServers/a 1:34"]],
      [
        '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "./s"}]}]}}',
        ['hook_command hooks.Stop "./s" /hooks/Stop/0/hooks/0/command 1:63'],
      ],
    ]));

  it("have hooks in a file of their own", (test) =>
    assertRows(test, "hooks/hooks.json", "claude_code", [
      ['{"hooks": []}', [], ["SETTING 1:11"]],
      [
        '{"description": "d", "hooks": {"Stop": [{"hooks": [{"command": "./s"}]}]}}',
        ['hook_command hooks.Stop "./s" /hooks/Stop/0/hooks/0/command 1:64'],
      ],
    ]));
});

describe("Claude Desktop's servers", () => {
  it("stand in these places", () => {
    const file = "Claude/claude_desktop_config.json";
    assert.deepEqual(listPlaces(claudeDesktop, "linux"), [`user /home/ada/.config/${file}`]);
    assert.deepEqual(listPlaces(claudeDesktop, "darwin"), [`user /Users/ada/Library/Application Support/${file}`]);
    assert.deepEqual(listPlaces(claudeDesktop, "win32"), [
      `user C:/Users/ada/AppData/Roaming/${file}`,
      `user C:/Users/ada/AppData/Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/${file}`,
    ]);
  });

  it("are read", (test) =>
    assertRows(test, "claude_desktop_config.json", "claude_desktop", [
      ['{"globalShortcut": ""}', []],
      [
        '{"mcpServers": {"a": {"command": "x", "args": ["b"], "env": {"E": "v"}}}}',
        ["a stdio x b /mcpServers/a 1:34 env E"],
      ],
      ['{"mcpServers": []}', [], ["SERVERS 1:16"]],
    ]));
});
