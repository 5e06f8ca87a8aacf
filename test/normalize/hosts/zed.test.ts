import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zed } from "../../../src/normalize/hosts/zed.ts";
import { assertRows, listPlaces } from "./rows.ts";

describe("Zed's settings", () => {
  it("stand in these places", () => {
    const project = "project work/.zed/settings.json";
    assert.deepEqual(listPlaces(zed, "linux"), ["user /home/ada/.config/zed/settings.json", project]);
    assert.deepEqual(listPlaces(zed, "linux", { XDG_CONFIG_HOME: "/x" }), ["user /x/zed/settings.json", project]);
    assert.deepEqual(listPlaces(zed, "darwin"), ["user /Users/ada/.config/zed/settings.json", project]);
    assert.deepEqual(listPlaces(zed, "win32"), ["user C:/Users/ada/AppData/Roaming/Zed/settings.json", project]);
  });

  it("hold servers with these fields", (test) =>
    assertRows(test, ".zed/settings.json", "zed", [
      ['// mine\n{"theme": "One", "context_servers": {},}', []],
      [
        '{"context_servers": {"a": {"source": "custom", "command": "x", "args": ["b"], "env": {"E": "v"}, "enabled": false}}}',
        ["a stdio x b /context_servers/a 1:59 env E off 1:109"],
      ],
      [
        '{"context_servers": {"a": {"command": {"path": "x", "args": ["b"], "env": {"E": "v"}}, "settings": {}}}}',
        ["a stdio x b /context_servers/a 1:48 env E"],
      ],
      [
        '{"context_servers": {"a": {"url": "https://a.example", "headers": {"X": "y"}}}}',
        ["a http https://a.example /context_servers/a 1:35"],
      ],
      // Their commands stand in extensions.
      ['{"context_servers": {"a": {"source": "extension", "settings": {"k": 1}}, "b": {"settings": {}}}}', []],
      [
        '{"context_servers": {"a": {"command": {"path": 1}}, "b": 2, "c": {}}}',
        [],
        ["COMMAND 1:48", "ENTRY 1:58", "NO_LAUNCH 1:61"],
      ],
      ['{"linux": {"context_servers": {"a": {"command": "x"}}}}', ["a stdio x /linux/context_servers/a 1:49"]],
    ]));

  it("say who decides", (test) =>
    assertRows(test, ".zed/settings.json", "zed", [
      ['{"agent": {"default_profile": "ask", "tool_permissions": {"default": "confirm"}}}', []],
      [
        '{"agent": {"always_allow_tool_actions": true, "tool_permissions": {"default": "allow"}}}',
        [
          "bypass_permissions agent.always_allow_tool_actions true /agent/always_allow_tool_actions 1:41",
          "bypass_permissions agent.tool_permissions.default true /agent/tool_permissions/default 1:79",
        ],
      ],
      [
        '{"agent": {"tool_permissions": {"tools": {"terminal": {"default": "allow"},\n"mcp:a:t": {"default": "allow"},\n"mcp:a:u": {"default": "deny"},\n"mcp:a:v": {"default": "confirm"}}}}}',
        [
          'auto_approve_tools agent.tool_permissions.tools ["t"] for a 2:1 /agent/tool_permissions/tools/mcp:a:t/default 2:24',
          'denied_tools agent.tool_permissions.tools ["u"] for a 3:1 /agent/tool_permissions/tools/mcp:a:u/default 3:24',
          'asked_tools agent.tool_permissions.tools ["v"] for a 4:1 /agent/tool_permissions/tools/mcp:a:v/default 4:24',
        ],
      ],
      [
        '{"session": {"trust_all_worktrees": true}}',
        ["folder_trust session.trust_all_worktrees false /session/trust_all_worktrees 1:37"],
      ],
      [
        '{"preview": {"agent": {"always_allow_tool_actions": true}}}',
        ["bypass_permissions agent.always_allow_tool_actions true /preview/agent/always_allow_tool_actions 1:53"],
      ],
      [
        '{"agent": {"always_allow_tool_actions": "yes", "tool_permissions": {"default": 1, "tools": {"mcp:a:t": {"default": 2}}}}, "session": 3}',
        [],
        ["SETTING 1:41", "SETTING 1:80", "SETTING 1:116", "SETTING 1:134"],
      ],
    ]));

  it("are known under any name", (test) =>
    assertRows(test, "copy.json", "zed", [
      ['{"context_servers": {"a": {"command": "x"}}}', ["a stdio x /context_servers/a 1:39"]],
      ['{"ui_font_size": 15}', []],
    ]));
});
