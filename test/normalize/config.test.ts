import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { normalizeConfigFile } from "../../src/normalize/config.ts";
import type { Machine } from "../../src/normalize/machine.ts";
import { createFolder, listServerNames, stranger, summarize } from "./workspace.ts";

const server = '{"mcpServers": {"a": {"command": "x"}}}';

describe("normalizeConfigFile picks the reader", () => {
  const rows: readonly (readonly [string, string, string | null, number, string[]])[] = [
    [".mcp.json", server, "claude_code", 1, []],
    ["managed-mcp.json", server, "claude_code", 1, []],
    [".claude.json", server, "claude_code", 1, []],
    ["claude_desktop_config.json", server, "claude_desktop", 1, []],
    ["a/.cursor/mcp.json", server, "cursor", 1, []],
    ["a/.CURSOR/MCP.json", server, "cursor", 1, []],
    ["a/.vscode/mcp.json", '{"servers": {"a": {"command": "x"}}}', "vscode", 1, []],
    ["Code/User/mcp.json", '{"servers": {"a": {"command": "x"}}}', "vscode", 1, []],
    ["Code - Insiders/User/profiles/p1/mcp.json", '{"servers": {"a": {"command": "x"}}}', "vscode", 1, []],
    ["user/mcp.json", server, "unknown", 1, []],
    [".claude/settings.json", "{}", "claude_code", 0, []],
    [".claude/settings.local.json", "{}", "claude_code", 0, []],
    ["managed-settings.json", "{}", "claude_code", 0, []],
    ["managed-settings.d/10-mcp.json", "{}", "claude_code", 0, []],
    ["copy.json", '{"permissions": {"allow": ["mcp__a"]}}', "claude_code", 1, []],
    ["copy2.json", '{"enabledMcpjsonServers": ["a"]}', "claude_code", 1, []],
    ["mcp.json", server, "unknown", 1, []],
    ["comments.json", `// why\n${server}`, "unknown", 1, []],
    ["windsurf.json", '{"mcpServers": {"a": {"serverUrl": "https://a.example"}}}', "unknown", 1, []],
    ["servers.json", '{"servers": {"a": {"command": "x"}}}', "unknown", 1, []],
    ["package.json", '{"name": "x"}', null, 0, ["NOT_MCP_CONFIG 1:1"]],
    ["openapi.json", '\n{"servers": [{"url": "https://a.example"}]}', null, 0, ["NOT_MCP_CONFIG 2:1"]],
    ["array.json", "[1]", null, 0, ["NOT_MCP_CONFIG 1:1"]],
    ["string.json", '"mcpServers"', null, 0, ["NOT_MCP_CONFIG 1:1"]],
    ["proto.json", '{"__proto__": {"mcpServers": {"a": {"command": "x"}}}}', null, 0, ["NOT_MCP_CONFIG 1:1"]],
    ["b/.mcp.json", "[]", "claude_code", 0, ["ROOT 1:1"]],
    ["c/.mcp.json", "  5", "claude_code", 0, ["ROOT 1:3"]],
    ["d/.mcp.json", '{"mcpServers": []}', "claude_code", 0, ["SERVERS 1:16"]],
    ["e/.mcp.json", '{"mcpServers": {}}', "claude_code", 0, []],
    ["f/.mcp.json", "", "claude_code", 0, ["EMPTY 1:1"]],
    ["g/.cursor/mcp.json", '{"mcpServers": {', "cursor", 0, ["TRUNCATED 1:17"]],
    ["none/.vscode/mcp.json", "", "vscode", 0, ["EMPTY 1:1"]],
    ["broken.json", "{", null, 0, ["TRUNCATED 1:2"]],
    ["servers/.vscode/mcp.json", '{"servers": 1}', "vscode", 0, ["SERVERS 1:13"]],
    ["wrong.json", '{"mcpServers": "x"}', "unknown", 0, ["SERVERS 1:16"]],
  ];
  for (const [name, content, client, count, expected] of rows) {
    it(`${name}: ${content.slice(0, 40)}`, async (test) => {
      const path = join(await createFolder(test, [[name, content]]), name);
      const result = await normalizeConfigFile(path, { machine: stranger });
      assert.deepEqual(
        [result.file, result.client, result.events.length, summarize(result.problems)],
        [path, client, count, expected],
      );
      for (const problem of result.problems) assert.equal(problem.file, path);
    });
  }
});

