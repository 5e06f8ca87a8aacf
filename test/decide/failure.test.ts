import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite, test } from "node:test";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { denyFailure } from "../../src/decide/failure.ts";
import { FAILURES, type FailureCode } from "../../src/failures.ts";

const codes = Object.keys(FAILURES) as FailureCode[];
const { data } = await loadStandardBundle();
const { reasons } = data.catalogue as { reasons: Record<string, Record<string, unknown>> };

async function readPolicy(name: string): Promise<string> {
  return await readFile(new URL(`../../policies/mcp/${name}`, import.meta.url), "utf8");
}

suite("codes of the evaluator", () => {
  for (const code of codes) {
    test(`FAILURES blames ${code} as the catalogue does`, () => {
      const { severity, responsible, clause } = reasons[code] ?? {};
      assert.deepEqual({ severity, responsible, clause }, { ...FAILURES[code], clause: "fail_closed" });
    });

    test(`denyFailure gives a complete reason for ${code}`, () => {
      assert.deepEqual(denyFailure(code, { limit: 1 }, "/a"), {
        effect: "deny",
        reasons: [
          { code, clause: "fail_closed", effect: "deny", ...FAILURES[code], pointer: "/a", args: { limit: 1 } },
        ],
        obligations: [],
        mode: "enforce",
      });
    });
  }

  test("FAILURES has exactly the codes that the policies publish", async () => {
    const failures = await readPolicy("failures.rego");
    const main = await readPolicy("main.rego");
    const published = [...failures.matchAll(/^codes contains "([^"]+)"$/gm)].map(([, code]) => code);
    assert.match(main, /"code": "fail_closed\.undefined"/);
    assert.deepEqual([...published, "fail_closed.undefined"].sort(), [...codes].sort());
  });
});
