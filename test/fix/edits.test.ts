// Edits change one value and nothing else, in every format.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { applyFixes } from "../../src/fix/apply_edits.ts";
import { createEdit, type Edit, replaceInString } from "../../src/fix/edit.ts";
import { removeItems } from "../../src/fix/remove_items.ts";
import { type Document, parseDocument } from "../../src/normalize/formats/document.ts";
import type { Syntax } from "../../src/normalize/formats/format.ts";
import { findNode } from "../../src/normalize/formats/tree.ts";
import { isProblem } from "../../src/normalize/problem.ts";

function parse(text: string, syntax: Syntax): Document {
  const document = parseDocument(Buffer.from(text), { path: "f", syntax });
  assert.ok(!isProblem(document), isProblem(document) ? document.message : "");
  return document;
}

function apply(text: string, edits: readonly Edit[]): string {
  const { text: result, left } = applyFixes(text, [{ description: "", source: "", edits }]);
  assert.deepEqual(left, []);
  return result;
}

/** Replaces `http` at the beginning of the string at /a. */
function useTls(text: string, syntax: Syntax, put = "https"): string {
  const document = parse(text, syntax);
  const { node } = findNode(document.root, "/a");
  assert.ok(node.type === "string");
  return apply(text, [replaceInString(document, node, 0, 4, put)]);
}

describe("replaceInString", () => {
  const reference = "$" + "{X}";
  const rows: [string, Syntax, string, string, string?][] = [
    ["JSON", "json", '{ "a" : "http://x" , "b":1}', '{ "a" : "https://x" , "b":1}'],
    ["JSON with comments", "jsonc", '{"a":/*1*/"http://x"/*2*/,}//3', '{"a":/*1*/"https://x"/*2*/,}//3'],
    ["JSON with escapes", "json", '{"a":"http:\\/\\/x\\n"}', '{"a":"https://x\\n"}'],
    ["JSON, a reference", "json", '{"a":"http-token"}', `{"a":"${reference}-token"}`, reference],
    ["JSON, a quote", "json", '{"a":"http-token"}', '{"a":"\\"-token"}', '"'],
    ["TOML", "toml", 'a = "http://x" # why\n', 'a = "https://x" # why\n'],
    ["TOML, literal", "toml", "a = 'http://x'\n", "a = 'https://x'\n"],
    ["TOML, literal with a quote put in", "toml", "a = 'http://x'\n", 'a = "\'://x"\n', "'"],
    ["TOML, several lines", "toml", 'a = """\nhttp://x\n"""\n', 'a = """\nhttps://x\n"""\n'],
    ["YAML, plain", "yaml", "a: http://x # why\n", "a: https://x # why\n"],
    ["YAML, plain, a reference", "yaml", "a: http-x # why\n", `a: "${reference}-x" # why\n`, reference],
    ["YAML, single quotes", "yaml", "a: 'http://x'\n", "a: 'https://x'\n"],
    ["YAML, a doubled quote", "yaml", "a: 'http://x''y'\n", 'a: "https://x\'y"\n'],
    ["YAML, a block", "yaml", "a: |-\n  http://x\nb: 1\n", "a: |-\n  https://x\nb: 1\n"],
  ];
  for (const [name, syntax, text, expected, put] of rows) {
    it(`edits ${name}`, () => assert.equal(useTls(text, syntax, put), expected));
  }

  it("puts any text into any format", () => {
    const syntaxes: [Syntax, (value: string) => string][] = [
      ["json", (value) => `{"a":${JSON.stringify(value)}}`],
      ["toml", (value) => `a = ${JSON.stringify(value)}\n`],
      ["toml", (value) => `a = '${value.replace(/[^ -&(-~]/g, "x")}'\n`],
      ["yaml", (value) => `a: '${value.replace(/[^ -~]/g, "x").replaceAll("'", "''")}'\n`],
      ["yaml", (value) => `a: v${value.replace(/[^A-Za-z0-9]/g, "x")}\n`],
    ];
    // What TOML and YAML do not take in quotes either.
    const texts = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .filter((text) => !/[\x7f-\x9f\ud800-\udfff]/.test(text));
    fc.assert(
      fc.property(
        fc.constantFrom(...syntaxes),
        texts,
        texts,
        fc.nat(12),
        fc.nat(12),
        (format, value, put, one, two) => {
          const text = format[1](value);
          const document = parse(text, format[0]);
          const { node } = findNode(document.root, "/a");
          assert.ok(node.type === "string");
          const [start = 0, end = 0] = [one, two].map((at) => Math.min(at, node.text.length)).sort((a, b) => a - b);
          const changed = apply(text, [replaceInString(document, node, start, end, put)]);
          const after = findNode(parse(changed, format[0]).root, "/a").node;
          assert.equal(after.type === "string" && after.text, node.text.slice(0, start) + put + node.text.slice(end));
        },
      ),
    );
  });
});