describe("normalizeConfigFile holds a client to its own syntax", () => {
  const commented =
    '\ufeff{\n  // why\n  "mcpServers": {"a": {"command": "x"},},\n  "servers": {"a": {"command": "x"}}\n}';
  for (const [name, label] of [
    [".mcp.json", "Claude Code"],
    [".claude/settings.json", "Claude Code"],
    ["claude_desktop_config.json", "Claude Desktop"],
    [".cursor/mcp.json", "Cursor"],
  ] as const) {
    it(`${name} is strict JSON`, async (test) => {
      const path = join(await createFolder(test, [[name, commented]]), name);
      const { problems, events } = await normalizeConfigFile(path, { machine: stranger });
      assert.deepEqual(summarize(problems), ["BYTE_ORDER_MARK 1:1", "STRICT_JSON 2:3"]);
      assert.equal(
        problems[1]?.message,
        `${label} reads strict JSON, found a comment, which it may refuse; remove it.`,
      );
      const names = name === ".mcp.json" ? ["a", "a"] : ["a"];
      assert.deepEqual(listServerNames(events), names);
    });
  }

  it(".vscode/mcp.json is JSON with comments", async (test) => {
    const path = join(await createFolder(test, [[".vscode/mcp.json", commented]]), ".vscode/mcp.json");
    const { problems, events } = await normalizeConfigFile(path, { machine: stranger });
    assert.deepEqual([problems, listServerNames(events)], [[], ["a"]]);
  });
});

describe("normalizeConfigFile lists problems", () => {
  it("in the order of the file", async (test) => {
    const content = '{\n"mcpServers": {\n"a": 1,\n"a": {"command": 2},\n},\n"mcpServers": []}';
    const path = join(await createFolder(test, [[".mcp.json", content]]), ".mcp.json");
    const { problems } = await normalizeConfigFile(path, { machine: stranger });
    assert.deepEqual(summarize(problems), [
      "ENTRY 3:6",
      "DUPLICATE_KEY 4:1",
      "COMMAND 4:18",
      "STRICT_JSON 4:20",
      "DUPLICATE_KEY 6:1",
      "SERVERS 6:15",
    ]);
  });

  it("up to a number, and all events", async (test) => {
    const broken = Array.from({ length: 250_000 }, (_, index) => `"${index}": 1`).join(",\n");
    const ones = "1,".repeat(300_000).slice(0, -1);
    const folder = await createFolder(test, [
      ["a/.mcp.json", `{"mcpServers": {${broken}, "good": {"command": "x"}}}`],
      ["b/.mcp.json", `{"mcpServers": {"good": {"command": "x", "autoApprove": [${ones}]}}}`],
    ]);
    for (const [name, last, message] of [
      ["a", "MORE_PROBLEMS 101:8", "Found 249900 more problems from here on; correct those before first."],
      ["b", "MORE_PROBLEMS 1:258", "Found 299900 more problems from here on; correct those before first."],
    ] as const) {
      const { events, problems } = await normalizeConfigFile(join(folder, name, ".mcp.json"), { machine: stranger });
      assert.deepEqual(listServerNames(events), ["good"]);
      assert.equal(problems.length, 101);
      assert.deepEqual([summarize(problems).at(-1), problems.at(-1)?.message], [last, message]);
    }
  });
});

