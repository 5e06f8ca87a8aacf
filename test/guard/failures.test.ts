import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite, test } from "node:test";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import { createDenial, GUARD_FAILURES, type GuardFailureCode } from "../../src/guard/failures.ts";
import { reason } from "./policy.ts";

const { data, identity } = await loadStandardBundle();
const { reasons } = data.catalogue as { reasons: Record<string, Record<string, unknown>> };

suite("codes of guards", () => {
  for (const code of Object.keys(GUARD_FAILURES) as GuardFailureCode[]) {
    test(`GUARD_FAILURES blames ${code} as the catalogue does`, () => {
      const { severity, responsible, clause } = reasons[code] ?? {};
      assert.deepEqual({ severity, responsible, clause }, { ...GUARD_FAILURES[code], clause: "fail_closed" });
    });
  }

  test("GUARD_FAILURES has exactly the codes that the policies publish", async () => {
    const rego = await readFile(new URL("../../policies/mcp/enforcement.rego", import.meta.url), "utf8");
    const published = [...rego.matchAll(/^codes contains "([^"]+)"$/gm)].map(([, code]) => code);
    assert.deepEqual(published.sort(), Object.keys(GUARD_FAILURES).sort());
  });

  test("createDenial gives a whole decision, with what the policy had said behind its own reason", () => {
    const before = reason("test.rule", "ask", "/a");
    const { id, ...decision } = createDenial({ code: "fail_closed.not_confirmed", args: { a: 1 } }, identity, [before]);
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    const blame = GUARD_FAILURES["fail_closed.not_confirmed"];
    assert.deepEqual(decision, {
      effect: "deny",
      reasons: [
        {
          code: "fail_closed.not_confirmed",
          clause: "fail_closed",
          effect: "deny",
          ...blame,
          pointer: "",
          args: { a: 1 },
        },
        before,
      ],
      obligations: [],
      mode: "enforce",
      bundle: identity,
      duration_us: 0,
    });
  });
});
