// A draft of settings is valid, says what it should, and becomes more when its suggestions are taken.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import fc from "fast-check";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import type { Event, Package, SecretFact, Server } from "../../src/generated/event.ts";
import type { Settings } from "../../src/generated/settings.ts";
import { printable } from "../../src/report/place.ts";
import { chooseMatch } from "../../src/settings/choose_match.ts";
import { type DraftOptions, draftSettings, type SettingsSchema } from "../../src/settings/draft_settings.ts";
import { assertKnownNames, readKnownNames } from "../../src/settings/known_names.ts";
import { loadSettings } from "../../src/settings/load_settings.ts";

const schema: SettingsSchema = JSON.parse(
  await readFile(new URL("../../schemas/settings.json", import.meta.url), "utf8"),
);

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "mcp-trust-draft-"));
});
after(() => rm(folder, { recursive: true }));

async function load(text: string): Promise<Settings> {
  const path = join(folder, "mcp-trust.yaml");
  await writeFile(path, text);
  return await loadSettings(path);
}

const options: DraftOptions = {
  profile: "personal",
  schema,
  editorSchema: undefined,
  labelsOf: () => [],
  denialsOf: () => [],
  printable,
};

function event(server: Partial<Server>, facts: Event["facts"] = {}): Event {
  return { kind: "connection", server: { name: "files", ...server }, facts };
}

const filesystem: Package = {
  runner: "npx",
  registry: "npm",
  name: "@modelcontextprotocol/server-filesystem",
  version: "2025.8.21",
  exact: true,
  pinned: true,
};

const npx: Partial<Server> = {
  transport: "stdio",
  command: "npx",
  args: ["-y", "x", "/srv/work"],
  package: filesystem,
};

const secretAt = (pointer: string) => ({ secrets: [{ pointer, kind: "password" } as unknown as SecretFact] });

