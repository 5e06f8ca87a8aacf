import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Event, Server, Setting } from "../../src/generated/event.ts";
import { validate } from "../../src/generated/validate_event.js";
import { normalizeConfigFile } from "../../src/normalize/config.ts";
import { createFolder, fixtures, show, stranger, summarize } from "./workspace.ts";

type Source = "user" | "project" | "managed";
const reference = (name: string): string => ["$", "{", name, "}"].join("");

/** Builds expected events of one file. */
function expectFrom(path: string, kind: string, source: Source) {
  const origin = (pointer: string) => ({ source, path, pointer });
  return {
    connection: (pointer: string, server: Omit<Server, "origin">): Event => ({
      kind: "connection",
      point: "config",
      client: { kind },
      server: { ...server, origin: origin(pointer) },
    }),
    setting: (pointer: string, setting: Omit<Setting, "origin">): Event => ({
      kind: "setting",
      point: "config",
      client: { kind },
      setting: { ...setting, origin: origin(pointer) },
    }),
  };
}

async function normalizeFixture(name: string, machine = stranger) {
  const path = join(fixtures, name);
  const result = await normalizeConfigFile(path, { machine });
  for (const { event } of result.events) assert.equal(validate(event), true, JSON.stringify(validate.errors));
  return { path, ...result, list: result.events.map(({ event }) => event) };
}

describe("Claude Code .mcp.json", () => {
  it("gives two events and one problem for three servers of which one is broken", async () => {
    const { path, client, list, problems, events } = await normalizeFixture("project/.mcp.json");
    const { connection } = expectFrom(path, "claude_code", "project");
    assert.equal(client, "claude_code");
    assert.deepEqual(list, [
      connection("/mcpServers/tickets", {
        name: "tickets",
        transport: "http",
        url: "https://tickets.example.com/mcp",
        header_names: ["Authorization", "X-Team"],
        references: [{ pointer: "/server/header_names/0", style: "${VAR}", name: "TICKETS_TOKEN", expanded: true }],
      }),
      connection("/mcpServers/database", {
        name: "database",
        transport: "stdio",
        command: "uvx",
        args: ["example-database-mcp==2.4.1", "--read-only"],
        env_keys: ["DATABASE_PASSWORD"],
      }),
    ]);
    assert.deepEqual(problems, [
      {
        code: "ERR_NORMALIZE_ARGS",
        file: path,
        line: 18,
        column: 15,
        message: "Expected `args` to be an array of strings, found a string; write one string for each argument.",
      },
    ]);
    assert.deepEqual(
      events.map(({ locate }) => show(locate("/server/header_names/1"))),
      ["6:64", "8:5"],
    );
  });

  it("may be the map itself, as plugins have it", async (test) => {
    const folder = await createFolder(test, [
      [".mcp.json", '{"docs": {"type": "http", "url": "https://docs.example/mcp"}}'],
    ]);
    const path = join(folder, ".mcp.json");
    const { events, problems } = await normalizeConfigFile(path, { machine: stranger });
    const { connection } = expectFrom(path, "claude_code", "project");
    assert.deepEqual(
      events.map(({ event }) => event),
      [connection("/docs", { name: "docs", transport: "http", url: "https://docs.example/mcp" })],
    );
    assert.deepEqual(problems, []);
  });

  it("with VS Code's `servers` is Visual Studio's, which no reader is known for", async (test) => {
    const folder = await createFolder(test, [[".mcp.json", '{"servers": {"a": {"command": "x"}}, /* fine */}']]);
    const { client, events, problems } = await normalizeConfigFile(join(folder, ".mcp.json"), { machine: stranger });
    assert.deepEqual([client, events.length, problems], ["unknown", 1, []]);
  });
});

