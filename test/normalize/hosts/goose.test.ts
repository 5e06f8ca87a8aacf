import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { goose } from "../../../src/normalize/hosts/goose.ts";
import { goosePermissions } from "../../../src/normalize/hosts/goose_permissions.ts";
import { assertRows, listNamedValues, listPlaces } from "./rows.ts";

describe("Goose", () => {
  it("is looked for in these places", () => {
    const project = "project work/.config/goose/config.yaml";
    const managed = "managed /etc/goose/config.yaml";
    assert.deepEqual(listPlaces(goose, "linux"), ["user /home/ada/.config/goose/config.yaml", project, managed]);
    assert.deepEqual(listPlaces(goose, "darwin"), ["user /Users/ada/.config/goose/config.yaml", project, managed]);
    assert.deepEqual(listPlaces(goose, "win32", { APPDATA: "C:/Roaming" }), [
      "user C:/Roaming/Block/goose/config/config.yaml",
      project,
    ]);
    assert.deepEqual(listPlaces(goosePermissions, "linux", { XDG_CONFIG_HOME: "/srv", GOOSE_PATH_ROOT: "/root" }), [
      "user /root/config/permission.yaml",
      "user /srv/goose/permission.yaml",
    ]);
    assert.deepEqual(listPlaces(goosePermissions, "darwin"), ["user /Users/ada/.config/goose/permission.yaml"]);
    assert.deepEqual(listPlaces(goosePermissions, "win32", { APPDATA: "C:/Roaming" }), [
      "user C:/Roaming/Block/goose/config/permission.yaml",
    ]);
  });

  it("has extensions and a mode", (test) =>
    assertRows(test, "goose/config.yaml", "goose", [
      [
        [
          "GOOSE_PROVIDER: openai",
          "extensions:",
          "  developer: {bundled: true, enabled: true, name: developer, timeout: 300, type: builtin}",
          "  todo: {type: platform, enabled: true}",
          "  ui: {type: frontend, tools: []}",
          "  git:",
          "    type: stdio",
          "    cmd: uvx",
          "    args: [mcp-server-git]",
          "    envs: {A: b}",
          "    env_keys: [TOKEN]",
          "    enabled: false",
          "    bundled: null",
          "  web:",
          "    type: streamable_http",
          "    uri: https://mcp.example.com/mcp",
          '    headers: {Authorization: "Bearer $TOKEN"}',
          "    env_keys:",
          "      - TOKEN",
          "    enabled: true",
          '  old: {type: sse, uri: "https://sse.example.com"}',
        ].join("\n"),
        [
          "git stdio uvx mcp-server-git /extensions/git 8:10 env A,TOKEN off 12:14",
          "web http https://mcp.example.com/mcp /extensions/web 16:10 env TOKEN on 20:14",
          "old sse https://sse.example.com /extensions/old 21:25",
        ],
      ],
      [
        [
          "extensions:",
          "  code:",
          "    type: inline_python",
          "    enabled: true",
          "    code: |",
          "      import os",
          '    dependencies: [httpx, "rich==13.0.0"]',
          "  broken: {type: inline_python}",
          "  untyped: {cmd: x}",
          "  both: {type: builtin, cmd: x}",
        ].join("\n"),
        [
          "code stdio uvx --with mcp --with httpx --with rich==13.0.0 python -c import os\n /extensions/code 5:5 on 4:14",
          "untyped stdio x /extensions/untyped 9:18",
        ],
        ["NO_LAUNCH 8:3"],
      ],
      [["GOOSE_MODE: auto", "extensions: {}"].join("\n"), ["bypass_permissions GOOSE_MODE true /GOOSE_MODE 1:13"]],
      ["GOOSE_MODE: smart_approve", []],
      [["GOOSE_MODE: 1", "extensions: [a]"].join("\n"), [], ["SETTING 1:13", "SERVERS 2:13"]],
      [
        [
          "extensions:",
          "  a: {type: stdio, cmd: x, args: [8080], envs: {PORT: 1}, env_keys: [1], enabled: yes}",
          "  b: {type: stdio, cmd: x, args: y}",
          '  c: {type: stdio, cmd: x, args: ["$HOME"], env_keys: T}',
          "  d: [1]",
        ].join("\n"),
        [],
        ["ARGS 2:35", "ARGS 3:34", "ENV 4:55", "ENTRY 5:6"],
      ],
      [
        ["base: &base {type: stdio, cmd: uvx}", "extensions:", "  a: {<<: *base, args: [x]}", "  b: *base"].join("\n"),
        ["a stdio uvx x /extensions/a 1:32", "b stdio uvx /extensions/b 1:32"],
      ],
      ["GOOSE_MODEL: m", []],
    ]));

  it("keeps the answers that people gave", (test) =>
    assertRows(test, "goose/permission.yaml", "goose", [
      [
        [
          "user:",
          "  always_allow: [git__status, git__log, developer__shell, plain]",
          "  ask_before:",
          "    - git__push",
          "  never_allow: []",
          "smart_approve:",
          "  always_allow: [web__fetch]",
          "  ask_before: []",
          "  never_allow: [web__post]",
        ].join("\n"),
        [
          'auto_approve_tools user.always_allow ["status","log"] for git 2:18 /user/always_allow 2:18',
          'auto_approve_tools user.always_allow ["shell"] for developer 2:41 /user/always_allow 2:41',
          'auto_approve_tools user.always_allow ["plain"] /user/always_allow 2:59',
          'asked_tools user.ask_before ["push"] for git 4:7 /user/ask_before 4:7',
          'auto_approve_tools smart_approve.always_allow ["fetch"] for web 7:18 /smart_approve/always_allow 7:18',
          'denied_tools smart_approve.never_allow ["post"] for web 9:17 /smart_approve/never_allow 9:17',
        ],
      ],
      [
        ["user: {always_allow: git__status, ask_before: [1]}", "other: 1"].join("\n"),
        [],
        ["SETTING 1:22", "SETTING 1:48"],
      ],
    ]));

  it("is known by what a file holds", (test) =>
    assertRows(test, "any.yaml", "goose", [
      ["extensions: {a: {type: stdio, cmd: x}}", ["a stdio x /extensions/a 1:36"]],
      ["GOOSE_PROVIDER: local", []],
      [
        "user: {always_allow: [a__b__c], ask_before: [], never_allow: []}",
        ['auto_approve_tools user.always_allow ["b__c"] for a 1:23 /user/always_allow 1:23'],
      ],
    ]));

  it("keeps values for the secrets' detector", async (test) => {
    const content = [
      "extensions:",
      "  a: {type: stdio, cmd: x, envs: {KEY: value}, env_keys: [OTHER]}",
      '  b: {type: streamable_http, uri: "https://mcp.example.com", headers: {X-Key: value}}',
    ].join("\n");
    assert.deepEqual(await listNamedValues(test, "goose/config.yaml", content), [
      "/server/env_keys/0 KEY=value",
      "/server/url url=https://mcp.example.com",
      "/server/header_names/0 X-Key=value",
    ]);
  });
});
