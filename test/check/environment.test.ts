import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, suite, test } from "node:test";
import { readProse } from "../../src/bundle/catalogue.ts";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { checkFiles } from "../../src/check/check_files.ts";
import { findInEnvironments, type Member } from "../../src/check/environment.ts";
import { createEvaluator, type Evaluator } from "../../src/evaluator.ts";
import type { Decision } from "../../src/generated/decision.ts";
import type { Event, Origin, Server } from "../../src/generated/event.ts";
import type { Settings } from "../../src/generated/settings.ts";
import type { LocatedEvent } from "../../src/normalize/located_event.ts";

function member(file: string, client: string | undefined, server: Server): Member {
  const event: Event = {
    kind: "connection",
    point: "config",
    ...(client === undefined ? {} : { client: { kind: client } }),
    server,
  };
  const locate: LocatedEvent["locate"] = (pointer) => ({ line: pointer.length, column: server.name.length });
  return { file, event, located: { event, values: [], locate } as unknown as LocatedEvent };
}

function origin(source: Origin["source"], pointer: string): Origin {
  return { source, path: "x", pointer };
}

/** Decides as told and remembers what it was asked. */
function stub(decide: (event: Event) => Decision["reasons"][number][]): { evaluator: Evaluator; asked: Event[] } {
  const asked: Event[] = [];
  const evaluator = {
    decide(event: Event) {
      asked.push(event);
      return { effect: "ask", reasons: decide(event) };
    },
  };
  return { evaluator: evaluator as unknown as Evaluator, asked };
}

function askAbout(members: readonly Member[]): Event[] {
  const { evaluator, asked } = stub(() => []);
  assert.deepEqual(findInEnvironments(members, evaluator, new Map()), new Map());
  return asked;
}

function reason(pointer: string): Decision["reasons"][number] {
  const { code, clause, severity } = { code: "c.x", clause: "c", severity: "low" as const };
  return { code, clause, effect: "ask", severity, responsible: "operator", pointer, args: {} };
}

suite("findInEnvironments", () => {
  const a: Server = { name: "a", origin: origin("user", "/mcpServers/a") };
  const b: Server = { name: "b", origin: origin("managed", "/mcpServers/b") };

  test("asks once for each client, about all of its files together, and not about what is disabled", () => {
    const off = { ...a, name: "off", enabled: false };
    const on = { ...b, enabled: true };
    assert.deepEqual(
      askAbout([
        member("/h/1", "cursor", a),
        member("/h/1", "cursor", off),
        member("/h/2", "zed", a),
        member("/e/3", "cursor", on),
      ]),
      [
        { kind: "environment", point: "config", client: { kind: "cursor" }, servers: [a, b] },
        { kind: "environment", point: "config", client: { kind: "zed" }, servers: [a] },
      ],
    );
  });

  test("asks about nothing where nothing is enabled, and about settings never", () => {
    const setting = { ...member("/h/1", "cursor", a), event: { kind: "setting" } as Event };
    assert.deepEqual(askAbout([setting, member("/h/1", "cursor", { ...a, enabled: false })]), []);
  });

  test("keeps files apart whose client nobody knows", () => {
    const together = [member("/h/1", "unknown", a), member("/h/2", "unknown", a), member("/h/1", undefined, b)];
    assert.deepEqual(
      askAbout(together).map(({ client, servers }) => [client?.kind, servers?.map(({ name }) => name)]),
      [
        ["unknown", ["a", "b"]],
        ["unknown", ["a"]],
      ],
    );
  });

  for (const [title, file, client, where, folder] of [
    [
      "a user's entry is loaded everywhere",
      "/h/u/.cursor/mcp.json",
      "cursor",
      origin("user", "/mcpServers/a"),
      undefined,
    ],
    [
      "an entry for one project",
      "/h/u/.claude.json",
      "claude_code",
      origin("user", "/projects/~1srv~1a~0b/mcpServers/a"),
      "/srv/a~b",
    ],
    ["an entry called projects", "/h/u/x.json", "claude_code", origin("user", "/projects/a"), undefined],
    ["a file at the top of a project", "/srv/a/.mcp.json", "claude_code", origin("project", "/mcpServers/a"), "/srv/a"],
    [
      "a file in a folder of the client",
      "/srv/a/.cursor/mcp.json",
      "cursor",
      origin("project", "/mcpServers/a"),
      "/srv/a",
    ],
    ["a file in no place of the client", "/srv/a/b/c.json", "cursor", origin("project", "/mcpServers/a"), "/srv/a/b"],
  ] as const) {
    test(`says in which folder it is loaded: ${title}`, () => {
      const [event] = askAbout([member(file, client, { name: "a", origin: where })]);
      assert.deepEqual(event?.servers, [{ name: "a", origin: folder === undefined ? where : { ...where, folder } }]);
    });
  }

  test("takes nobody's entry for one of a project, whose folder is that of its file", () => {
    const [event] = askAbout([member("/srv/a/x.json", "cursor", { name: "a" })]);
    assert.deepEqual(event?.servers, [{ name: "a", origin: { source: "project", folder: "/srv/a" } }]);
  });

  test("hands on what tells the server, and pointers as they are in the new event", () => {
    const server: Server = {
      name: "b",
      transport: "stdio",
      command: "npx",
      args: ["-y", "x"],
      env_keys: ["A"],
      url: null,
      cwd: "/srv",
      package: { runner: "npx", registry: "npm", name: "x", pinned: false, pointer: "/server/args/1" },
      origin: origin("user", "/mcpServers/b"),
    };
    const [event] = askAbout([member("/h/1", "zed", a), member("/h/1", "zed", server)]);
    const { env_keys, cwd, package: software, ...rest } = server;
    assert.deepEqual([env_keys, cwd], [["A"], "/srv"]);
    assert.deepEqual(event?.servers?.[1], { ...rest, package: { ...software, pointer: "/servers/1/args/1" } });
  });

  for (const [title, args] of [
    ["many", Array.from({ length: 65 }, () => "x")],
    ["long", ["x".repeat(2049)]],
  ] as const) {
    test(`leaves out arguments that are ${title}`, () => {
      const [event] = askAbout([member("/h/1", "zed", { ...a, args: [...args] })]);
      assert.deepEqual(event?.servers, [a]);
    });
  }

  test("finds where the server stands that a reason is about, and at the first what is about all", () => {
    const members = [member("/h/1", "zed", a), member("/h/2", "zed", { ...b, name: "bcd" })];
    const { evaluator } = stub(() => [
      reason("/servers/1"),
      reason("/servers/1/url"),
      reason(""),
      reason("/servers/7"),
    ]);
    const found = findInEnvironments(members, evaluator, new Map());
    const places = [...found].map(([file, findings]) => [
      file,
      findings.map(({ file: own, subject, line, column, about }) => [own, subject, line, column, about?.pointer]),
    ]);
    assert.deepEqual(places, [
      [
        "/h/2",
        [
          ["/h/2", "bcd", 7, 3, "/server"],
          ["/h/2", "bcd", 11, 3, "/server/url"],
        ],
      ],
      [
        "/h/1",
        [
          ["/h/1", "a", 7, 1, "/server"],
          ["/h/1", "a", 7, 1, "/server"],
        ],
      ],
    ]);
  });
});