describe("normalizeConfigFile decides who wrote a file by where it stands", () => {
  const rows: readonly (readonly [NodeJS.Platform, string, string])[] = [
    ["linux", "home/.claude.json", "user"],
    ["linux", "home/.claude/settings.json", "user"],
    ["linux", "home/.cursor/mcp.json", "user"],
    ["linux", "home/.config/Claude/claude_desktop_config.json", "user"],
    ["linux", "home/.config/Code/User/mcp.json", "user"],
    ["linux", "home/.config/Code/User/profiles/p/mcp.json", "user"],
    ["linux", "home/.config/Code/User/profiles/p/q/mcp.json", "project"],
    ["linux", "home/work/.mcp.json", "project"],
    ["linux", "home/work/.claude/settings.json", "project"],
    ["linux", "home/work/.claude/settings.local.json", "project"],
    ["linux", "home/work/.cursor/mcp.json", "project"],
    ["linux", "home/work/.vscode/mcp.json", "project"],
    ["linux", "home/work/.claude.json", "project"],
    ["linux", "home/work/managed-mcp.json", "project"],
    ["linux", "home/work/etc/claude-code/managed-mcp.json", "project"],
    ["linux", "home/.mcp.json", "project"],
    ["linux", "home/other.json", "project"],
    ["linux", "home/Library/Application Support/Claude/claude_desktop_config.json", "project"],
    ["darwin", "home/Library/Application Support/Claude/claude_desktop_config.json", "user"],
    ["darwin", "home/Library/Application Support/Code/User/mcp.json", "user"],
    ["darwin", "Library/Application Support/ClaudeCode/managed-mcp.json", "managed"],
    ["linux", "etc/claude-code/managed-mcp.json", "managed"],
    ["linux", "etc/claude-code/managed-settings.json", "managed"],
    ["linux", "etc/claude-code/managed-settings.d/10.json", "managed"],
    ["linux", "etc/claude-code/other.json", "project"],
    ["win32", "home/AppData/Roaming/Claude/claude_desktop_config.json", "user"],
    ["win32", "HOME/.Claude.json", "user"],
  ];
  const content =
    '{"mcpServers": {"a": {"command": "x"}}, "servers": {"a": {"command": "x"}}, "enableAllProjectMcpServers": true}';
  for (const [platform, name, source] of rows) {
    it(`${platform} ${name}: ${source}`, async (test) => {
      const folder = await createFolder(test, [[name, content]]);
      const machine: Machine = { home: join(folder, "home"), platform, env: {}, root: folder };
      const { events } = await normalizeConfigFile(join(folder, name), { machine });
      const sources = events.map(({ event }) => (event.server ?? event.setting)?.origin?.source);
      assert.deepEqual([...new Set(sources)], [source]);
    });
  }

  it("unless the caller says it", async (test) => {
    const folder = await createFolder(test, [[".mcp.json", server]]);
    const { events } = await normalizeConfigFile(join(folder, ".mcp.json"), { source: "user" });
    assert.equal(events[0]?.event.server?.origin?.source, "user");
  });

  it("and says nothing about a user's file without MCP in it", async (test) => {
    const folder = await createFolder(test, [["moved/settings.json", '{"theme": "dark"}']]);
    const machine: Machine = { ...stranger, env: { CLAUDE_CONFIG_DIR: join(folder, "moved") } };
    const { client, problems } = await normalizeConfigFile(join(folder, "moved/settings.json"), { machine });
    assert.deepEqual([client, problems], ["claude_code", []]);
  });
});

describe("normalizeConfigFile reports a file that cannot be read", () => {
  it("with the client that its path tells", async (test) => {
    const folder = await createFolder(test, [[".mcp.json/x", ""]]);
    for (const [name, client, expected] of [
      [".mcp.json", "claude_code", "NOT_A_FILE 1:1"],
      [".vscode/mcp.json", "vscode", "FILE_MISSING 1:1"],
      ["other.json", null, "FILE_MISSING 1:1"],
    ] as const) {
      const result = await normalizeConfigFile(join(folder, name), { machine: stranger });
      assert.deepEqual([result.client, result.events, summarize(result.problems)], [client, [], [expected]]);
    }
  });

  it("with the files that it is given", async () => {
    const stat = () => Promise.reject(Object.assign(new Error(), { code: "EACCES" }));
    const files = { stat, open: () => assert.fail("must not be opened") };
    const { problems } = await normalizeConfigFile(".mcp.json", { machine: stranger, files });
    assert.deepEqual(summarize(problems), ["FILE_UNREADABLE 1:1"]);
  });
});
