import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Settings } from "../../src/generated/settings.ts";
import { assertKnownNames, readKnownNames } from "../../src/settings/known_names.ts";

const known = readKnownNames({
  tables: { profiles: { personal: { changed_server: "ask" }, team: { changed_server: "deny", new_tool: "ask" } } },
  catalogue: { reasons: { "acme.no": {} } },
});

const waiver = { name: "one", reason: "moving house", expires: "2027-01-31" };

suite("assertKnownNames", () => {
  test("accepts what some profile and the catalogue know", () => {
    const settings: Settings = {
      profile: "team",
      tighten: { new_tool: "deny" },
      waivers: [{ ...waiver, code: "acme.no" }],
    };
    assertKnownNames(settings, known);
    assertKnownNames({ profile: "team" }, readKnownNames({}));
  });

  for (const [what, settings, message] of [
    [
      "a topic",
      { profile: "team", tighten: { changed_servers: "deny" } },
      "settings/tighten/changed_servers: `changed_servers` is no topic of this bundle; did you mean `changed_server`?",
    ],
    [
      "a reason code",
      { profile: "team", waivers: [{ ...waiver, code: "acme.not" }] },
      "settings/waivers/0/code: `acme.not` is no reason code of this bundle; did you mean `acme.no`?",
    ],
  ] satisfies [string, Settings, string][]) {
    test(`names ${what} that nobody knows`, () => {
      assert.throws(() => assertKnownNames(settings, known), { code: "ERR_SETTINGS_INVALID", message });
    });
  }

  test("says so too where the bundle knows nothing", () => {
    const settings: Settings = { profile: "team", tighten: { x: "ask" } };
    const message = "settings/tighten/x: `x` is no topic of this bundle";
    assert.throws(() => assertKnownNames(settings, readKnownNames({})), { message });
  });
});
