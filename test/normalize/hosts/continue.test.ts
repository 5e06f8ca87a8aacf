import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { continueJson, continueYaml } from "../../../src/normalize/hosts/continue.ts";
import { assertRows, listNamedValues, listPlaces } from "./rows.ts";

describe("Continue", () => {
  it("is looked for in these places", () => {
    const listBelow = (folder: string, ...names: string[]) =>
      names.flatMap((name) =>
        (name === "json" ? [".json"] : [".yaml", ".yml"]).flatMap((ending) => {
          const path = `${folder}/${name === "json" ? "mcpServers" : name}`;
          return [`${path}/{*${ending}}`, `${path}/{*/*${ending}}`];
        }),
      );
    const project = listBelow("project work/.continue", "agents", "assistants", "mcpServers");
    const listUser = (home: string) => [
      `user ${home}/config.yaml`,
      `user ${home}/config.yml`,
      ...listBelow(`user ${home}`, "agents", "assistants", "mcpServers"),
    ];
    assert.deepEqual(listPlaces(continueYaml, "linux"), [...listUser("/home/ada/.continue"), ...project]);
    assert.deepEqual(listPlaces(continueYaml, "darwin"), [...listUser("/Users/ada/.continue"), ...project]);
    assert.deepEqual(listPlaces(continueYaml, "win32"), [...listUser("C:/Users/ada/.continue"), ...project]);
    assert.deepEqual(listPlaces(continueYaml, "linux", { CONTINUE_GLOBAL_DIR: "/srv" }), [
      ...listUser("/srv"),
      ...project,
    ]);
    assert.deepEqual(listPlaces(continueJson, "linux"), [
      ...listBelow("user /home/ada/.continue", "json"),
      ...listBelow("project work/.continue", "json"),
    ]);
  });

  it("has a list of servers", (test) =>
    assertRows(test, ".continue/config.yaml", "continue", [
      [
        [
          "name: mine",
          "version: 1.0.0",
          "schema: v1",
          "models: []",
          "mcpServers:",
          "  - name: files",
          "    command: npx",
          '    args: ["-y", "@example/files@1.0.0", "${{ inputs.FOLDER }}"]',
          "    env:",
          "      TOKEN: ${{ secrets.TOKEN }}",
          "    cwd: ~/work",
          "  - name: remote",
          "    type: streamable-http",
          "    url: https://mcp.example.com/mcp",
          "    requestOptions:",
          "      verifySsl: false",
          '      headers: {Authorization: "Bearer ${{ secrets.KEY }}"}',
          "  - name: old",
          "    type: sse",
          "    url: https://sse.example.com",
        ].join("\n"),
        [
          "files stdio npx -y @example/files@1.0.0 ${{ inputs.FOLDER }} /mcpServers/0 7:14 env TOKEN",
          "remote http https://mcp.example.com/mcp /mcpServers/1 14:10",
          "old sse https://sse.example.com /mcpServers/2 20:10",
        ],
      ],
      [
        [
          "mcpServers:",
          "  - command: x",
          "  - name: 5",
          "    command: x",
          '  - name: ""',
          "    command: x",
          "  - x",
          "  - name: none",
          "  - uses: example/published",
          "    with: {TOKEN: x}",
        ].join("\n"),
        [
          "mcpServers/0 stdio x /mcpServers/0 2:14",
          "mcpServers/1 stdio x /mcpServers/1 4:14",
          "mcpServers/2 stdio x /mcpServers/2 6:14",
        ],
        ["NAME 2:5", "NAME 3:11", "NAME 5:11", "ENTRY 7:5", "NO_LAUNCH 8:5", "NO_LAUNCH 9:5"],
      ],
      ["mcpServers: {a: {command: x}}", [], ["SERVERS 1:13"]],
      ["mcpServers:", [], ["SERVERS 1:12"]],
    ]));

  it("reads .continue/mcpServers/new.yml", (test) =>
    assertRows(test, ".continue/mcpServers/new.yml", "continue", [[["name: x", "mcpServers: []"].join("\n"), []]]));

  it("is known by what an assistant without servers holds", (test) =>
    assertRows(test, "any.yaml", "continue", [["{name: x, version: 1.0.0, schema: v1, models: []}", []]]));

  it("reads .continue/agents/deep/new.yaml", (test) =>
    assertRows(test, ".continue/agents/deep/new.yaml", "continue", [
      ["mcpServers: [{name: a, command: x}]", ["a stdio x /mcpServers/0 1:33"]],
    ]));

  it("reads any.yaml", (test) =>
    assertRows(test, "any.yaml", "continue", [
      ["mcpServers: [{name: a, command: x}]", ["a stdio x /mcpServers/0 1:33"]],
    ]));

  it("reads .continue/mcpServers/a.json", (test) =>
    assertRows(test, ".continue/mcpServers/a.json", "continue", [
      [
        '{"mcpServers": {"a": {"command": "x", "env": {"A": "${A}"}}}, /* fine */}',
        ["a stdio x /mcpServers/a 1:34 env A"],
      ],
    ]));

  it("reads .continue/mcpServers/files.json", (test) =>
    assertRows(test, ".continue/mcpServers/files.json", "continue", [
      ['{"command": "x", "args": ["y"]}', ["files stdio x y  1:13"]],
    ]));

  it("reads .continue/mcpServers/more.json", (test) =>
    assertRows(test, ".continue/mcpServers/more.json", "continue", [
      [
        '{"projects": {"/p": {"mcpServers": {"a": {"url": "https://a.example"}}}}}',
        ["a http https://a.example /projects/~1p/mcpServers/a 1:50"],
      ],
    ]));

  it("keeps values for the secrets' detector", async (test) => {
    const content = [
      "mcpServers:",
      "  - {name: a, command: x, env: {KEY: value}}",
      '  - {name: b, url: "https://mcp.example.com", requestOptions: {headers: {X-Key: value}}}',
    ].join("\n");
    assert.deepEqual(await listNamedValues(test, ".continue/config.yaml", content), [
      "/server/env_keys/0 KEY=value",
      "/server/url url=https://mcp.example.com",
      "/server/header_names/0 X-Key=value",
    ]);
  });
});
