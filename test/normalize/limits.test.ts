// What is too much for one file or one entry is a problem with a place, and no event.
import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { normalizeConfigFile } from "../../src/normalize/config.ts";
import { createFolder, listServerNames, stranger, summarize } from "./workspace.ts";

async function normalize(test: TestContext, content: string, name = ".mcp.json") {
  const folder = await createFolder(test, [[name, content]]);
  return await normalizeConfigFile(join(folder, name), { machine: stranger });
}

const list = (length: number) => Array.from({ length }, () => "a");
const record = (length: number) => Object.fromEntries(list(length).map((value, index) => [`A${index}`, value]));

describe("normalizeConfigFile limits an entry", () => {
  const rows = [
    ["args", (length: number) => ({ command: "x", args: list(length) }), "2:23"],
    ["env", (length: number) => ({ command: "x", env: record(length) }), "2:22"],
    ["headers", (length: number) => ({ url: "https://a.example", headers: record(length) }), "2:38"],
    ["env of a URL", (length: number) => ({ url: "https://a.example", env: record(length) }), "2:34"],
  ] as const;
  for (const [name, create, place] of rows) {
    it(`to 1,024 ${name}`, async (test) => {
      const content = (length: number) =>
        `{"mcpServers": {"bad":\n${JSON.stringify(create(length))}, "good": {"command": "y"}}}`;
      const { events, problems } = await normalize(test, content(1025));
      assert.deepEqual([listServerNames(events), summarize(problems)], [["good"], [`TOO_MANY_VALUES ${place}`]]);
      const allowed = await normalize(test, content(1024));
      assert.deepEqual([listServerNames(allowed.events), allowed.problems], [["bad", "good"], []]);
    });
  }
});

describe("normalizeConfigFile limits a file", () => {
  const lines = (length: number) =>
    Array.from({ length }, (_, index) => `"s${index}": {"command": "x", "url": "https://a.example"}`).join(",\n");

  it("to 5,000 servers", async (test) => {
    const all = await normalize(test, `{"mcpServers": {\n${lines(5000)}}}`);
    assert.equal(new Set(listServerNames(all.events)).size, 5000);
    const { events, problems } = await normalize(test, `{"mcpServers": {\n${lines(5002)}}}`);
    assert.equal(new Set(listServerNames(events)).size, 5000);
    assert.equal(problems.length, 101);
  });

  it("and says where the rest begins", async (test) => {
    const servers = Array.from({ length: 5002 }, (_, index) => `"s${index}": {"command": "x"}`).join(",\n");
    const { events, problems } = await normalize(test, `{"mcpServers": {\n${servers}}}`);
    assert.deepEqual([events.length, summarize(problems)], [5000, ["TOO_MANY_ENTRIES 5002:1"]]);
  });

  it("to 5,000 settings", async (test) => {
    const rules = Array.from({ length: 6000 }, (_, index) => `"mcp__s${index}"`).join(",\n");
    const { events, problems } = await normalize(
      test,
      `{"permissions": {"allow": [\n${rules}]}}`,
      ".claude/settings.json",
    );
    assert.deepEqual([events.length, problems.map(({ code }) => code)], [5000, ["ERR_NORMALIZE_TOO_MANY_ENTRIES"]]);
  });
});

describe("normalizeConfigFile reads both maps of a file", () => {
  const both = '{"mcpServers": {"a": {"command": "x"}}, "servers": {"b": {"command": "y"}}}';
  for (const [name, content, expected] of [
    [".mcp.json", both, ["a", "b"]],
    ["other.json", both, ["a", "b"]],
    [".mcp.json", '{"c": {"command": "z"}, "servers": {"b": {"command": "y"}}}', ["c", "b"]],
    [".mcp.json", '{"mcpServers": {"a": {"command": "x"}}, "c": {"command": "z"}}', ["a"]],
    [".mcp.json", '{"servers": {"command": "y"}}', ["servers"]],
    [".mcp.json", '{"mcpServers": {"a": {"command": "x"}}, "servers": 1}', ["a"]],
    [".cursor/mcp.json", both, ["a"]],
    [".vscode/mcp.json", both, ["b"]],
  ] as const) {
    it(`${name} ${content}`, async (test) => {
      const { events, problems } = await normalize(test, content, name);
      assert.deepEqual([listServerNames(events), problems], [expected, []]);
    });
  }

  it("each under the client that reads it", async (test) => {
    const { client, events } = await normalize(test, both);
    assert.deepEqual(
      [client, events.map(({ event }) => event.client?.kind)],
      ["claude_code", ["claude_code", "unknown"]],
    );
  });
});
