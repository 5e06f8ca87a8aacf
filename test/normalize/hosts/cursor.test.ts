import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cursor } from "../../../src/normalize/hosts/cursor.ts";
import { cursorCli } from "../../../src/normalize/hosts/cursor_cli.ts";
import { cursorHooks } from "../../../src/normalize/hosts/cursor_hooks.ts";
import { cursorPermissions } from "../../../src/normalize/hosts/cursor_permissions.ts";
import { assertRows, listNamedValues, listPlaces } from "./rows.ts";

describe("Cursor's servers", () => {
  it("stand in these places", () => {
    for (const [platform, home] of [
      ["linux", "/home/ada"],
      ["darwin", "/Users/ada"],
      ["win32", "C:/Users/ada"],
    ] as const) {
      const expected = (name: string) => [`user ${home}/.cursor/${name}`, `project work/.cursor/${name}`];
      assert.deepEqual(listPlaces(cursor, platform), expected("mcp.json"));
      assert.deepEqual(listPlaces(cursorPermissions, platform), expected("permissions.json"));
    }
  });

  it("have these fields", (test) =>
    assertRows(test, ".cursor/mcp.json", "cursor", [
      ["{}", []],
      [
        '{"mcpServers": {"a": {"url": "https://a.example", "auth": {"CLIENT_ID": "i", "CLIENT_SECRET": "s", "scopes": ["r"]}}}}',
        ["a http https://a.example /mcpServers/a 1:30 env CLIENT_SECRET"],
      ],
      [
        '{"mcpServers": {"a": {"command": "x", "envFile": ".env", "disabled": true, "autoApprove": ["t"]}}}',
        [
          "a stdio x /mcpServers/a 1:34 off 1:70",
          'auto_approve_tools autoApprove ["t"] for a 1:17 /mcpServers/a/autoApprove 1:91',
        ],
      ],
      ['{"mcpServers": {"a": {"command": "x", "envFile": 1}}}', [], ["ENV_FILE 1:50"]],
    ]));

  it("keep the client's secret as a named value", async (test) => {
    const content = '{"mcpServers": {"a": {"command": "x", "auth": {"CLIENT_ID": "i", "CLIENT_SECRET": "s"}}}}';
    assert.deepEqual(await listNamedValues(test, ".cursor/mcp.json", content), ["/server/env_keys/0 CLIENT_SECRET=s"]);
  });
});

describe("Cursor's permissions", () => {
  const key = "auto_approve_tools mcpAllowlist";
  const rows = [
    ['{"mcpAllowlist": []}', []],
    [
      '// mine\n{"mcpAllowlist": ["a:t", "a: u", "b:*", "c", "*:*", "*:search", "*",],}',
      [
        `${key} ["t","u"] for a 2:19 /mcpAllowlist 2:19`,
        `${key} ["*"] for b 2:34 /mcpAllowlist 2:34`,
        `${key} ["*"] for c 2:41 /mcpAllowlist 2:41`,
        `${key} ["*","*:search","*"] /mcpAllowlist 2:46`,
      ],
    ],
    ['{"mcpAllowlist": "*:*"}', [], ["SETTING 1:18"]],
    [
      '{"mcpAllowlist": [1, "a:t"], "terminalAllowlist": ["ls"]}',
      [`${key} ["t"] for a 1:22 /mcpAllowlist 1:22`],
      ["SETTING 1:19"],
    ],
  ] as const;

  it("approve tools", (test) => assertRows(test, ".cursor/permissions.json", "cursor", rows));
  it("are known under any name", (test) => assertRows(test, "copy.json", "cursor", rows));
  it("about commands alone are none of ours", (test) =>
    assertRows(test, ".cursor/permissions.json", "cursor", [['{"terminalAllowlist": ["git"]}', []]]));
});

describe("The Cursor program's configuration", () => {
  it("stands in these places", () => {
    assert.deepEqual(listPlaces(cursorCli, "linux", { XDG_CONFIG_HOME: "/x", CURSOR_CONFIG_DIR: "/c" }), [
      "user /c/cli-config.json",
      "user /x/cursor/cli-config.json",
      "user /home/ada/.cursor/cli-config.json",
      "project work/.cursor/cli.json",
    ]);
    assert.deepEqual(listPlaces(cursorCli, "darwin"), [
      "user /Users/ada/.cursor/cli-config.json",
      "project work/.cursor/cli.json",
    ]);
    assert.deepEqual(listPlaces(cursorCli, "win32"), [
      "user C:/Users/ada/.cursor/cli-config.json",
      "project work/.cursor/cli.json",
    ]);
  });

  const rows = [
    [
      '{"version": 1, "permissions": {"allow": ["Shell(ls)", "Read(**)"], "deny": []}, "approvalMode": "allowlist"}',
      [],
    ],
    [
      '{"permissions": {"allow": ["Shell(ls)", "Mcp(a:t)", "Mcp(b, *)", "Mcp(*:*)"], "deny": ["Mcp(a:u)"]},\n"approvalMode": "unrestricted"}',
      [
        'auto_approve_tools permissions.allow ["t"] for a 1:41 /permissions/allow 1:41',
        'auto_approve_tools permissions.allow ["*"] for b 1:53 /permissions/allow 1:53',
        'auto_approve_tools permissions.allow ["*"] /permissions/allow 1:66',
        'denied_tools permissions.deny ["u"] for a 1:88 /permissions/deny 1:88',
        "bypass_permissions approvalMode true /approvalMode 2:17",
      ],
    ],
    [
      '{"approvalMode": 1, "permissions": {"deny": 1, "allow": ["Shell(ls)", 2]}}',
      [],
      ["SETTING 1:18", "SETTING 1:45", "SETTING 1:71"],
    ],
  ] as const;

  it("says who decides", (test) => assertRows(test, ".cursor/cli.json", "cursor", rows));
  it("is known under any name", (test) => assertRows(test, "copy.json", "cursor", rows));
});

describe("Cursor's hooks", () => {
  it("stand in these places", () => {
    const managed = (platform: "linux" | "darwin" | "win32") => listPlaces(cursorHooks, platform).at(-1);
    assert.deepEqual(listPlaces(cursorHooks, "linux"), [
      "user /home/ada/.cursor/hooks.json",
      "project work/.cursor/hooks.json",
      "managed /etc/cursor/hooks.json",
    ]);
    assert.equal(managed("darwin"), "managed /Library/Application Support/Cursor/hooks.json");
    assert.equal(managed("win32"), "managed C:/ProgramData/Cursor/hooks.json");
  });

  it("are commands that run unasked", (test) =>
    assertRows(test, ".cursor/hooks.json", "cursor", [
      ['{"version": 1}', []],
      [
        '{"version": 1, "hooks": {"beforeMCPExecution": [{"command": "./audit.sh"}, {"command": 1}]}}',
        ['hook_command hooks.beforeMCPExecution "./audit.sh" /hooks/beforeMCPExecution/0/command 1:61'],
        ["SETTING 1:88"],
      ],
    ]));
});
