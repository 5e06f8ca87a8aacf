import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { listStrings } from "../../../src/facts/arguments/list_strings.ts";
import { findRecipients } from "../../../src/facts/recipients/find_recipients.ts";

function addresses(value: unknown): string[] {
  return findRecipients(listStrings(value, "/arguments")).map(({ address }) => address);
}

suite("findRecipients", () => {
  test("findRecipients gives place, address and domain", () => {
    assert.deepEqual(findRecipients(listStrings({ to: "Ann <Ann@Example.COM.>" }, "/arguments")), [
      { pointer: "/arguments/to", address: "ann@example.com.", domain: "example.com" },
    ]);
  });

  for (const [value, expected] of [
    [{ to: "a@x.example, b@y.example; c@z.example" }, ["a@x.example", "b@y.example", "c@z.example"]],
    [{ cc: ["a@x.example"], bccList: ["b@x.example"] }, ["a@x.example", "b@x.example"]],
    [{ recipients: [{ address: "a@x.example" }] }, ["a@x.example"]],
    [{ to: "a@x.example\r\nBcc: b@evil.example" }, ["a@x.example", "b@evil.example"]],
    [{ to: '"boss@good.example" <x@evil.example>' }, ["boss@good.example", "x@evil.example"]],
    [{ to: '"a b"@evil.example' }, ["@evil.example"]],
    [{ to: "mailto:a@x.example?cc=b%40y.example&bcc=c@z.example" }, ["a@x.example", "b@y.example", "c@z.example"]],
    [{ email: "a\uff20x.example" }, ["a@x.example"]],
    [{ to: "a@good.example@evil.example" }, ["a@good.example@evil.example"]],
    [{ to: "#general" }, []],
    [{ message: "write to a@x.example" }, []],
  ] as const) {
    test(`findRecipients finds ${expected.join(", ")} in ${JSON.stringify(value)}`, () => {
      assert.deepEqual(addresses(value), expected);
    });
  }

  test("findRecipients writes domains as DNS does", () => {
    const domains = ["a@B\u00fccher.example", "a@[10.0.0.1]", "a@"].map(
      (to) => findRecipients(listStrings({ to }, ""))[0]?.domain,
    );
    assert.deepEqual(domains, ["xn--bcher-kva.example", "[10.0.0.1]", ""]);
  });

  test("findRecipients refuses what is too many or too long, and never throws otherwise", () => {
    assert.throws(() => addresses({ to: "a@b,".repeat(1025) }), RangeError);
    assert.throws(() => addresses({ to: `${"a".repeat(1024)}@b` }), RangeError);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => Array.isArray(addresses({ to: `${text}@${text}` }))),
    );
  });
});