/** What the marks are taken away from is what a person would take. */
function takeSuggestions(text: string): string {
  return text.replace(/^( *)#(?! \S)/gm, "$1");
}

suite("chooseMatch", () => {
  const pinned = { package: "npm:@modelcontextprotocol/server-filesystem", version: "2025.8.21" };
  const open = { package: "npm:@modelcontextprotocol/server-filesystem" };
  const withPackage = (change: Partial<Package>) => event({ ...npx, package: { ...filesystem, ...change } });
  for (const [what, events, match] of [
    ["a pinned package", [event(npx)], pinned],
    ["a package by its digest", [withPackage({ digest: "sha256:aa" })], { ...open, version: "sha256:aa" }],
    ["a package that is not pinned", [withPackage({ pinned: false, version: "^1" })], open],
    ["one of several packages", [withPackage({ exact: false })], { command: "npx", args: ["-y", "x", "/srv/work"] }],
    ["a folder", [withPackage({ registry: "path" })], { command: "npx", args: ["-y", "x", "/srv/work"] }],
    ["a program", [event({ transport: "stdio", command: "/usr/bin/notes" })], { command: "/usr/bin/notes" }],
    ["a URL", [event({ transport: "http", url: "https://a.example/mcp" })], { url: "https://a.example/mcp" }],
    ["a command beside a URL", [event({ ...npx, url: "https://a.example/mcp" })], pinned],
    ["one entry twice", [event(npx), event(npx)], pinned],
    ["two versions", [event(npx), withPackage({ version: "2025.9.1" })], open],
    ["two packages", [event(npx), withPackage({ name: "other" })], undefined],
    [
      "a program beside a URL of one name",
      [event(npx), event({ transport: "http", url: "https://a.example" })],
      undefined,
    ],
    [
      "a secret among the arguments",
      [event({ transport: "stdio", command: "a", args: ["[secret]"] }, secretAt("/server/args/0"))],
      undefined,
    ],
    [
      "a secret in the URL",
      [event({ transport: "http", url: "https://[secret]@a.example" }, secretAt("/server/url"))],
      undefined,
    ],
    ["a socket", [event({ transport: "ws", url: "wss://a.example" })], undefined],
    ["no URL", [event({ transport: "http" })], undefined],
    ["no command", [event({ transport: "stdio", command: "" })], undefined],
    ["nothing", [], undefined],
  ] as const) {
    test(what, () => assert.deepEqual(chooseMatch(events).match, match));
  }
});

suite("draftSettings", () => {
  test("a draft has what was found, in the order of names, and explains what is not there", async () => {
    const urls = [{ pointer: "/server/args/1", scheme: "https", host: "api.example.com" }] as never;
    const text = draftSettings(
      [
        event({ ...npx, name: "work" }),
        event({ name: "odd\nprofile: managed", transport: "ws", url: "wss://a.example" }),
        event(
          { name: "api", transport: "stdio", command: "bridge", args: ["--root=/data", "https://api.example.com"] },
          { urls },
        ),
        event(
          { name: "db", transport: "stdio", command: "postgres-mcp" },
          { launch: { program: "postgres-mcp" } as never },
        ),
      ],
      {
        ...options,
        profile: "team",
        editorSchema: "./node_modules/mcp-trust/schemas/settings.json",
        labelsOf: ({ server }) => (server?.name === "work" ? ["private_data"] : []),
        denialsOf: ({ server }) => (server?.name === "db" ? ["Somebody said so"] : []),
      },
    );
    const end = text.indexOf("\n# enforce, or audit");
    assert.equal(
      text.slice(0, end),
      `# yaml-language-server: $schema=./node_modules/mcp-trust/schemas/settings.json
# What an operator writes in mcp-trust.yaml. Becomes data.settings. Drafted by mcp-trust init from
# what is configured here: read it, then change it.

# How strict the defaults are. personal: one person's own machine. team: a shared repository. managed:
# only what an administrator admitted.
profile: team

# Servers by their key in the client's configuration.
# match: Transport facts a server must have, all of those given. An entry without match grants by name
# only and never admits.
# grants: What lies inside intended behavior for this server.
# labels: Capability classes of all the server's tools: brings in what strangers wrote, reads what is
# not public, carries data out.
# A suggestion begins with # and no space: take the # of all its lines away to use it.
# Left out: odd\\u{a}profile: managed, since it has no http URL.
servers:
  api:
    match:
      command: bridge
      args:
        - --root=/data
        - https://api.example.com
    #grants:
    #  filesystem:
    #    read:
    #      - /data
    #  network:
    #    allow:
    #      - api.example.com
  db:
    # Denied all the same: Somebody said so.
    match:
      command: postgres-mcp
    #grants:
    #  database:
    #    read: true
  work:
    match:
      package: npm:@modelcontextprotocol/server-filesystem
      version: 2025.8.21
    #grants:
    #  filesystem:
    #    read:
    #      - /srv/work
    #labels:
    #  - private_data
`,
    );
    const taken = await load(takeSuggestions(text));
    assert.deepEqual(taken.servers?.api?.grants, {
      filesystem: { read: ["/data"] },
      network: { allow: ["api.example.com"] },
    });
    assert.deepEqual(taken.servers?.work?.labels, ["private_data"]);
  });

  test("every key of the settings is explained and has an example that is valid", async () => {
    const text = draftSettings([event(npx)], options);
    assert.deepEqual(await load(text), {
      profile: "personal",
      servers: { files: { match: { package: "npm:@modelcontextprotocol/server-filesystem", version: "2025.8.21" } } },
    });
    const taken = await load(takeSuggestions(text));
    assert.deepEqual(Object.keys(taken).sort(), Object.keys(schema.properties).sort());
    assertKnownNames(taken, readKnownNames((await loadStandardBundle()).data));
    const words = text.replace(/\n *#/g, "").replace(/\s+/g, " ");
    for (const { description } of Object.values(schema.properties)) assert.ok(words.includes(description), description);
  });

  test("where no server can be named there are none, and the draft says why", async () => {
    const text = draftSettings([event({ transport: "ws", url: "wss://a.example" })], options);
    assert.deepEqual(await load(text), { profile: "personal" });
    assert.ok(text.includes("\n# Left out: files, since it has no http URL.\n"));
  });

  test("whatever names and arguments are, the draft is the settings that were meant", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "__proto__",
        "a: b",
        "#",
        "- x",
        "\n#profile: managed\nprofile: managed",
        "\u2028x: y",
        "yes",
        "1.0",
        "\r",
      ),
    );
    const one = fc.record({ name: text, command: text, args: fc.array(text, { maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(one, { selector: ({ name }) => name, maxLength: 4 }), async (servers) => {
        const wellFormed = (value: string) => value.isWellFormed();
        fc.pre(servers.every(({ name, command, args }) => [name, command, ...args].every(wellFormed)));
        const events = servers.map((server) => event({ transport: "stdio", ...server }));
        const settings = await load(draftSettings(events, options));
        const meant = servers.filter(({ command }) => command !== "");
        const named = meant.map(({ name, command, args }) => [name, { match: { command, args } }] as const);
        const sort = (entries: Iterable<readonly [string, unknown]>) =>
          [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
        assert.equal(settings.profile, "personal");
        assert.deepEqual(sort(Object.entries(settings.servers ?? {})), sort(named));
        await load(takeSuggestions(draftSettings(events, { ...options, labelsOf: () => ["sink"] })));
      }),
      { numRuns: 200 },
    );
  });
});