suite("checkFiles", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "mcp-trust-environment-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const files = { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/srv/work"] };
  const web = { command: "uvx", args: ["mcp-server-fetch==2025.4.7"] };

  async function check(contents: Readonly<Record<string, object>>, settings: Settings) {
    const paths = await Promise.all(
      Object.entries(contents).map(async ([name, servers]) => {
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, JSON.stringify({ mcpServers: servers }, null, 1));
        return path;
      }),
    );
    const bundle = await loadStandardBundle();
    const { findings } = await checkFiles(paths, await createEvaluator({ bundle, settings }), readProse(bundle));
    return findings
      .filter(({ code }) => code === "operator/understand_capabilities.attack_path")
      .map(({ file, subject, line, effect, severity, args, fingerprint }) => {
        assert.match(fingerprint, /^[0-9a-f]{32}$/);
        return { file: file.slice(folder.length + 1), subject, line, effect, severity, args };
      });
  }

  const found = {
    subject: "web",
    effect: "ask",
    severity: "low",
    args: { strangers: "web", private: "files", settled_by: "servers.web.grants.network.allow", gap: "labels" },
  };

  test("finds a path through the servers of one file, at the way out", async () => {
    const findings = await check({ "one/.mcp.json": { files, web } }, { profile: "personal" });
    assert.deepEqual(findings, [{ file: "one/.mcp.json", line: 11, ...found }]);
  });

  test("finds none where a server of it is disabled or belongs to another client or project", async () => {
    const apart = { "two/a/.mcp.json": { files }, "two/b/.mcp.json": { web }, "two/a/.cursor/mcp.json": { web } };
    assert.deepEqual(await check(apart, { profile: "personal" }), []);
    const disabled = { "three/.mcp.json": { files, web: { ...web, disabled: true } } };
    assert.deepEqual(await check(disabled, { profile: "personal" }), []);
  });

  test("finds none where a grant breaks it", async () => {
    const servers = { web: { grants: { network: { allow: ["docs.example.com"] } } } };
    assert.deepEqual(await check({ "four/.mcp.json": { files, web } }, { profile: "personal", servers }), []);
  });
});
