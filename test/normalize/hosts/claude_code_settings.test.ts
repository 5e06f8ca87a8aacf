import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { claudeCodeManaged } from "../../../src/normalize/hosts/claude_code_managed.ts";
import { claudeCodeSettings } from "../../../src/normalize/hosts/claude_code_settings.ts";
import { assertRows, listNamedValues, listPlaces } from "./rows.ts";

const project = ["project work/.claude/settings.json", "project work/.claude/settings.local.json"];

describe("Claude Code's settings", () => {
  it("stand in these places", () => {
    assert.deepEqual(listPlaces(claudeCodeSettings, "linux"), ["user /home/ada/.claude/settings.json", ...project]);
    assert.deepEqual(listPlaces(claudeCodeSettings, "darwin", { CLAUDE_CONFIG_DIR: "/opt" }), [
      "user /opt/settings.json",
      "user /Users/ada/.claude/settings.json",
      ...project,
    ]);
    assert.deepEqual(listPlaces(claudeCodeSettings, "win32"), ["user C:/Users/ada/.claude/settings.json", ...project]);
  });

  it("of an administrator stand in these places", () => {
    const rows = [
      ["linux", "/etc/claude-code"],
      ["darwin", "/Library/Application Support/ClaudeCode"],
      ["win32", "C:/Program Files/ClaudeCode"],
    ] as const;
    for (const [platform, folder] of rows) {
      assert.deepEqual(listPlaces(claudeCodeManaged, platform), [
        `managed ${folder}/managed-settings.json`,
        `managed ${folder}/managed-settings.d/{*.json}`,
      ]);
    }
  });

  it("say who decides about tools", (test) =>
    assertRows(test, ".claude/settings.json", "claude_code", [
      ['{"model": "m", "env": {"A": "b"}, "permissions": {"allow": ["Bash(ls)"], "deny": ["Read(.env)"]}}', []],
      ['{"permissions": {"disableBypassPermissionsMode": "disable", "defaultMode": "dontAsk"}}', []],
      ['{"permissions": {"defaultMode": "acceptEdits"}, "allowManagedMcpServersOnly": true}', []],
      [
        '{"permissions": {"defaultMode": "bypassPermissions"}}',
        ["bypass_permissions permissions.defaultMode true /permissions/defaultMode 1:33"],
      ],
      [
        '{"permissions": {"allow": ["mcp__a__b", "mcp__a__*", "mcp__c"],\n"deny": ["mcp__a__d", "mcp__*"],\n"ask": ["mcp__c__e"]}}',
        [
          'auto_approve_tools permissions.allow ["b","*"] for a 1:28 /permissions/allow 1:28',
          'auto_approve_tools permissions.allow ["*"] for c 1:54 /permissions/allow 1:54',
          'denied_tools permissions.deny ["d"] for a 2:10 /permissions/deny 2:10',
          'denied_tools permissions.deny ["*"] /permissions/deny 2:23',
          'asked_tools permissions.ask ["e"] for c 3:9 /permissions/ask 3:9',
        ],
      ],
      [
        '{"permissions": {"allow": 1, "deny": {}, "ask": [2], "defaultMode": []}}',
        [],
        ["SETTING 1:27", "SETTING 1:38", "SETTING 1:50", "SETTING 1:69"],
      ],
    ]));

  it("say who decides about servers", (test) =>
    assertRows(test, "managed-settings.d/10.json", "claude_code", [
      ['{"allowedMcpServers": [], "deniedMcpServers": null}', []],
      [
        '{"enableAllProjectMcpServers": true, "enabledMcpjsonServers": ["a"], "disabledMcpjsonServers": ["b"]}',
        [
          "enable_all_project_servers enableAllProjectMcpServers true /enableAllProjectMcpServers 1:32",
          'enable_project_servers enabledMcpjsonServers ["a"] /enabledMcpjsonServers 1:63',
          'denied_servers disabledMcpjsonServers ["b"] /disabledMcpjsonServers 1:96',
        ],
      ],
      [
        '{"allowedMcpServers": [{"serverName": "a"}, {"serverUrl": "https://*.b.example/*"}, {"serverCommand": ["npx", "-y", "c"]}]}',
        ['allowed_servers allowedMcpServers ["a","https://*.b.example/*","npx -y c"] /allowedMcpServers 1:23'],
      ],
      [
        '{"deniedMcpServers": [{"serverName": "a", "note": 1}, "b", {"serverName": 1}, {"serverCommand": "x"}]}',
        ['denied_servers deniedMcpServers ["a"] /deniedMcpServers 1:22'],
        ["SETTING 1:55", "SETTING 1:75", "SETTING 1:97"],
      ],
      ['{"allowedMcpServers": "a"}', [], ["SETTING 1:23"]],
    ]));

  it("name commands that the client runs", (test) =>
    assertRows(test, ".claude/settings.local.json", "claude_code", [
      ['{"hooks": {"Stop": [{"hooks": [{"type": "prompt", "prompt": "p"}, 1]}, "x"], "disabled": ["n"]}}', []],
      ['{"statusLine": {"type": "command", "command": " "}, "apiKeyHelper": ""}', []],
      [
        '{"hooks": {"PreToolUse": [{"matcher": "mcp__.*", "hooks": [\n{"type": "command", "command": "./a"},\n{"type": "command", "command": "b", "args": ["-c", 1]}]}]}}',
        [
          'hook_command hooks.PreToolUse "./a" /hooks/PreToolUse/0/hooks/0/command 2:32',
          'hook_command hooks.PreToolUse "b -c" /hooks/PreToolUse/0/hooks/1/command 3:32',
        ],
      ],
      [
        '{"apiKeyHelper": "./k",\n"otelHeadersHelper": "./o",\n"awsAuthRefresh": "aws sso login",\n"statusLine": {"command": "./s"}}',
        [
          'hook_command apiKeyHelper "./k" /apiKeyHelper 1:18',
          'hook_command otelHeadersHelper "./o" /otelHeadersHelper 2:22',
          'hook_command awsAuthRefresh "aws sso login" /awsAuthRefresh 3:19',
          'hook_command statusLine "./s" /statusLine/command 4:27',
        ],
      ],
      [
        '{"hooks": 1, "apiKeyHelper": [], "statusLine": "x", "fileSuggestion": {"command": 2}}',
        [],
        ["SETTING 1:11", "SETTING 1:30", "SETTING 1:48", "SETTING 1:83"],
      ],
    ]));

  it("may have secrets in a command", async (test) => {
    const content = '{"hooks": {"Stop": [{"hooks": [{"command": "curl -H x"}]}]}}';
    assert.deepEqual(await listNamedValues(test, ".claude/settings.json", content), [
      "/setting/value hooks.Stop=curl -H x",
    ]);
  });

  it("are known under any name", (test) =>
    assertRows(test, "copy.json", "claude_code", [
      ['{"permissions": {"ask": []}}', []],
      ['{"permissions": {"defaultMode": "plan"}}', []],
      ['{"deniedMcpServers": []}', []],
      ['{"enabledPlugins": {"a@b": true}}', []],
      ['{"hooks": {"Stop": []}}', []],
      ['{"statusLine": {"type": "command", "command": "x"}}', ['hook_command statusLine "x" /statusLine/command 1:47']],
    ]));

  it("may hold servers, which others' settings beside permissions or hooks do not tell from these", async (test) => {
    const servers = '"mcpServers": {"a": {"command": "x"}}';
    await assertRows(test, ".claude/settings.json", "claude_code", [
      [`{${servers}}`, ["a stdio x /mcpServers/a 1:34"]],
    ]);
    await assertRows(test, "copy.json", "claude_code", [
      [`{"enabledPlugins": {}, ${servers}}`, ["a stdio x /mcpServers/a 1:56"]],
    ]);
    await assertRows(test, "copy.json", "unknown", [
      [`{${servers}, "permissions": {"deny": []}}`, ["a stdio x /mcpServers/a 1:34"]],
      [`{${servers}, "hooks": {"Stop": []}}`, ["a stdio x /mcpServers/a 1:34"]],
    ]);
  });
});
