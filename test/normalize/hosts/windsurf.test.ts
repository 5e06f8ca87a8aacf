import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { windsurf } from "../../../src/normalize/hosts/windsurf.ts";
import { assertRows, listPlaces } from "./rows.ts";

describe("Windsurf's servers", () => {
  it("stand in these places", () => {
    for (const [platform, home] of [
      ["linux", "/home/ada"],
      ["darwin", "/Users/ada"],
      ["win32", "C:/Users/ada"],
    ] as const) {
      assert.deepEqual(listPlaces(windsurf, platform), [
        `user ${home}/.codeium/windsurf/mcp_config.json`,
        `user ${home}/.codeium/windsurf-next/mcp_config.json`,
        `user ${home}/.codeium/mcp_config.json`,
      ]);
    }
  });

  it("have these fields", (test) =>
    assertRows(test, ".codeium/windsurf/mcp_config.json", "windsurf", [
      ["{}", []],
      [
        '{"mcpServers": {"a": {"serverUrl": "https://a.example", "headers": {"X": "y"}, "disabled": true}}}',
        ["a http https://a.example /mcpServers/a 1:36 off 1:92"],
      ],
      [
        '{"mcpServers": {"a": {"url": "https://a.example", "alwaysAllow": ["t"], "disabledTools": ["u"]}}}',
        [
          "a http https://a.example /mcpServers/a 1:30",
          'auto_approve_tools alwaysAllow ["t"] for a 1:17 /mcpServers/a/alwaysAllow 1:66',
          'denied_tools disabledTools ["u"] for a 1:17 /mcpServers/a/disabledTools 1:90',
        ],
      ],
      [
        '{"mcpServers": {"a": {"command": "x", "disabledTools": "u", "disabled": 1}}}',
        ["a stdio x /mcpServers/a 1:34"],
        ["SETTING 1:56", "ENABLED 1:73"],
      ],
    ]));

  it("are known in a project and beside the plugin", async (test) => {
    for (const file of [".windsurf/mcp_config.json", ".codeium/mcp_config.json"]) {
      await assertRows(test, file, "windsurf", [["{}", []]]);
    }
  });
});
