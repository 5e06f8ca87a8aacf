import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { assertSettings } from "../../src/settings/assert_settings.ts";
import { SettingsError } from "../../src/settings/errors.ts";
import { loadSettings } from "../../src/settings/load_settings.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "mcp-trust-settings-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

async function load(text: string): Promise<unknown> {
  const path = join(folder, "mcp-trust.yaml");
  await writeFile(path, text);
  return await loadSettings(path).catch((error: unknown) => {
    assert.ok(error instanceof SettingsError);
    return [error.code, error.message.replaceAll(path, "F")];
  });
}

const invalid = (problem: string) => [
  "ERR_SETTINGS_INVALID",
  `the settings file is not as schemas/settings.json has it\n${problem}`,
];
const known =
  "profile, mode, servers, deny_servers, allow_servers, protected_paths, data_labels, advisories, tighten, waivers";

suite("loadSettings", () => {
  test("loadSettings reads what an operator writes", async () => {
    const text = "profile: team\nservers:\n  files:\n    grants: { filesystem: { read: [~/notes] } }\n";
    assert.deepEqual(await load(text), {
      profile: "team",
      servers: { files: { grants: { filesystem: { read: ["~/notes"] } } } },
    });
  });

  for (const [what, text, expected] of [
    ["an empty file", "", invalid("F:1:1: expected a map, found nothing")],
    ["a key twice", "profile: team\nprofile: personal\n", invalid("F:2:1: Map keys must be unique")],
    [
      "an unknown key, at its place",
      "profile: team\nfail_open: true\n",
      invalid(`F:2:1: unknown key \`fail_open\`, expected one of ${known}`),
    ],
    [
      "a merge key",
      "profile: team\n<<: { mode: audit }\n",
      invalid(`F:2:1: unknown key \`<<\`, expected one of ${known}`),
    ],
    ["an unknown tag", "profile: !lax team\n", invalid("F:1:10: Unresolved tag: !lax")],
    [
      "an alias of nothing",
      "profile: *nothing\n",
      invalid("F:1:1: Unresolved alias (the anchor must be set before the alias): nothing"),
    ],
    [
      "two documents",
      "profile: team\n---\nprofile: personal\n",
      invalid("F:2:1: Source contains multiple documents; please use YAML.parseAllDocuments()"),
    ],
    [
      "a number for a server",
      "profile: team\nservers: { a: 1 }\n",
      invalid("F:2:15: servers.a: expected a map, found `1`"),
    ],
    [
      "loosening without a waiver",
      "profile: team\ntighten: { changed_server: allow }\n",
      invalid("F:2:28: tighten.changed_server: expected one of ask, deny, found `allow`"),
    ],
    [
      "a waiver without a date",
      "profile: team\nwaivers:\n  - { name: x, code: filesystem_access.outside_grant, reason: y }\n",
      invalid("F:3:5: waivers.0.expires: expected a text, found nothing"),
    ],
    [
      "a tool in two lists",
      "profile: team\nservers:\n  a:\n    tools:\n      allow: [x]\n      deny: [x]\n",
      [
        "ERR_SETTINGS_INVALID",
        "the settings contradict themselves\nF:5:15: servers.a.tools.allow.0: tool `x` stands under allow and under deny; keep it in one of them",
      ],
    ],
    [
      "an unknown profile",
      "profile: strict\n",
      invalid("F:1:10: profile: expected one of personal, team, managed, found `strict`"),
    ],
    [
      "a missing profile",
      "mode: audit\n",
      invalid("F:1:1: profile: expected one of personal, team, managed, found nothing"),
    ],
    [
      "a folder where a list belongs",
      "profile: team\nservers: { a: { grants: { filesystem: { read: /srv } } } }\n",
      invalid("F:2:47: servers.a.grants.filesystem.read: expected a list, found `/srv`"),
    ],
    [
      "a relative folder",
      "profile: team\nservers: { a: { grants: { filesystem: { read: [work] } } } }\n",
      invalid(
        "F:2:48: servers.a.grants.filesystem.read.0: expected another form, found `work`: An absolute folder, or one below ~/.",
      ),
    ],
    [
      "the text of another file, without repeating it",
      "hunter2-is-the-password\n",
      invalid("F:1:1: expected a map, found a text"),
    ],
    [
      "a broken text, without repeating it",
      'profile: "personal\n hunter2 \\q"\n',
      invalid("F:2:10: Invalid escape sequence \\q"),
    ],
    [
      "an empty match",
      "profile: team\nservers: { a: { match: {} } }\n",
      invalid("F:2:24: servers.a.match: expected something here, found nothing"),
    ],
  ] as const) {
    test(`loadSettings refuses ${what}`, async () => {
      assert.deepEqual(await load(text), expected);
    });
  }

  test("loadSettings refuses aliases that make a small file large", async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`)}]`,
    );
    const [code, message] = (await load(`l0: &l0 [x]\n${levels.join("\n")}\nprofile: team\n`)) as string[];
    assert.deepEqual([code, message], invalid("F:1:1: Excessive alias count indicates a resource exhaustion attack"));
  });

  test("loadSettings refuses what is nested too deeply to be read", async () => {
    const [code] = (await load(`profile: ${"[".repeat(100_000)}`)) as string[];
    assert.equal(code, "ERR_SETTINGS_INVALID");
  });

  test("loadSettings keeps servers called as members that every object has", async () => {
    const text =
      "profile: team\nservers:\n  __proto__: { tools: { deny: [a] } }\n  constructor: { tools: { deny: [b] } }\n";
    assert.deepEqual(
      await load(text),
      JSON.parse(
        '{"profile":"team","servers":{"__proto__":{"tools":{"deny":["a"]}},"constructor":{"tools":{"deny":["b"]}}}}',
      ),
    );
    assert.equal(Reflect.get({}, "tools"), undefined);
  });

  test("loadSettings says which file it cannot read, and why", async () => {
    const path = join(folder, "missing.yaml");
    await assert.rejects(
      loadSettings(path),
      new SettingsError("ERR_SETTINGS_UNREADABLE", `${path}: cannot read the settings file (ENOENT)`),
    );
    await assert.rejects(
      loadSettings(folder),
      new SettingsError(
        "ERR_SETTINGS_UNREADABLE",
        `${folder}: cannot read the settings file: expected a file of at most 1048576 bytes`,
      ),
    );
  });
});

test("assertSettings checks members called __proto__ like all others", () => {
  const settings: unknown = JSON.parse('{"profile":"team","servers":{"__proto__":{"unknown":1}}}');
  const message = "settings/servers/__proto__ must NOT have additional properties `unknown`";
  assert.throws(
    () => assertSettings(settings),
    new SettingsError("ERR_SETTINGS_INVALID", message, [{ path: "/servers/__proto__", message }]),
  );
});
