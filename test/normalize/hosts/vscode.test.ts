import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { vscode } from "../../../src/normalize/hosts/vscode.ts";
import { vscodeSettings } from "../../../src/normalize/hosts/vscode_settings.ts";
import { assertRows, listPlaces } from "./rows.ts";

const products = ["Code", "Code - Insiders", "Code - OSS", "VSCodium", "VSCodium - Insiders"];
const applications = [
  ["linux", "/home/ada", "/home/ada/.config"],
  ["darwin", "/Users/ada", "/Users/ada/Library/Application Support"],
  ["win32", "C:/Users/ada", "C:/Users/ada/AppData/Roaming"],
] as const;

function listUserPlaces(home: string, folder: string, name: string): string[] {
  const remotes = [".vscode-server", ".vscode-server-insiders", ".vscodium-server"];
  return [
    ...products.flatMap((product) => [
      `user ${folder}/${product}/User/${name}`,
      `user ${folder}/${product}/User/profiles/{*/${name}}`,
    ]),
    ...remotes.flatMap((remote) => ["User", "Machine"].map((scope) => `user ${home}/${remote}/data/${scope}/${name}`)),
  ];
}

describe("VS Code's servers", () => {
  it("stand in these places", () => {
    for (const [platform, home, folder] of applications) {
      const expected = [...listUserPlaces(home, folder, "mcp.json"), "project work/.vscode/mcp.json"];
      assert.deepEqual(listPlaces(vscode, platform), expected);
    }
  });

  it("have these fields", (test) =>
    assertRows(test, ".vscode/mcp.json", "vscode", [
      ["{}", []],
      [
        '{"servers": {"a": {"command": "x", "envFile": ".env", "cwd": "c", "sandboxEnabled": true, "sandbox": {}, "dev": {}}}}',
        [
          "a stdio x /servers/a 1:31",
          "sandbox_auto_approve sandboxEnabled true for a 1:14 /servers/a/sandboxEnabled 1:85",
        ],
      ],
      ['{"servers": {"a": {"command": "x", "sandboxEnabled": 1}}}', ["a stdio x /servers/a 1:31"], ["SETTING 1:54"]],
      ['{"servers": {"a": {"url": "unix:///tmp/s.sock"}}}', ["a http unix:///tmp/s.sock /servers/a 1:27"]],
    ]));

  it("with inputs are known under any name", (test) =>
    assertRows(test, "copy.json", "vscode", [
      ['{"inputs": [], "servers": {"a": {"command": "x"}}}', ["a stdio x /servers/a 1:45"]],
    ]));
});

describe("VS Code's settings", () => {
  it("stand in these places", () => {
    for (const [platform, home, folder] of applications) {
      const expected = [
        ...listUserPlaces(home, folder, "settings.json"),
        "project work/.vscode/settings.json",
        "project work/{*.code-workspace}",
      ];
      assert.deepEqual(listPlaces(vscodeSettings, platform), expected);
    }
  });

  it("say who decides", (test) =>
    assertRows(test, ".vscode/settings.json", "vscode", [
      ["// none\n{}", []],
      ['{"editor.tabSize": 2, "chat": 1, "mcp": [], "chat.mcp.access": "all", "chat.mcp.autostart": "later"}', []],
      [
        '{"chat.tools.global.autoApprove": true,\n"chat.tools.autoApprove": false,\n"chat.permissions.default": "autopilot",\n"chat.mcp.autostart": "newAndOutdated",\n"chat.mcp.gallery.serviceUrl": "https://g.example",\n"security.workspace.trust.enabled": false}',
        [
          "bypass_permissions chat.tools.global.autoApprove true /chat.tools.global.autoApprove 1:35",
          "bypass_permissions chat.tools.autoApprove false /chat.tools.autoApprove 2:27",
          "bypass_permissions chat.permissions.default true /chat.permissions.default 3:29",
          "auto_connect chat.mcp.autostart true /chat.mcp.autostart 4:23",
          'server_gallery chat.mcp.gallery.serviceUrl "https://g.example" /chat.mcp.gallery.serviceUrl 5:32',
          "folder_trust security.workspace.trust.enabled false /security.workspace.trust.enabled 6:37",
        ],
      ],
      // The client takes both spellings.
      [
        '{"chat": {"tools": {"global.autoApprove": true}, "mcp.autostart": "never"}}',
        [
          "bypass_permissions chat.tools.global.autoApprove true /chat/tools/global.autoApprove 1:43",
          "auto_connect chat.mcp.autostart false /chat/mcp.autostart 1:67",
        ],
      ],
      [
        '{"chat.mcp.discovery.enabled": true}',
        ["discover_servers chat.mcp.discovery.enabled true /chat.mcp.discovery.enabled 1:32"],
      ],
      [
        '{"chat.mcp.discovery.enabled": {"claude-desktop": true, "windsurf": false}}',
        ['discover_servers chat.mcp.discovery.enabled ["claude-desktop"] /chat.mcp.discovery.enabled 1:32'],
      ],
      [
        '{"chat.tools.eligibleForAutoApproval": {"fetch": false, "read": true}}',
        ['asked_tools chat.tools.eligibleForAutoApproval ["fetch"] /chat.tools.eligibleForAutoApproval 1:40'],
      ],
      [
        '{"chat.mcp.serverSampling": {"Global in Code: a": {"allowedDuringChat": true}, "p/.vscode/mcp.json: b": {"allowedModels": ["m"]}, "c": {"allowedOutsideChat": true}}}',
        [
          "server_sampling chat.mcp.serverSampling true for a 1:30 /chat.mcp.serverSampling 1:73",
          "server_sampling chat.mcp.serverSampling true for c 1:131 /chat.mcp.serverSampling 1:159",
        ],
      ],
      ['{"mcp": {"servers": {"a": {"command": "x"}}}}', ["a stdio x /mcp/servers/a 1:39"]],
      ['{"mcp.servers": {"a": {"command": "x"}}}', ["a stdio x /mcp.servers/a 1:35"]],
      [
        '{"chat.tools.autoApprove": "yes", "chat.mcp.autostart": true, "chat.mcp.discovery.enabled": 1,\n"chat.mcp.serverSampling": [], "chat.tools.eligibleForAutoApproval": [], "mcp.servers": 1}',
        [],
        ["SETTING 1:28", "SETTING 1:57", "SETTING 1:93", "SETTING 2:28", "SETTING 2:70", "SERVERS 2:89"],
      ],
    ]));

  it("of a workspace stand below a name of their own", (test) =>
    assertRows(test, "team.code-workspace", "vscode", [
      ['{"folders": [], "chat.tools.autoApprove": true}', []],
      [
        '{"settings": {"chat.tools.autoApprove": true, "mcp": {"servers": {"a": {"command": "x"}}}}, "mcp": {"servers": {"b": {"command": "y"}}}}',
        [
          "b stdio y /mcp/servers/b 1:130",
          "a stdio x /settings/mcp/servers/a 1:84",
          "bypass_permissions chat.tools.autoApprove true /settings/chat.tools.autoApprove 1:41",
        ],
      ],
    ]));

  it("are known under any name", (test) =>
    assertRows(test, "copy.json", "vscode", [
      ['{"editor.formatOnSave": true}', []],
      ['{"chat.mcp.autostart": "never"}', ["auto_connect chat.mcp.autostart false /chat.mcp.autostart 1:24"]],
    ]));
});
