import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { FactContext } from "../../src/facts/describe/scope.ts";
import { describeEvent } from "../../src/facts/describe_event.ts";
import { digestEntry } from "../../src/facts/digest.ts";
import { resolveRoots } from "../../src/facts/paths/describe_paths.ts";
import type { Event, Facts } from "../../src/generated/event.ts";
import { checkEvent } from "../../src/validate/read_event.ts";

const machine = { platform: "linux", home: "/home/u", followLinks: false } as const;
const context: FactContext = {
  ...machine,
  roots: resolveRoots(["/srv/a"], { ...machine, cwd: undefined }),
  matched: new Set(),
  addresses: new Map([["s", ["10.0.0.0/8"]]]),
  labels: new Map([["acme/plans", "private"]]),
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
    const argument = { length: 1, marks: [] };
    assert.deepEqual(describeEvent({ ...call, arguments: { path: "x", query: "y" } }, context).facts, {
      arguments: [
        { pointer: "/arguments/path", words: ["path"], ...argument },
        { pointer: "/arguments/query", words: ["query"], ...argument },
      ],
      sql: [],
      commands: [],
      recipients: [],
      urls: [],
      schema: { checked: false, errors: [] },
      objects: [],
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
      objects: [],
      urls: [
        {
          pointer: "/resource/uri",
          scheme: "file",
          host: "",
          port: null,
          origin: "null",
          normalized: "file:///srv/a/x",
          address_class: "reserved",
          has_credentials: false,
          whole: true,
        },
      ],
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
    assert.deepEqual(describeEvent(read("/srv/a/x"), context).facts, { paths: [], urls: [], objects: [] });
    assert.deepEqual(describeEvent(read("db://a/../b"), context).facts?.paths, []);
    assert.deepEqual(describeEvent(read("acme/plans"), context).facts?.objects, [
      { pointer: "/resource/uri", name: "acme/plans", labels: ["private"] },
    ]);
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
    assert.deepEqual(described.facts?.tool_words, ["mine"]);
    assert.deepEqual(described.facts?.paths, []);
    const all = describeEvent(call, context);
    assert.equal(describeEvent(all, context), all);
  });

  test("describeEvent reads a setting whose value is a URL, and no other", () => {
    const setting = (value: string[] | string): Event => ({
      kind: "setting",
      setting: { name: "server_gallery", value },
    });
    const [url] = describeEvent(setting("https://Servers.example.com/v0"), context).facts?.urls ?? [];
    assert.deepEqual([url?.pointer, url?.scheme, url?.host], ["/setting/value", "https", "servers.example.com"]);
    assert.equal(describeEvent(setting("echo https://a.example"), context).facts, undefined);
    assert.equal(describeEvent(setting(["https://a.example"]), context).facts?.urls, undefined);
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

  test("describeEvent finds the package and the addresses of each server of an environment", () => {
    const known = { runner: "x", registry: "npm" as const, name: "y", pinned: true };
    const event: Event = {
      kind: "environment",
      servers: [
        { name: "a", command: "npx", args: ["-y", "left@1.0.0"] },
        { name: "b", command: "npx", args: ["-y", "mcp-remote", "https://b.example/mcp"], package: known },
        { name: "c", url: "https://c.example/mcp" },
        { name: "d", command: "./run" },
      ],
    };
    const { servers = [], facts } = describeEvent(event, context);
    assert.deepEqual(
      servers.map(({ package: software }) => software && [software.name, software.pointer]),
      [["left", "/servers/0/args/1"], ["y", undefined], undefined, undefined],
    );
    assert.deepEqual(
      facts?.urls?.map(({ pointer, host }) => [pointer, host]),
      [
        ["/servers/1/args/2", "b.example"],
        ["/servers/2/url", "c.example"],
      ],
    );
    assert.deepEqual(describeEvent({ kind: "environment" } as Event, context).facts, { urls: [] });
    const described = { ...event, facts: { urls: [] } };
    assert.equal(describeEvent(described, context), described);
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

  const server = { name: "s" };
  const text = "a\u{e0041}";
  const definition = { name: "x", description: "y", inputSchema: { type: "object", required: ["a"] } };
  for (const [event, facts] of [
    [{ kind: "session", server, session: { action: "opened" } }, { hidden_text: [] }],
    [
      { kind: "session", server, session: { action: "opened", instructions: "a" } },
      { hidden_text: [], instructions_digest: 0 },
    ],
    [
      { kind: "tool_list", server, tools: [definition] },
      { tools: 0, hidden_text: [] },
    ],
    [
      { kind: "tool_result", server, tool: { name: "x" }, result: { content: [] } },
      { hidden_text: [], objects: [], tool_words: ["x"] },
    ],
    [{ kind: "resource_list", server, resources: [{ name: text }] }, { hidden_text: 0 }],
    [
      { kind: "resource_result", server, resource: { uri: "x" }, result: {} },
      { hidden_text: [], objects: [] },
    ],
    [
      { kind: "prompt_list", server, prompts: [{ name: "p" }] },
      { prompts: 0, hidden_text: [] },
    ],
    [
      { kind: "prompt_get", server, prompt: { name: "p", definition: { name: "p" } } },
      { arguments: [], definition_digest: 0 },
    ],
    [
      { kind: "prompt_result", server, prompt: { name: "p" }, result: {} },
      { hidden_text: [], objects: [] },
    ],
    [{ kind: "sampling", server, sampling: { systemPrompt: text } }, { hidden_text: 0 }],
    [
      { kind: "elicitation", server, elicitation: {} },
      { fields: [], urls: [], hidden_text: [] },
    ],
    [{ kind: "roots", server, roots: [{ uri: "file:///srv/a/x" }, { uri: "x" }] }, { paths: 0 }],
    [{ kind: "fetch", fetch: { url: "https://a.example/", redirected_from: "https://b.example/" } }, { urls: 0 }],
    [{ kind: "authorization", authorization: { phase: "token" } }, { urls: [] }],
  ] as const) {
    test(`describeEvent gives a ${event.kind} its facts: ${JSON.stringify(event).length}`, () => {
      const given = structuredClone(event) as unknown as Event;
      const described = describeEvent(given, context);
      assert.equal(checkEvent(described), undefined);
      assert.deepEqual(Object.keys(described.facts ?? {}).sort(), Object.keys(facts).sort());
      for (const [name, expected] of Object.entries(facts) as [keyof Facts, unknown][]) {
        const found = described.facts?.[name];
        if (expected === 0) assert.ok((found as string).length > 0, name);
        else assert.deepEqual(found, expected, name);
      }
      assert.equal(describeEvent(described, context), described);
    });
  }

  test("describeEvent points at the URLs of every kind that has some", () => {
    const pointers = (event: unknown) =>
      describeEvent(event as Event, context).facts?.urls?.map(({ pointer, host }) => [pointer, host]);
    assert.deepEqual(
      pointers({
        kind: "authorization",
        authorization: {
          phase: "authorize",
          url: "https://a.example/x",
          redirect_uri: "http://127.0.0.1:1/cb",
          issuer: "javascript:alert(1)",
          resource: "mcp",
          client_id: "abc:def",
          metadata: { token_endpoint: "https://t.example/", "a/b": "https://u.example/" },
        },
      }),
      [
        ["/authorization/url", "a.example"],
        ["/authorization/redirect_uri", "127.0.0.1"],
        ["/authorization/issuer", ""],
        ["/authorization/metadata/token_endpoint", "t.example"],
        ["/authorization/metadata/a~1b", "u.example"],
      ],
    );
    assert.deepEqual(
      pointers({ kind: "authorization", authorization: { phase: "authorize", client_id: "https://c.example/id" } }),
      [["/authorization/client_id", "c.example"]],
    );
    assert.deepEqual(
      pointers({ kind: "fetch", fetch: { url: "https://a.example", redirected_from: "https://b.example" } }),
      [
        ["/fetch/url", "a.example"],
        ["/fetch/redirected_from", "b.example"],
      ],
    );
    assert.deepEqual(pointers({ kind: "elicitation", server, elicitation: { url: "https://e.example" } }), [
      ["/elicitation/url", "e.example"],
    ]);
    assert.deepEqual(
      pointers({ kind: "connection", server, http: { headers: { referer: "https://r.example", accept: "a: b" } } }),
      [["/http/headers/referer", "r.example"]],
    );
  });

  test("describeEvent describes the request that carries an event of any kind", () => {
    const described = describeEvent(
      { ...call, http: { bind_address: "0.0.0.0", remote_address: "10.1.2.3" } } as Event,
      context,
    );
    assert.deepEqual(described.facts?.http, {
      bind_class: "unspecified",
      remote_class: "private",
      remote_listed: true,
    });
  });

  test("describeEvent says which definition was called, as a list says it", () => {
    const [listed] = describeEvent({ kind: "tool_list", server, tools: [definition] }, context).facts?.tools ?? [];
    const called = describeEvent({ ...call, tool: { name: "x", definition } }, context).facts;
    assert.equal(called?.definition_digest, listed?.digest);
    assert.deepEqual(called?.schema, { checked: true, errors: [{ pointer: "/arguments", keyword: "required" }] });
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
