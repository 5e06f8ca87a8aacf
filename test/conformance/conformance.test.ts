// The official conformance suite finds the same with guards as without: every check, in every mode. `npm run conformance`
// prints the numbers.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { compareChecks, countStatus } from "../../tools/conformance/checks.ts";
import { compareLeg } from "../../tools/conformance/compare_leg.ts";
import { installSuite, type Suite } from "../../tools/conformance/install.ts";
import { LEGS, nameOf } from "../../tools/conformance/run_leg.ts";

/** Scenarios of extensions, which the fixtures do not have and which no revision demands. */
const EXTENSIONS = /^(?:tasks-|auth\/(?:client-credentials-|enterprise-managed-|dpop|wif-))/;

/** Checks that pass and fail without a guard. */
const FOUND: Readonly<Record<string, readonly [number, number]>> = {
  "server v1 2025-11-25": [84, 0],
  "server v2 2025-11-25": [84, 0],
  "server v2 2026-07-28": [164, 30],
  "client v1 2025-11-25": [349, 15],
  "client v2 2025-11-25": [354, 15],
  "client v2 2026-07-28": [539, 15],
};

/** Without the network there is no suite; where everything must be proven that is a failure. */
function findSuite(): Suite | string {
  try {
    return installSuite((line) => void process.stderr.write(`${line}\n`));
  } catch (error) {
    if (process.env.CI !== undefined) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

const found = findSuite();

suite("the official conformance suite", { skip: typeof found === "string" ? found : false }, () => {
  for (const leg of LEGS) {
    test(nameOf(leg), async (context) => {
      if (typeof found === "string") return;
      const outcomes = await compareLeg(found, leg, (line) => context.diagnostic(line));
      const numbers = outcomes.map(({ mode, checks, differences }) => ({
        mode,
        found: [countStatus(checks, "SUCCESS"), countStatus(checks, "FAILURE")],
        differences,
      }));
      const expected = outcomes.map(({ mode }) => ({ mode, found: FOUND[nameOf(leg)], differences: [] }));
      assert.deepEqual(numbers, expected);
      const failed = outcomes.flatMap(({ checks }) => checks.filter(({ status }) => status === "FAILURE"));
      assert.deepEqual(
        failed.filter(({ scenario }) => !EXTENSIONS.test(scenario)),
        [],
      );
    });
  }
});

suite("comparing checks", () => {
  const check = { scenario: "ping", id: "ping", name: "Ping", status: "SUCCESS" };
  const failed = { ...check, status: "FAILURE" };

  test("finds what came out differently", () => {
    assert.deepEqual(compareChecks([check, failed], [failed, check]), []);
    assert.deepEqual(compareChecks([check], [failed]), [
      { check: "ping: ping (Ping) FAILURE", counts: [0, 1] },
      { check: "ping: ping (Ping) SUCCESS", counts: [1, 0] },
    ]);
    assert.deepEqual(compareChecks([check, check], [check]), [{ check: "ping: ping (Ping) SUCCESS", counts: [2, 1] }]);
  });

  test("leaves out what the suite only noted down", () => {
    assert.deepEqual(compareChecks([check], [check, { ...check, status: "INFO" }]), []);
  });
});
