import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { show } from "../workspace.ts";
import { readHost, testPlaces, testRows } from "./read_host.ts";

const names = ["opencode.json", "opencode.jsonc"];
const inFolder = (folder: string): string[] => names.map((name) => `${folder}/${name}`);

const project = [...inFolder("."), ...inFolder("./.opencode")];
const managed = inFolder("SYSTEM/opencode");

describe("opencode", () => {
  testPlaces("opencode", {
    user: [...inFolder("~/.config/opencode"), "~/.config/opencode/config.json", ...inFolder("~/.opencode")],
    project,
    managed,
  });
  describe("moved by a variable", () => {
    const user = [
      ...inFolder("/moved"),
      ...inFolder("~/.config/opencode"),
      "~/.config/opencode/config.json",
      ...inFolder("~/.opencode"),
    ];
    testPlaces("opencode", { user, project, managed }, { OPENCODE_CONFIG_DIR: "/moved" });
  });

  const a = { name: "a", pointer: "/mcp/a" };
  const stdio = { ...a, transport: "stdio", command: "npx", args: ["-y", "x"] };
  testRows("opencode.json", "opencode", [
    [
      '{"mcp": {"a": {"type": "local", "command": ["npx", "-y", "x"], "environment": {"K": "v"}, "enabled": true}}}',
      [{ ...stdio, env_keys: ["K"], enabled: true }],
      [],
    ],
    [
      '{"mcp": {"a": {"type": "remote", "url": "https://a.example", "headers": {"X": "y"}, "enabled": false}}}',
      [{ ...a, transport: "http", url: "https://a.example", header_names: ["X"], enabled: false }],
      [],
    ],
    [
      '{"mcp": {"servers": {"a": {"type": "local", "command": ["npx", "-y", "x"], "cwd": "w", "disabled": true}}}}',
      [{ ...stdio, pointer: "/mcp/servers/a", cwd: "w", enabled: false }],
      [],
    ],
    [
      '{"mcp": {"servers": {"a": {"type": "local", "command": ["x"]}}, "timeout": {"startup": 5}}}',
      [{ ...a, pointer: "/mcp/servers/a", transport: "stdio", command: "x", args: [] }],
      [],
    ],
    ['{"mcp": {"servers": {}, "a": {"type": "local", "command": ["npx", "-y", "x"]}}}', [stdio], []],
    [
      '{"mcp": {"servers": {"type": "remote", "url": "https://a.example"}}}',
      [{ name: "servers", pointer: "/mcp/servers", transport: "http", url: "https://a.example" }],
      [],
    ],
    ['{"mcp": {"a": {"enabled": true}, "b": {"enabled": false}}}', [], []],
    ['{"mcp": {"a": {"type": "local", "command": ["x", 1]}}}', [], ["ARGS 1:50"]],
    ['{"mcp": {"a": {"type": "local", "command": [1]}}}', [], ["COMMAND 1:45"]],
    ['{"mcp": {"a": {"type": "local", "command": []}}}', [], ["COMMAND 1:44"]],
    ['{"mcp": {"a": {"type": "local", "command": [" "]}}}', [], ["COMMAND 1:45"]],
    ['{"mcp": {"a": {"type": "local", "command": "npx -y x"}}}', [], ["COMMAND 1:44"]],
    ['{"mcp": {"a": {"type": "local"}}}', [], ["NO_LAUNCH 1:10"]],
    [
      '{"mcp": {"a": {"type": "remote", "command": ["npx", "-y", "x"], "environment": 1}}}',
      [{ ...stdio, env_keys: [] }],
      ["TYPE 1:24", "ENV 1:80"],
    ],
    ['{"mcp": []}', [], ["SERVERS 1:9"]],
    ['{"mcp": {"a": 1}}', [], ["ENTRY 1:15"]],
    ['{"instructions": ["docs/**/*.md", "*.nix"], "theme": "x", /* no servers */}', [], []],
  ]);

  it("is known by its schema under any name", async (test) => {
    const content = '{"$schema": "https://opencode.ai/config.json", "instructions": ["docs/**/*.md"]}';
    const { client, events, problems } = await readHost(test, "copy.json", content);
    assert.deepEqual([client, events, problems], ["opencode", [], []]);
    for (const name of ["a/opencode.jsonc", ".opencode/opencode.json", ".config/opencode/config.json"]) {
      assert.equal((await readHost(test, name, "{}")).client, "opencode", name);
    }
    assert.equal((await readHost(test, "copy.json", '{"$schema": "https://a.example/opencode.ai/"}')).client, null);
  });

  it("has the place of each part of the command, and replaces variables and files", async (test) => {
    const content =
      '{"mcp": {"a": {"type": "local",\n"command": ["npx", "-y", "{env:PACKAGE}"]},\n"b": {"type": "remote", "url": "{env:HOST}/mcp", "headers": {"T": "{file:~/.token}"}}}}';
    const { located, problems } = await readHost(test, "opencode.json", content);
    const places = ["/server/command", "/server/args", "/server/args/0", "/server/args/1", "/server/transport"];
    assert.deepEqual(problems, []);
    assert.deepEqual(
      places.map((pointer) => show(located[0]?.locate(pointer) ?? { line: 0, column: 0 })),
      ["2:13", "2:12", "2:20", "2:26", "1:24"],
    );
    assert.deepEqual(
      located.flatMap(({ event }) => event.server?.references?.map(({ style, expanded }) => [style, expanded])),
      [
        ["{env:VAR}", true],
        ["{env:VAR}", true],
        ["{file:PATH}", true],
      ],
    );
  });
});
