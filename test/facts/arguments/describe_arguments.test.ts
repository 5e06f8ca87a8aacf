import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describeArguments } from "../../../src/facts/arguments/describe_arguments.ts";
import { listStrings } from "../../../src/facts/arguments/list_strings.ts";

function marksOf(value: string): string[] {
  return describeArguments(listStrings({ a: value }, "/arguments"))[0]?.marks ?? [];
}

suite("marks", () => {
  for (const [value, marks] of [
    ["plain", []],
    ["größe_1$", []],
    ["1a", ["not_identifier"]],
    ["", ["not_identifier"]],
    ["a;b", ["shell_separator", "semicolon", "not_identifier"]],
    ["a&b", ["shell_separator", "not_identifier"]],
    ["a | b", ["shell_separator", "whitespace", "not_identifier"]],
    ["$(x)", ["shell_substitution", "parenthesis", "not_identifier"]],
    ["`x`", ["shell_substitution", "not_identifier"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's.
    ["${x}", ["shell_substitution", "template", "not_identifier"]],
    ["a>b", ["redirection", "not_identifier"]],
    ["a\nb", ["newline", "whitespace", "not_identifier"]],
    ["a\u2028b", ["newline", "whitespace", "not_identifier"]],
    ["a\u0007b", ["control_character", "not_identifier"]],
    ["a\0b", ["null_byte", "not_identifier"]],
    ["--upload-pack=x", ["option", "sql_comment", "not_identifier"]],
    ["-c", ["option", "not_identifier"]],
    ["-1", ["not_identifier"]],
    ["a -x", ["embedded_option", "whitespace", "not_identifier"]],
    [" --x", ["embedded_option", "sql_comment", "whitespace", "not_identifier"]],
    ["a '--x'", ["embedded_option", "quote", "sql_comment", "whitespace", "not_identifier"]],
    ["a - b", ["whitespace", "not_identifier"]],
    ["admin'#", ["quote", "sql_comment", "not_identifier"]],
    ["1 #", ["sql_comment", "whitespace", "not_identifier"]],
    ["issue #12", ["whitespace", "not_identifier"]],
    ["a/*b", ["sql_comment", "not_identifier"]],
    ["{{x}}", ["template", "not_identifier"]],
    ["https://a.example/?a=b", ["url", "not_identifier"]],
    [" HTTPS:a.example ", ["whitespace", "url", "not_identifier"]],
    ["see https://a.example", ["whitespace", "not_identifier"]],
  ] as const) {
    test(`describeArguments marks ${JSON.stringify(value)} ${marks.join(", ")}`, () => {
      assert.deepEqual(marksOf(value), marks);
    });
  }
});

suite("describeArguments", () => {
  test("describeArguments takes every string and every name that is none, in order", () => {
    const facts = describeArguments(
      listStrings({ userName: "x", list: ["y", { "a; b": [["z"]] }], n: 1, no: null }, "/arguments"),
    );
    assert.deepEqual(facts, [
      { pointer: "/arguments/userName", words: ["user", "name"], length: 1, marks: [] },
      { pointer: "/arguments/list/0", words: ["list"], length: 1, marks: [] },
      {
        pointer: "/arguments/list/1/a; b",
        words: ["list"],
        length: 4,
        marks: ["shell_separator", "semicolon", "whitespace", "not_identifier", "member_name"],
      },
      { pointer: "/arguments/list/1/a; b/0/0", words: ["a", "b"], length: 1, marks: [] },
    ]);
  });

  test("listStrings refuses what would be too many facts", () => {
    assert.equal(listStrings(Array(2048).fill("x"), "").length, 2048);
    assert.throws(() => listStrings(Array(2049).fill("x"), ""), RangeError);
    assert.throws(() => listStrings({ ["x".repeat(2048)]: 1 }, "/arguments"), RangeError);
    assert.throws(() => listStrings({ ["a_".repeat(500)]: Array(200).fill("x") }, ""), RangeError);
    assert.throws(() => listStrings(Array(65_536).fill(1), ""), RangeError);
  });

  test("describeArguments never throws on a text, and takes long ones", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => assert.ok(Array.isArray(marksOf(value)))));
    for (const piece of ["' ", "-", " ", "#", "`", "$", "a://", "\n", "(", "'\t", " -", "/"])
      marksOf(piece.repeat(300_000));
  });
});
