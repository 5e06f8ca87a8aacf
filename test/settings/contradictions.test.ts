import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Grants, ServerSettings, Settings } from "../../src/generated/settings.ts";
import { assertSettings } from "../../src/settings/assert_settings.ts";
import { findContradictions } from "../../src/settings/contradictions.ts";

const server = (entry: ServerSettings): Settings => ({ profile: "personal", servers: { files: entry } });
const granted = (grants: Grants): Settings => server({ grants });
const waived = (change: object): Settings => {
  const waiver = {
    name: "one",
    code: "filesystem_access.outside_grant",
    reason: "moving house",
    expires: "2027-01-31",
  };
  return { profile: "personal", waivers: [{ ...waiver, ...change }] };
};

const ROWS: readonly [string, Settings, readonly string[]][] = [
  ["nothing", { profile: "team" }, []],
  ["lists that do not meet", server({ tools: { allow: ["a"], ask: ["a"], deny: ["b"], read_only: ["a"] } }), []],
  ["a tool allowed and denied", server({ tools: { allow: ["a", "b"], deny: ["b"] } }), ["servers.files.tools.allow.1"]],
  ["a tool asked and denied", server({ tools: { ask: ["b"], deny: ["b"] } }), ["servers.files.tools.ask.0"]],
  [
    "a tool read only and denied",
    server({ tools: { read_only: ["b"], deny: ["b"] } }),
    ["servers.files.tools.read_only.0"],
  ],
  ["grants that include each other", granted({ git: { read: true, write: true, rewrite_history: true } }), []],
  ["writing without saying reading", granted({ git: { write: true }, database: { write: true } }), []],
  ["git write without read", granted({ git: { write: true, read: false } }), ["servers.files.grants.git.write"]],
  [
    "git rewriting without writing",
    granted({ git: { rewrite_history: true, write: false } }),
    ["servers.files.grants.git.rewrite_history"],
  ],
  [
    "git rewriting without reading",
    granted({ git: { rewrite_history: true, read: false } }),
    ["servers.files.grants.git.rewrite_history"],
  ],
  [
    "database write without read",
    granted({ database: { write: true, read: false } }),
    ["servers.files.grants.database.write"],
  ],
  ["a schema grant alone", granted({ database: { schema: true, read: false } }), []],
  ["limits of sampling", granted({ model: { sampling: true, max_tokens: 10 } }), []],
  [
    "limits of refused sampling",
    granted({ model: { sampling: false, max_tokens: 10 } }),
    ["servers.files.grants.model.max_tokens"],
  ],
  ["a waiver", waived({}), []],
  ["a waiver until no day", waived({ expires: "2027-02-30" }), ["waivers.0.expires"]],
  ["a waiver of what cannot be judged", waived({ code: "fail_closed.undefined" }), ["waivers.0.code"]],
  [
    "two waivers of one name",
    { profile: "personal", waivers: [...(waived({}).waivers ?? []), ...(waived({}).waivers ?? [])] },
    ["waivers.1.name"],
  ],
];

suite("findContradictions", () => {
  for (const [what, settings, expected] of ROWS) {
    test(what, () => {
      assert.deepEqual(
        findContradictions(settings).map(({ path }) => path.join(".")),
        expected,
      );
      if (expected.length === 0) assertSettings(settings);
      else assert.throws(() => assertSettings(settings), { code: "ERR_SETTINGS_INVALID" });
    });
  }
});

suite("waivers", () => {
  for (const member of ["name", "code", "reason", "expires"]) {
    test(`without ${member} are refused`, () => {
      const settings = waived({ [member]: undefined });
      const text: unknown = JSON.parse(JSON.stringify(settings));
      assert.throws(() => assertSettings(text), { code: "ERR_SETTINGS_INVALID" });
    });
  }
});