describe("removeItems", () => {
  const rows: [string, Syntax, string, readonly number[], string][] = [
    ["the first", "json", '{"a":["x", "y"]}', [0], '{"a":["y"]}'],
    ["the last", "json", '{"a":["x", "y"]}', [1], '{"a":["x"]}'],
    ["the middle", "json", '{"a":["x", "y", "z"]}', [1], '{"a":["x", "z"]}'],
    ["two at the end", "json", '{"a":["x", "y", "z"]}', [1, 2], '{"a":["x"]}'],
    ["the first and the last", "json", '{"a":["x", "y", "z"]}', [0, 2], '{"a":["y"]}'],
    ["all", "json", '{"a":[ "x", "y" ]}', [0, 1], '{"a":[]}'],
    ["a line", "json", '{"a":[\n  "x",\n  "y"\n]}', [0], '{"a":[\n  "y"\n]}'],
    ["the last line", "json", '{"a":[\n  "x",\n  "y"\n]}', [1], '{"a":[\n  "x"\n]}'],
    ["lines that end in CRLF", "json", '{"a":[\r\n  "x",\r\n  "y"\r\n]}', [0], '{"a":[\r\n  "y"\r\n]}'],
    [
      "one between comments",
      "jsonc",
      '{"a":[\n  "x", // no, this\n  /* and, this */ "y",\n  "z", // last,\n]}',
      [1],
      '{"a":[\n  "x", // no, this\n  /* and, this */ \n  "z", // last,\n]}',
    ],
    ["the last before a comma", "jsonc", '{"a":["x", "y",]}', [1], '{"a":["x"]}'],
    ["TOML", "toml", 'a = [\n  "x", # one, two\n  "y",\n]\n', [1], 'a = [\n  "x" # one, two\n]\n'],
    ["a YAML line", "yaml", "a:\n  - x # one\n  - y\n  - z\n", [1], "a:\n  - x # one\n  - z\n"],
    ["the only YAML line", "yaml", "a:\n  - x\nb: 1\n", [0], "a:\n  []\nb: 1\n"],
    ["YAML in brackets", "yaml", "a: [x, y]\n", [0], "a: [y]\n"],
  ];
  for (const [name, syntax, text, indexes, expected] of rows) {
    it(`takes out ${name}`, () => {
      const document = parse(text, syntax);
      const { node } = findNode(document.root, "/a");
      assert.ok(node.type === "array");
      const changed = apply(
        text,
        removeItems(
          document,
          node,
          indexes.flatMap((index) => node.items[index] ?? []),
        ),
      );
      assert.equal(changed, expected);
      const after = findNode(parse(changed, syntax).root, "/a").node;
      assert.equal(after.type === "array" && after.items.length, node.items.length - indexes.length);
    });
  }
});

describe("applyFixes", () => {
  const document = parse('{"a":"0123456789"}', "json");
  const fix = (...edits: [number, number, string][]) => ({
    description: "",
    source: "",
    edits: edits.map(([offset, end, text]) => createEdit(document, offset, end, text)),
  });

  it("makes edits from the end, so that none moves another", () => {
    const { text, left } = applyFixes(document.text, [fix([6, 8, "AAAA"], [10, 11, ""]), fix([12, 12, "B"])]);
    assert.deepEqual([text, left], ['{"a":"AAAA235B6789"}', []]);
  });

  it("makes an edit that two fixes share once", () => {
    const { text, left } = applyFixes(document.text, [fix([6, 8, "A"]), fix([6, 8, "A"], [10, 11, "B"])]);
    assert.deepEqual([text, left], ['{"a":"A23B56789"}', []]);
  });

  it("leaves a fix whole that meets another one", () => {
    const second = fix([7, 9, "B"], [12, 13, "C"]);
    const { text, left } = applyFixes(document.text, [fix([6, 8, "A"]), second]);
    assert.deepEqual([text, left], ['{"a":"A23456789"}', [second]]);
  });
});