describe("Claude Code ~/.claude.json", () => {
  it("holds the user's servers and those of each project", async () => {
    const machine = { ...stranger, home: join(fixtures, "home") };
    const { path, client, list, problems, events } = await normalizeFixture("home/.claude.json", machine);
    const { connection, setting } = expectFrom(path, "claude_code", "user");
    const project = "/projects/~1home~1ada~1shop";
    assert.equal(client, "claude_code");
    assert.deepEqual(list, [
      connection("/mcpServers/clock", {
        name: "clock",
        transport: "stdio",
        command: "clock-mcp",
        args: [],
        env_keys: [],
      }),
      connection(`${project}/mcpServers/private`, {
        name: "private",
        transport: "http",
        url: "https://private.example.com/mcp",
      }),
      setting(`${project}/mcpServers/private/headersHelper`, {
        name: "headers_helper",
        value: "./token.sh --fresh",
        key: "headersHelper",
        server: "private",
      }),
      setting(`${project}/enabledMcpjsonServers`, {
        name: "enable_project_servers",
        value: ["database"],
        key: "enabledMcpjsonServers",
      }),
      setting(`${project}/allowedTools`, {
        name: "auto_approve_tools",
        value: ["now"],
        key: "allowedTools",
        server: "clock",
      }),
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(events[2]?.values, [
      { pointer: "/setting/value", name: "headersHelper", value: "./token.sh --fresh" },
    ]);
    assert.deepEqual(
      events.map(({ locate }) => [show(locate("/setting/value")), show(locate("/setting/server"))]),
      [
        ["4:5", "4:5"],
        ["11:9", "11:9"],
        ["11:97", "11:9"],
        ["9:32", "9:7"],
        ["8:24", "8:24"],
      ],
    );
  });

  it("is not taken for a bare map of servers", async (test) => {
    const folder = await createFolder(test, [[".claude.json", '{"statusLine": {"command": "x"}, "theme": "dark"}']]);
    const { events, problems } = await normalizeConfigFile(join(folder, ".claude.json"), { machine: stranger });
    assert.deepEqual([events, problems], [[], []]);
  });
});

describe("Claude Code settings", () => {
  it("become setting events, the allowed tools by server", async () => {
    const { path, client, list, problems, events } = await normalizeFixture("project/.claude/settings.json");
    const { setting } = expectFrom(path, "claude_code", "project");
    const approve = { name: "auto_approve_tools", key: "permissions.allow" } as const;
    assert.equal(client, "claude_code");
    assert.deepEqual(list, [
      setting("/enableAllProjectMcpServers", {
        name: "enable_all_project_servers",
        value: true,
        key: "enableAllProjectMcpServers",
      }),
      setting("/enabledMcpjsonServers", {
        name: "enable_project_servers",
        value: ["tickets", "database"],
        key: "enabledMcpjsonServers",
      }),
      setting("/permissions/allow", { ...approve, value: ["*", "close_ticket"], server: "tickets" }),
      setting("/permissions/allow", { ...approve, value: ["*"], server: "database" }),
      setting("/permissions/allow", { ...approve, value: ["*"] }),
      setting("/permissions/defaultMode", { name: "bypass_permissions", value: true, key: "permissions.defaultMode" }),
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      events.map(({ locate }) => show(locate("/setting/value"))),
      ["2:33", "3:28", "5:33", "5:49", "5:99", "6:20"],
    );
    assert.equal(show(events[2]?.locate("/setting/value/1") ?? { line: 0, column: 0 }), "5:69");
  });

  it("gives no event for what switches nothing, a problem for what is of the wrong type", async (test) => {
    const rows: readonly (readonly [string, unknown[], string[]])[] = [
      ["{}", [], []],
      ['{"permissions": {"allow": ["Bash(ls)", "WebFetch"], "defaultMode": "plan"}}', [], []],
      ['{"permissions": {"allow": [], "deny": ["mcp__x"], "ask": ["mcp__*"]}}', [["*"], ["*"]], []],
      ['{"enabledMcpjsonServers": []}', [], []],
      ['{"enableAllProjectMcpServers": false}', [false], []],
      [
        '{"enableAllProjectMcpServers": false, "enableAllProjectMcpServers": true}',
        [false, true],
        ["DUPLICATE_KEY 1:39"],
      ],
      ['{"enableAllProjectMcpServers": "true"}', [], ["SETTING 1:32"]],
      ['{"enabledMcpjsonServers": "a"}', [], ["SETTING 1:27"]],
      ['{"enabledMcpjsonServers": ["a", 1, "b"]}', [["a", "b"]], ["SETTING 1:33"]],
      ['{"permissions": []}', [], ["SETTING 1:17"]],
      ['{"permissions": {"allow": {"mcp__x": true}}}', [], ["SETTING 1:27"]],
      ['{"permissions": {"defaultMode": true}}', [], ["SETTING 1:33"]],
      [
        '{"permissions": {"allow": ["mcp__a__b__c", "mcp__", "mcp__git*", "mcp____proto____x"]}}',
        [["b__c"], ["mcp__", "mcp__git*", "mcp____proto____x"]],
        [],
      ],
      ["// none\n{}", [], ["STRICT_JSON 1:1"]],
    ];
    const folder = await createFolder(
      test,
      rows.map(([content], row) => [`${row}/.claude/settings.local.json`, content]),
    );
    for (const [row, [content, values, expected]] of rows.entries()) {
      const path = join(folder, String(row), ".claude/settings.local.json");
      const { events, problems } = await normalizeConfigFile(path, { machine: stranger });
      assert.deepEqual(
        [events.map(({ event }) => event.setting?.value), summarize(problems)],
        [values, expected],
        content,
      );
    }
  });
});

describe("Cursor mcp.json", () => {
  it("gives connections and what is approved beforehand", async () => {
    const { path, client, list, problems } = await normalizeFixture("project/.cursor/mcp.json");
    const { connection, setting } = expectFrom(path, "cursor", "project");
    assert.equal(client, "cursor");
    assert.deepEqual(list, [
      connection("/mcpServers/files", {
        name: "files",
        transport: "stdio",
        command: "npx",
        args: ["-y", "@example/files@1.0.0", reference("workspaceFolder")],
        env_file: `${reference("workspaceFolder")}/.env`,
        cwd: "tools",
        enabled: false,
      }),
      setting("/mcpServers/files/autoApprove", {
        name: "auto_approve_tools",
        value: ["read_file"],
        key: "autoApprove",
        server: "files",
      }),
    ]);
    assert.deepEqual(problems, []);
  });
});

describe("VS Code mcp.json", () => {
  it("may have comments and trailing commas; a sandbox approves beforehand", async () => {
    const { path, client, list, problems, events } = await normalizeFixture("project/.vscode/mcp.json");
    const { connection, setting } = expectFrom(path, "vscode", "project");
    const token = { style: "${input:ID}", name: "token", expanded: true, hidden: true } as const;
    assert.equal(client, "vscode");
    assert.deepEqual(list, [
      connection("/servers/search", {
        name: "search",
        transport: "sse",
        url: "https://search.example.com/sse",
        header_names: ["Authorization"],
        references: [{ ...token, pointer: "/server/header_names/0" }],
      }),
      connection("/servers/build", {
        name: "build",
        transport: "stdio",
        command: "node",
        args: ["./build/server.js"],
        env_keys: ["TOKEN"],
        references: [{ ...token, pointer: "/server/env_keys/0" }],
      }),
      setting("/servers/build/sandboxEnabled", {
        name: "sandbox_auto_approve",
        value: true,
        key: "sandboxEnabled",
        server: "build",
      }),
    ]);
    assert.deepEqual(problems, []);
    assert.equal(show(events[2]?.locate("/setting/value") ?? { line: 0, column: 0 }), "15:25");
  });

  it("gives no event for a sandbox that is off", async (test) => {
    const folder = await createFolder(test, [
      [".vscode/mcp.json", '{"servers": {"a": {"command": "x", "sandboxEnabled": false}}}'],
    ]);
    const { events } = await normalizeConfigFile(join(folder, ".vscode/mcp.json"), { machine: stranger });
    assert.deepEqual(
      events.map(({ event }) => event.kind),
      ["connection"],
    );
  });
});

describe("Claude Desktop configuration", () => {
  it("gives connections", async () => {
    const { path, client, list, problems } = await normalizeFixture("home/claude_desktop_config.json");
    const { connection } = expectFrom(path, "claude_desktop", "project");
    assert.equal(client, "claude_desktop");
    assert.deepEqual(list, [
      connection("/mcpServers/notes", {
        name: "notes",
        transport: "stdio",
        command: "C:\\Program Files\\Notes\\notes-mcp.exe",
        args: [],
      }),
    ]);
    assert.deepEqual(problems, []);
  });
});
