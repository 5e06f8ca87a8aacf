import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { checkEvent, readEvent } from "../../src/validate/read_event.ts";

const limits = { maxEventLength: 1000, maxEventDepth: 8 };
const report = { kind: "report", report: { title: "x" } };

suite("readEvent", () => {
  test("readEvent gives a plain copy and its JSON", () => {
    const read = readEvent(report, limits);
    assert.deepEqual(read, { event: report, text: JSON.stringify(report) });
    assert.ok("event" in read && read.event !== report);
  });

  test("readEvent judges what toJSON gives", () => {
    class Custom {
      readonly kind = "telepathy";
      toJSON(): unknown {
        return report;
      }
    }
    assert.deepEqual(readEvent(new Custom(), limits), { event: report, text: JSON.stringify(report) });
  });

  test("readEvent leaves out what JSON leaves out", () => {
    const inherited = Object.create({ report: { title: "x" } }, { kind: { value: "report", enumerable: true } });
    assert.deepEqual(readEvent(inherited, limits), {
      refused: "fail_closed.invalid_event",
      args: { problem: "required", field: "report" },
      pointer: "",
    });
    const withSymbol = { ...report, [Symbol("s")]: 1, none: undefined };
    assert.deepEqual(readEvent(withSymbol, limits), { event: report, text: JSON.stringify(report) });
  });

  test("readEvent calls an accessor's own RangeError what it is", () => {
    const event = {
      get kind(): string {
        throw new RangeError("Maximum call stack size exceeded");
      },
    };
    assert.deepEqual(readEvent(event, limits), { refused: "fail_closed.event_too_deep" });
  });

  for (const [where, event] of [
    ["a value", { kind: "report", report: { title: "half \ud800" } }],
    ["a name", { kind: "prompt_get", server: { name: "x" }, prompt: { name: "y" }, arguments: { "\udc00": 1 } }],
  ] as const) {
    test(`readEvent refuses half a character in ${where}`, () => {
      assert.deepEqual(readEvent(event, limits), { refused: "fail_closed.unreadable_event" });
    });
  }

  test("readEvent keeps whole characters beyond the first plane", () => {
    const event = { kind: "report", report: { title: "whole \u{1f600} and \\ud800 spelled out" } };
    assert.deepEqual(readEvent(event, limits), { event, text: JSON.stringify(event) });
  });

  test("readEvent keeps a member called __proto__ as a member", () => {
    const read = readEvent(JSON.parse('{"kind":"report","report":{"title":"x"},"__proto__":{"a":1}}'), limits);
    assert.deepEqual(read, {
      refused: "fail_closed.invalid_event",
      args: { problem: "additionalProperties", field: "__proto__" },
      pointer: "",
    });
  });
});

suite("checkEvent", () => {
  test("checkEvent names the missing kind first", () => {
    const expected = {
      refused: "fail_closed.invalid_event",
      args: { problem: "required", field: "kind" },
      pointer: "",
    };
    for (const event of [{}, { report: { title: "x" } }, { kind: undefined }, Object.create({ kind: "report" })]) {
      assert.deepEqual(readEvent(event, limits), expected);
    }
  });

  test("checkEvent cuts long pointers and names", () => {
    const refused = checkEvent({ ...report, ["x".repeat(100)]: 1 });
    assert.deepEqual(refused?.args, { problem: "additionalProperties", field: "x".repeat(64) });
  });

  for (const pattern of ["pointer", "time"] as const) {
    test(`checkEvent reads a hostile ${pattern} of a million characters`, () => {
      const text = pattern === "pointer" ? "/".repeat(1_000_000) : "9".repeat(1_000_000);
      const event =
        pattern === "time"
          ? { ...report, time: text }
          : { ...report, facts: { secrets: [{ pointer: `${text}x`, found_by: "name", type: "t" }] } };
      assert.deepEqual(
        checkEvent(event),
        pattern === "time"
          ? { refused: "fail_closed.invalid_event", args: { problem: "pattern" }, pointer: "/time" }
          : undefined,
      );
    });
  }
});
