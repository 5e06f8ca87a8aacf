import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { createSandbox } from "../../src/sandbox/create_sandbox.ts";
import { findSandbox } from "../../src/sandbox/find_sandbox.ts";

suite("where there is no sandbox", () => {
  for (const [what, options, missing] of [
    ["macOS", { platform: "darwin" }, "other_platform"],
    ["Windows", { platform: "win32" }, "other_platform"],
    ["Linux without bubblewrap", { platform: "linux", places: ["/absent/bwrap"] }, "not_installed"],
    ["Linux where it does not work", { platform: "linux", places: ["/bin/false"] }, "does_not_work"],
  ] as const) {
    test(`the policy is told: ${what}`, async () => {
      assert.deepEqual(await findSandbox(options), { missing });
      const { facts, confine } = await createSandbox(options);
      assert.deepEqual(facts, { kind: "bubblewrap", available: false, unavailable_because: missing, enforces: [] });
      assert.equal(await confine({ read: [], write: [], egress: [], network: "none" }, {}), false);
    });
  }
});
