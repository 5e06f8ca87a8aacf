import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gemini } from "../../../src/normalize/hosts/gemini.ts";
import { geminiExtension } from "../../../src/normalize/hosts/gemini_extension.ts";
import { assertRows, listNamedValues, listPlaces } from "./rows.ts";

describe("Gemini CLI's settings", () => {
  it("stand in these places", () => {
    for (const [platform, home, system] of [
      ["linux", "/home/ada", "/etc/gemini-cli"],
      ["darwin", "/Users/ada", "/Library/Application Support/GeminiCli"],
      ["win32", "C:/Users/ada", "C:/ProgramData/gemini-cli"],
    ] as const) {
      assert.deepEqual(listPlaces(gemini, platform), [
        `user ${home}/.gemini/settings.json`,
        "project work/.gemini/settings.json",
        `managed ${system}/settings.json`,
        `managed ${system}/system-defaults.json`,
      ]);
    }
    const env = {
      GEMINI_CLI_HOME: "/g",
      GEMINI_CLI_SYSTEM_SETTINGS_PATH: "/s.json",
      GEMINI_CLI_SYSTEM_DEFAULTS_PATH: "/d.json",
    };
    assert.deepEqual(listPlaces(gemini, "linux", env), [
      "user /g/.gemini/settings.json",
      "project work/.gemini/settings.json",
      "managed /s.json",
      "managed /d.json",
    ]);
  });

  it("hold servers with these fields", (test) =>
    assertRows(test, ".gemini/settings.json", "gemini", [
      ["// none\n{}", []],
      ['{"mcpServers": {"a": {"url": "https://a.example"}}}', ["a sse https://a.example /mcpServers/a 1:30"]],
      [
        '{"mcpServers": {"a": {"url": "https://a.example", "type": "http"}}}',
        ["a http https://a.example /mcpServers/a 1:30"],
      ],
      ['{"mcpServers": {"a": {"httpUrl": "https://a.example"}}}', ["a http https://a.example /mcpServers/a 1:34"]],
      ['{"mcpServers": {"a": {"tcp": "ws://a.example"}}}', ["a ws ws://a.example /mcpServers/a 1:30"]],
      [
        '{"mcpServers": {"a": {"command": "x", "cwd": "c", "trust": true, "includeTools": ["t"], "excludeTools": ["u"]}}}',
        [
          "a stdio x /mcpServers/a 1:34",
          "trust_server trust true for a 1:17 /mcpServers/a/trust 1:60",
          'denied_tools excludeTools ["u"] for a 1:17 /mcpServers/a/excludeTools 1:105',
        ],
      ],
      ['{"mcpServers": {"a": {"command": "x", "trust": "yes"}}}', ["a stdio x /mcpServers/a 1:34"], ["SETTING 1:48"]],
      ['{"mcpServers": {"a": {"command": "x", "trust": false}}}', ["a stdio x /mcpServers/a 1:34"]],
      ['{"mcpServers": {"a": {}}}', [], ["NO_LAUNCH 1:17"]],
    ]));

  it("keep the client's secret as a named value", async (test) => {
    const content = '{"mcpServers": {"a": {"command": "x", "oauth": {"clientId": "i", "clientSecret": "s"}}}}';
    assert.deepEqual(await listNamedValues(test, ".gemini/settings.json", content), [
      "/server/env_keys/0 clientSecret=s",
    ]);
  });

  it("switch servers off in lists", (test) =>
    assertRows(test, ".gemini/settings.json", "gemini", [
      [
        '{"mcpServers": {"a": {"command": "x"}, "b": {"command": "y"}}, "mcp": {"excluded": ["b"]}}',
        [
          "a stdio x /mcpServers/a 1:34",
          "b stdio y /mcpServers/b 1:57 off 1:85",
          'denied_servers mcp.excluded ["b"] /mcp/excluded 1:84',
        ],
      ],
      [
        '{"mcpServers": {"a": {"command": "x"}, "b": {"command": "y"}}, "allowMCPServers": ["a"]}',
        [
          "a stdio x /mcpServers/a 1:34",
          "b stdio y /mcpServers/b 1:57 off 1:83",
          'allowed_servers allowMCPServers ["a"] /allowMCPServers 1:83',
        ],
      ],
      ['{"mcpServers": {"a": {"command": "x"}}, "mcp": {"allowed": []}}', ["a stdio x /mcpServers/a 1:34"]],
      // Which of two lists counts nobody knows.
      [
        '{"mcpServers": {"a": {"command": "x"}}, "mcp": {"excluded": ["a"]}, "excludeMCPServers": []}',
        ["a stdio x /mcpServers/a 1:34", 'denied_servers mcp.excluded ["a"] /mcp/excluded 1:61'],
      ],
    ]));

  it("say who decides", (test) =>
    assertRows(test, ".gemini/settings.json", "gemini", [
      ['{"selectedAuthType": "gemini-api-key", "preferredEditor": "vscode", "theme": "Atom One"}', []],
      ['{"general": {"defaultApprovalMode": "auto_edit"}, "tools": {"allowed": ["run_shell_command(git)"]}}', []],
      [
        '{"security": {"folderTrust": {"enabled": false}}, "general": {"defaultApprovalMode": "yolo"}, "tools": {"autoAccept": true}}',
        [
          "auto_approve_tools tools.autoAccept true /tools/autoAccept 1:119",
          "bypass_permissions general.defaultApprovalMode true /general/defaultApprovalMode 1:86",
          "folder_trust security.folderTrust.enabled false /security/folderTrust/enabled 1:42",
        ],
      ],
      [
        '{"autoAccept": false, "approvalMode": "yolo", "folderTrust": true}',
        [
          "auto_approve_tools autoAccept false /autoAccept 1:16",
          "bypass_permissions approvalMode true /approvalMode 1:39",
          "folder_trust folderTrust true /folderTrust 1:62",
        ],
      ],
      [
        '{"tools": {"allowed": ["a__t", "mcp_b_u", "*", "read_file"], "exclude": ["a__v"], "discoveryCommand": "./d", "callCommand": "./c"}}',
        [
          'hook_command tools.discoveryCommand "./d" /tools/discoveryCommand 1:103',
          'hook_command tools.callCommand "./c" /tools/callCommand 1:125',
          'auto_approve_tools tools.allowed ["t"] for a 1:24 /tools/allowed 1:24',
          'auto_approve_tools tools.allowed ["mcp_b_u","*"] /tools/allowed 1:32',
          'denied_tools tools.exclude ["v"] for a 1:74 /tools/exclude 1:74',
        ],
      ],
      [
        '{"mcp": {"serverCommand": "./m"}, "toolDiscoveryCommand": "./d", "toolCallCommand": "./c", "mcpServerCommand": "./n"}',
        [
          'hook_command mcp.serverCommand "./m" /mcp/serverCommand 1:27',
          'hook_command mcpServerCommand "./n" /mcpServerCommand 1:112',
          'hook_command toolDiscoveryCommand "./d" /toolDiscoveryCommand 1:59',
          'hook_command toolCallCommand "./c" /toolCallCommand 1:85',
        ],
      ],
      [
        '{"hooks": {"enabled": true, "disabled": ["n"], "BeforeTool": [{"matcher": "*", "hooks": [{"type": "command", "command": "./h"}]}]}}',
        ['hook_command hooks.BeforeTool "./h" /hooks/BeforeTool/0/hooks/0/command 1:121'],
      ],
      [
        '{"security": [], "mcp": {"allowed": "a"}, "tools": {"autoAccept": 1, "allowed": {}}, "folderTrust": "x"}',
        [],
        ["SETTING 1:14", "SETTING 1:37", "SETTING 1:67", "SETTING 1:81", "SETTING 1:101"],
      ],
    ]));

  it("are known under any name", (test) =>
    assertRows(test, "copy.json", "gemini", [
      ['{"contextFileName": "AGENTS.md"}', []],
      ['{"security": {"auth": {"selectedType": "oauth-personal"}}}', []],
      ['{"fileFiltering": {}, "sandbox": "docker"}', []],
      ['{"hooks": {"BeforeTool": []}}', []],
    ]));
});

describe("Gemini CLI's extensions", () => {
  it("stand in these places", () => {
    assert.deepEqual(listPlaces(geminiExtension, "linux"), [
      "user /home/ada/.gemini/extensions/{*/gemini-extension.json}",
      "user /home/ada/.gemini/extensions/{*/hooks/hooks.json}",
      "project work/.gemini/extensions/{*/gemini-extension.json}",
      "project work/.gemini/extensions/{*/hooks/hooks.json}",
    ]);
  });

  it("bring servers", (test) =>
    assertRows(test, "gemini-extension.json", "gemini", [
      ['{"name": "e", "version": "1"}', []],
      ['{"mcpServers": {"a": {"command": "x"}}}', ["a stdio x /mcpServers/a 1:34"]],
      // The lists count in the settings alone.
      ['{"mcpServers": {"a": {"command": "x"}}, "excludeMCPServers": ["a"]}', ["a stdio x /mcpServers/a 1:34"]],
    ]));
});
