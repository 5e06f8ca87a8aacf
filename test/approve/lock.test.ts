// What is reviewed, what a lock becomes by it, and how a lock is written.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { listReviews, listStale, type Review } from "../../src/approve/list_reviews.ts";
import { createLockedEntry } from "../../src/approve/locked_entry.ts";
import { mergeLock, writeLock } from "../../src/approve/merge_lock.ts";
import type { CheckedServer } from "../../src/check/check_files.ts";
import { digestEntry } from "../../src/facts/digest.ts";
import type { Server } from "../../src/generated/event.ts";
import type { Lock } from "../../src/generated/lock.ts";
import { assertLock } from "../../src/settings/assert_settings.ts";
import { SettingsError } from "../../src/settings/errors.ts";

const git: Server = { name: "git", transport: "stdio", command: "uvx", args: ["mcp-server-git==1.0.0"] };
const newer: Server = { ...git, args: ["mcp-server-git==1.1.0"] };
const docs: Server = { name: "docs", transport: "http", url: "https://mcp.example.com/mcp" };

const digestOf = (server: Server) => digestEntry(server);

function found(server: Server, line = 1, file = ".mcp.json"): CheckedServer {
  return { file, line, column: 5, client: "cursor", event: { kind: "connection", server } };
}

function lockOf(servers: Lock["servers"]): Lock {
  return { version: 1, servers };
}

const approvedGit = { git: { entries: [createLockedEntry(git)] } };

const shown = (reviews: readonly Review[]) =>
  reviews.map(({ name, state, entry, places }) => [name, state, entry.digest, places.map(({ line }) => line)]);

suite("an entry in the lock", () => {
  test("an entry holds what the digest is about, sorted, and nothing that is not there", () => {
    const server: Server = {
      ...git,
      env_keys: ["B", "A"],
      header_names: [],
      url: null,
      enabled: false,
      package: { runner: "uvx", registry: "pypi", name: "mcp-server-git", version: "1.0.0", pinned: true },
      origin: { source: "user" },
    };
    assert.deepEqual(createLockedEntry(server), {
      transport: "stdio",
      command: "uvx",
      args: ["mcp-server-git==1.0.0"],
      env_keys: ["A", "B"],
      digest: digestOf({ ...git, env_keys: ["A", "B"] }),
    });
    assert.deepEqual(createLockedEntry({ ...docs, header_names: ["X-Key", "Authorization"] }), {
      transport: "http",
      url: "https://mcp.example.com/mcp",
      header_names: ["authorization", "x-key"],
      digest: digestOf({ ...docs, header_names: ["Authorization", "X-Key"] }),
    });
  });

  test("no list and an empty list are one entry", () => {
    const empty = { ...docs, args: [], env_keys: [], header_names: [] };
    assert.deepEqual(createLockedEntry(empty), createLockedEntry(docs));
  });

  test("any entry that was written is accepted when it is read", () => {
    const text = fc.string({ unit: "binary", maxLength: 12 });
    const server = fc.record(
      {
        name: fc.oneof(text, fc.constantFrom("__proto__", "constructor", "toString")),
        transport: fc.constantFrom("stdio", "http", "sse", "ws"),
        command: text,
        args: fc.array(text, { maxLength: 4 }),
        env_keys: fc.array(text, { maxLength: 4 }),
        env_file: text,
        cwd: text,
        url: fc.option(text),
        header_names: fc.array(text, { maxLength: 4 }),
      },
      { requiredKeys: ["name"] },
    ) as fc.Arbitrary<Server>;
    fc.assert(
      fc.property(fc.array(server, { maxLength: 5 }), (servers) => {
        const reviews = listReviews(
          servers.map((one, index) => found(one, index)),
          undefined,
        );
        const lock = mergeLock(undefined, { found: reviews, approved: reviews, removed: [], keep: false });
        const read: unknown = JSON.parse(writeLock(lock));
        assertLock(read);
        assert.equal(writeLock(read), writeLock(lock));
        const again = listReviews(
          servers.map((one, index) => found(one, index)),
          read,
        );
        assert.deepEqual(
          again.filter(({ state }) => state !== "approved"),
          [],
        );
      }),
    );
  });
});

