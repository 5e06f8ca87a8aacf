import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { readAnswer } from "../../src/decide/answer.ts";
import type { Effect, Reason } from "../../src/generated/decision.ts";

function reason(code: string, effect: Effect, rest: Partial<Reason> = {}): Reason {
  return { code, clause: "c", effect, severity: "low", responsible: "operator", pointer: "", args: {}, ...rest };
}

const answer = (effect: Effect, reasons: readonly Reason[], rest: object = {}) => ({
  effect,
  reasons,
  obligations: [],
  mode: "enforce",
  ...rest,
});

suite("readAnswer", () => {
  test("readAnswer puts the worst effect first, then code, pointer and arguments", () => {
    const ordered = [
      reason("b", "deny"),
      reason("a", "ask"),
      reason("a", "allow", { pointer: "/a", args: { n: 1 } }),
      reason("a", "allow", { pointer: "/a", args: { n: 2 } }),
      reason("a", "allow", { pointer: "/b" }),
    ];
    assert.deepEqual(readAnswer(answer("deny", ordered.toReversed())), answer("deny", ordered));
  });

  test("readAnswer gives one order for every order of reasons, members and obligations", () => {
    const reasons = ["deny", "ask", "allow"].flatMap((effect) =>
      (["low", "high"] as const).map((severity) =>
        reason("a", effect as Effect, { severity, args: { x: 1, y: { z: 1 } } }),
      ),
    );
    const obligations = [{ type: "log" }, { type: "redact", pointer: "/b" }, { type: "redact", pointer: "/a" }];
    const turn = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
    const expected = JSON.stringify(readAnswer(answer("deny", reasons, { obligations })));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(reasons, { minLength: reasons.length }),
        fc.shuffledSubarray(obligations, { minLength: obligations.length }),
        (given, due) => {
          const raw = answer("deny", given.map(turn) as Reason[], { obligations: due });
          assert.equal(JSON.stringify(readAnswer(raw)), expected);
        },
      ),
    );
  });

  test("readAnswer refuses an effect that is not that of the worst reason", () => {
    const effects: readonly Effect[] = ["deny", "ask", "allow"];
    for (const claimed of effects) {
      for (const [rank, worst] of effects.entries()) {
        const reasons = effects.slice(rank).map((effect) => reason("a", effect));
        const raw = answer(claimed, reasons);
        assert.deepEqual(readAnswer(raw), claimed === worst ? raw : undefined);
      }
    }
  });

  test("readAnswer refuses anything else, and never throws", () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        assert.equal(readAnswer(raw), undefined);
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom("effect", "reasons", "obligations", "mode", "more"),
        fc.jsonValue(),
        (field, value) => {
          const read = readAnswer({ ...answer("deny", [reason("a", "deny")]), [field]: value });
          assert.ok(read === undefined || read.effect === "deny");
        },
      ),
    );
  });

  test("readAnswer changes nothing of what it is given", () => {
    const raw = answer("deny", [reason("b", "deny"), reason("a", "deny")]);
    const before = structuredClone(raw);
    readAnswer(raw);
    assert.deepEqual(raw, before);
  });
});
