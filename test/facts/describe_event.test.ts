import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { describeEvent, type FactContext } from "../../src/facts/describe_event.ts";
import { digestEntry } from "../../src/facts/digest.ts";
import { resolveRoots } from "../../src/facts/paths/describe_paths.ts";
import type { Event } from "../../src/generated/event.ts";

const machine = { platform: "linux", home: "/home/u", followLinks: false } as const;
const context: FactContext = {
  ...machine,
  roots: resolveRoots(["/srv/a"], { ...machine, cwd: undefined }),
  matched: new Set(),
  knownPackages: new Map([["npm", ["@modelcontextprotocol/server-filesystem"]]]),
};
const call: Event = {
  kind: "tool_call",
  server: { name: "s", cwd: "/srv/a" },
  tool: { name: "readFile" },
  arguments: {},
};

suite("describeEvent", () => {
  test("describeEvent finds paths and words of a tool call, from the server's working folder", () => {
    assert.deepEqual(describeEvent({ ...call, arguments: { path: "x", query: "y" } }, context).facts, {
      tool_words: ["read", "file"],
      paths: [
        {
          pointer: "/arguments/path",
          written: "x",
          form: "relative",
          found_by: "name",
          resolved: "/srv/a/x",
          inside: ["/srv/a"],
          marks: [],
        },
      ],
    });
    const { server: _, ...without } = call;
    assert.deepEqual(
      describeEvent({ ...without, arguments: { path: "x" } }, context).facts?.paths?.[0]?.resolved,
      null,
    );
  });

  test("describeEvent finds the path of a file resource, and none in other resources", () => {
    const read = (uri: string): Event => ({ kind: "resource_read", server: { name: "s" }, resource: { uri } });
    assert.deepEqual(describeEvent(read("FILE:///srv/a/x"), context).facts, {
      paths: [
        {
          pointer: "/resource/uri",
          written: "FILE:///srv/a/x",
          form: "posix",
          found_by: "uri",
          resolved: "/srv/a/x",
          inside: ["/srv/a"],
          marks: [],
        },
      ],
    });
    assert.deepEqual(describeEvent(read("/srv/a/x"), context).facts, { paths: [] });
    assert.deepEqual(describeEvent(read("db://a/../b"), context).facts, { paths: [] });
  });

  test("describeEvent describes what a connection starts", () => {
    const server = {
      name: "s",
      transport: "stdio",
      command: "npx",
      args: ["-y", "@modelcontextprotocol/server-filesystm@1.0.0"],
    } as const;
    const described = describeEvent({ kind: "connection", server: { ...server, args: [...server.args] } }, context);
    assert.equal(described.server?.package?.name, "@modelcontextprotocol/server-filesystm");
    assert.deepEqual(described.facts?.similar_packages, ["@modelcontextprotocol/server-filesystem"]);
    assert.equal(described.facts?.launch?.program, "npx");
    assert.equal(described.facts?.entry_digest, digestEntry({ ...server, args: [...server.args] }));
    assert.deepEqual(described.facts?.urls, []);
  });

  test("describeEvent describes the URL of a remote connection", () => {
    const { facts } = describeEvent(
      { kind: "connection", server: { name: "s", transport: "http", url: "http://127.1/" } },
      context,
    );
    assert.deepEqual(
      facts?.urls?.map(({ pointer, host, address_class }) => [pointer, host, address_class]),
      [["/server/url", "127.0.0.1", "loopback"]],
    );
    for (const url of [null, "no url"]) {
      assert.deepEqual(describeEvent({ kind: "connection", server: { name: "s", url } }, context).facts?.urls, []);
    }
  });

  test("describeEvent keeps facts that the event has", () => {
    const described = describeEvent({ ...call, facts: { tool_words: ["mine"] } }, context);
    assert.deepEqual(described.facts, { tool_words: ["mine"], paths: [] });
  });

  test("describeEvent cuts each entry of a setting's list into words, once", () => {
    const setting = (value: string[] | string | boolean): Event => ({
      kind: "setting",
      setting: { name: "auto_approve_tools", value },
    });
    const described = describeEvent(setting(["mcp__db__runQuery", "ＥＸＥＣ", "*", ""]), context);
    assert.deepEqual(described.facts, { value_words: [["mcp", "db", "run", "query"], ["exec"], [], []] });
    assert.equal(describeEvent(described, context), described);
    assert.deepEqual(describeEvent(setting([]), context).facts, { value_words: [] });
    for (const value of [true, "ask"]) {
      const given = setting(value);
      assert.equal(describeEvent(given, context), given);
    }
    assert.throws(
      () => describeEvent(setting(Array(33).fill("x".repeat(2000))), context),
      new RangeError("value of the setting is too long to be described"),
    );
  });

  test("describeEvent holds paths of a remote server against the spelling of the roots", () => {
    const roots = [{ root: "/link", resolved: "/real", lexical: "/link" }];
    const inside = (transport: "stdio" | "http", path: string) =>
      describeEvent(
        { ...call, server: { name: "s", transport }, arguments: { path } },
        { ...context, roots, followLinks: true },
      ).facts?.paths?.[0]?.inside;
    assert.deepEqual(inside("http", "/link/x"), ["/link"]);
    assert.deepEqual(inside("http", "/real/x"), []);
    assert.deepEqual(inside("stdio", "/real/x"), ["/link"]);
  });

  test("describeEvent finds a file behind other schemes of a resource", () => {
    const facts = (uri: string) =>
      describeEvent({ kind: "resource_read", server: { name: "s" }, resource: { uri } }, context).facts?.paths?.map(
        ({ written, resolved }) => [written, resolved],
      );
    assert.deepEqual(facts("view-source:file:///etc/passwd"), [["file:///etc/passwd", "/etc/passwd"]]);
    assert.deepEqual(facts("jar:file:///srv/a/x.jar!/y"), [["file:///srv/a/x.jar!/y", "/srv/a/x.jar!/y"]]);
  });

  test("describeEvent leaves events of other kinds, and the given event, as they are", () => {
    const report: Event = { kind: "report", report: { title: "x" } };
    assert.equal(describeEvent(report, context), report);
    const odd = { kind: "constructor" } as unknown as Event;
    assert.equal(describeEvent(odd, context), odd);
    const before = structuredClone(call);
    describeEvent(call, context);
    assert.deepEqual(call, before);
  });

  test("describeEvent refuses a tool name too long to be cut into words", () => {
    const named = (name: string): Event => ({ ...call, tool: { name } });
    assert.deepEqual(describeEvent(named("x".repeat(1024)), context).facts?.tool_words, ["x".repeat(1024)]);
    assert.throws(
      () => describeEvent(named("x".repeat(1025)), context),
      new RangeError("tool name is too long to be described"),
    );
  });
});