suite("listReviews", () => {
  for (const [what, servers, lock, expected] of [
    ["new without a lock", [found(git)], undefined, [["git", "new", digestOf(git), [1]]]],
    [
      "new where only tools were approved",
      [found(git)],
      lockOf({ git: { tools: {} } }),
      [["git", "new", digestOf(git), [1]]],
    ],
    ["approved", [found(git)], lockOf(approvedGit), [["git", "approved", digestOf(git), [1]]]],
    [
      "approved by its digest alone",
      [found(git)],
      lockOf({ git: { entry_digest: digestOf(git) } }),
      [["git", "approved", digestOf(git), [1]]],
    ],
    ["changed", [found(newer)], lockOf(approvedGit), [["git", "changed", digestOf(newer), [1]]]],
    [
      "one entry in several places, once",
      [found(git, 1), found(git, 1), found(git, 7)],
      undefined,
      [["git", "new", digestOf(git), [1, 7]]],
    ],
    [
      "several entries of one name",
      [found(git, 1), found(newer, 7)],
      lockOf(approvedGit),
      [
        ["git", "approved", digestOf(git), [1]],
        ["git", "changed", digestOf(newer), [7]],
      ],
    ],
    [
      "a name that objects have by nature",
      [found({ ...git, name: "__proto__" }), found({ ...git, name: "constructor" })],
      lockOf({}),
      [
        ["__proto__", "new", digestOf(git), [1]],
        ["constructor", "new", digestOf(git), [1]],
      ],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(shown(listReviews(servers, lock)), expected));
  }
});

suite("listStale", () => {
  for (const [what, servers, lock, expected] of [
    ["nothing without a lock", [found(git)], undefined, []],
    ["nothing that is configured", [found(git)], lockOf(approvedGit), []],
    ["nothing that a review will replace", [found(newer)], lockOf(approvedGit), []],
    [
      "what is gone",
      [found(docs)],
      lockOf({ ...approvedGit, docs: { tools: {} } }),
      [{ name: "git", digest: digestOf(git), entry: createLockedEntry(git) }],
    ],
    [
      "one of two, and one that is a digest alone",
      [found(git)],
      lockOf({
        git: { entries: [createLockedEntry(git), createLockedEntry(newer)] },
        docs: { entry_digest: digestOf(docs) },
      }),
      [
        { name: "docs", digest: digestOf(docs), entry: undefined },
        { name: "git", digest: digestOf(newer), entry: createLockedEntry(newer) },
      ],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(listStale(listReviews(servers, lock), lock), expected));
  }
});

suite("mergeLock", () => {
  const nothing = { found: [], approved: [], removed: [], keep: false };
  const pins = { tools: { log: digestOf(docs) }, prompts: {}, instructions_digest: digestOf(git) };

  test("nothing approved and nothing removed changes nothing", () => {
    const lock: Lock = { $schema: "./schema.json", ...lockOf({ git: { entry_digest: digestOf(git), ...pins } }) };
    assert.deepEqual(mergeLock(lock, nothing), lock);
  });

  test("an approval replaces the former one, and leaves tools, prompts and instructions", () => {
    const lock = lockOf({ git: { entries: [createLockedEntry(git)], ...pins }, docs: pins });
    const reviews = listReviews([found(newer)], lock);
    assert.deepEqual(
      mergeLock(lock, { ...nothing, found: reviews, approved: reviews }),
      lockOf({ docs: pins, git: { entries: [createLockedEntry(newer)], ...pins } }),
    );
  });

  test("a former approval stays while it is configured elsewhere, or when that is asked for", () => {
    const both = lockOf({ git: { entries: [createLockedEntry(git), createLockedEntry(newer)] } });
    const elsewhere = listReviews([found(newer), found(git, 7)], lockOf(approvedGit));
    const approved = elsewhere.filter(({ state }) => state === "changed");
    assert.deepEqual(mergeLock(lockOf(approvedGit), { ...nothing, found: elsewhere, approved }), both);
    const alone = listReviews([found(newer)], lockOf(approvedGit));
    assert.deepEqual(mergeLock(lockOf(approvedGit), { ...nothing, found: alone, approved: alone, keep: true }), both);
  });

  test("a digest alone becomes the entry that has it, and goes when another is approved", () => {
    const lock = lockOf({ git: { entry_digest: digestOf(git) }, docs: { entry_digest: digestOf(docs) } });
    const reviews = listReviews([found(newer), found(docs)], lock);
    const approved = reviews.filter(({ state }) => state === "changed");
    assert.deepEqual(
      mergeLock(lock, { ...nothing, found: reviews, approved }),
      lockOf({ docs: { entries: [createLockedEntry(docs)] }, git: { entries: [createLockedEntry(newer)] } }),
    );
    const kept = mergeLock(lock, { ...nothing, found: reviews, approved, keep: true });
    assert.deepEqual(kept.servers.git, { entries: [createLockedEntry(newer)], entry_digest: digestOf(git) });
  });

  test("what is removed is gone, with the server when nothing else was approved of it", () => {
    const lock = lockOf({ ...approvedGit, docs: { entries: [createLockedEntry(docs)], ...pins } });
    const removed = listStale([], lock);
    assert.deepEqual(mergeLock(lock, { ...nothing, removed }), lockOf({ docs: pins }));
  });

  test("the order is that of names and entries, whatever was approved first", () => {
    const servers = [newer, docs, git].map((server, index) => found(server, index));
    const texts = [servers, servers.toReversed()].map((list) => {
      const reviews = listReviews(list, undefined);
      return writeLock(mergeLock(undefined, { ...nothing, found: reviews, approved: reviews }));
    });
    assert.equal(texts[0], texts[1]);
    assert.deepEqual(Object.keys(JSON.parse(texts[0] ?? "").servers), ["docs", "git"]);
    assert.equal(texts[0]?.endsWith("}\n"), true);
  });

  test("a name that objects have by nature is a name like others", () => {
    const reviews = listReviews([found({ ...docs, name: "__proto__" })], undefined);
    const lock = mergeLock(undefined, { ...nothing, found: reviews, approved: reviews });
    assert.deepEqual(Object.keys(lock.servers), ["__proto__"]);
    assert.deepEqual(Object.keys(JSON.parse(writeLock(lock)).servers), ["__proto__"]);
  });
});

suite("assertLock", () => {
  test("an entry with the digest of another one is refused", () => {
    const forged = { ...createLockedEntry(git), digest: digestOf(newer) };
    assert.throws(
      () => assertLock(lockOf({ ...approvedGit, "a/b": { entries: [createLockedEntry(docs), forged] } })),
      (error) => {
        assert.ok(error instanceof SettingsError);
        const said =
          "is not the digest of the entry it stands in; remove the entry, then review the server with mcp-trust approve";
        assert.deepEqual(
          [error.code, error.message, error.problems],
          [
            "ERR_SETTINGS_LOCK",
            `lock/servers/a~1b/entries/1/digest ${said}`,
            [{ path: "/servers/a~1b/entries/1/digest", message: said }],
          ],
        );
        return true;
      },
    );
  });
});
