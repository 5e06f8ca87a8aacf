import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testPlaces, testRows } from "./read_host.ts";

const editors = ["Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf"];
const remotes = [".vscode-server", ".vscode-server-insiders", ".cursor-server", ".windsurf-server"];
const storages = [
  ...editors.map((editor) => `APPS/${editor}/User/globalStorage`),
  ...remotes.map((remote) => `~/${remote}/data/User/globalStorage`),
];

function userFiles(extension: string): string[] {
  return storages.flatMap((storage) =>
    ["mcp_settings.json", "cline_mcp_settings.json"].map((file) => `${storage}/${extension}/settings/${file}`),
  );
}

describe("Roo Code", () => {
  testPlaces("Roo Code", { user: userFiles("rooveterinaryinc.roo-cline"), project: ["./.roo/mcp.json"] });

  const a = { name: "a", pointer: "/mcpServers/a" };
  const approved = { name: "auto_approve_tools", key: "alwaysAllow", server: "a", pointer: `${a.pointer}/alwaysAllow` };
  testRows(".roo/mcp.json", "roo_code", [
    [
      '{"mcpServers": {"a": {"command": "node", "args": ["x"], "cwd": "w", "watchPaths": ["x"], "timeout": 60}}}',
      [{ ...a, transport: "stdio", command: "node", args: ["x"], cwd: "w" }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"type": "streamable-http", "url": "https://a.example", "disabled": true}}}',
      [{ ...a, transport: "http", url: "https://a.example", enabled: false }],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "x", "alwaysAllow": ["*"], "disabledTools": ["rm"]}}}',
      [
        { ...a, transport: "stdio", command: "x" },
        { ...approved, value: ["*"], at: "1:54" },
        {
          name: "denied_tools",
          key: "disabledTools",
          server: "a",
          value: ["rm"],
          pointer: `${a.pointer}/disabledTools`,
          at: "1:78",
        },
      ],
      [],
    ],
    [
      '{"mcpServers": {"a": {"command": "x", "alwaysAllow": ["read", 1], "disabledTools": "rm"}}}',
      [
        { ...a, transport: "stdio", command: "x" },
        { ...approved, value: ["read"], at: "1:54" },
      ],
      ["SETTING 1:63", "SETTING 1:84"],
    ],
    ["{}", [], []],
  ]);

  it("is known by its files' places and names, and so is Kilo Code", async (test) => {
    for (const [name, client] of [
      ["rooveterinaryinc.roo-cline/settings/mcp_settings.json", "roo_code"],
      ["rooveterinaryinc.roo-cline/settings/cline_mcp_settings.json", "roo_code"],
      ["backup/mcp_settings.json", "roo_code"],
      ["kilocode.kilo-code/settings/mcp_settings.json", "kilo_code"],
      [".kilocode/mcp.json", "kilo_code"],
      ["backup/cline_mcp_settings.json", "cline"],
    ] as const) {
      assert.equal((await readHost(test, name, "{}")).client, client, name);
    }
  });

  it("replaces variables of the environment", async (test) => {
    const token = ["$", "{env:TOKEN}"].join("");
    const content = `{"mcpServers": {"a": {"command": "x", "env": {"T": "${token}"}}}}`;
    const { located } = await readHost(test, ".roo/mcp.json", content);
    assert.deepEqual(
      located[0]?.event.server?.references?.map(({ name, expanded }) => [name, expanded]),
      [["TOKEN", true]],
    );
  });
});

describe("Kilo Code", () => {
  testPlaces("Kilo Code", { user: userFiles("kilocode.kilo-code"), project: ["./.kilocode/mcp.json"] });
});
