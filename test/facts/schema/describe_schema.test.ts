import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describeSchema } from "../../../src/facts/schema/describe_schema.ts";
import type { Event } from "../../../src/generated/event.ts";

function describe(inputSchema: unknown, given: unknown) {
  const tool = { name: "t", definition: { name: "t", inputSchema } };
  return describeSchema({ kind: "tool_call", tool, arguments: given } as Event);
}

function errors(schema: unknown, given: unknown): string[] | undefined {
  const { checked, errors } = describe(schema, given);
  return checked ? errors.map(({ pointer, keyword }) => `${keyword} ${pointer}`) : undefined;
}

const draft7 = "http://json-schema.org/draft-07/schema#";

suite("describeSchema", () => {
  for (const [schema, given, expected] of [
    [{ type: "object", required: ["a"] }, { a: 1 }, []],
    [{ required: ["a"] }, {}, ["required /arguments"]],
    [{ properties: { a: { type: "string" } } }, { a: 1 }, ["type /arguments/a"]],
    [{ properties: { "a/b \u00fc": { type: "string" } } }, { "a/b \u00fc": 1 }, ["type /arguments/a~1b \u00fc"]],
    [{ properties: { a: {} }, additionalProperties: false }, { b: 1 }, ["additionalProperties /arguments/b"]],
    [{ properties: { a: { enum: ["x"] } } }, { a: "y" }, ["enum /arguments/a"]],
    [{ properties: { a: { maxLength: 1 } } }, { a: "xy" }, ["maxLength /arguments/a"]],
    [{ properties: { a: { pattern: "^\\u0041+$" } } }, { a: "AA" }, []],
    [{ properties: { a: { pattern: "^x" } } }, { a: "y" }, ["pattern /arguments/a"]],
    [{ properties: { a: { pattern: "^(a+)+$" } } }, { a: `${"a".repeat(5000)}!` }, ["pattern /arguments/a"]],
    [
      { patternProperties: { "^x": { type: "string" } }, additionalProperties: false },
      { xa: 1, y: 1 },
      ["type /arguments/xa", "additionalProperties /arguments/y"],
    ],
    [
      { patternProperties: { "^x": {}, "^y": {} }, additionalProperties: false },
      { z: 1 },
      ["additionalProperties /arguments/z"],
    ],
    [{ properties: { a: { format: "email" } } }, { a: "x" }, []],
    [
      { $defs: { n: { properties: { next: { $ref: "#/$defs/n" }, v: { type: "integer" } } } }, $ref: "#/$defs/n" },
      { next: { v: "x" } },
      ["type /arguments/next/v"],
    ],
    [
      { properties: { a: { prefixItems: [{ type: "string" }], items: false } } },
      { a: ["x", 1] },
      ["items /arguments/a/1"],
    ],
    [
      { $schema: draft7, properties: { a: { items: [{ type: "string" }], additionalItems: false } } },
      { a: ["x", 1] },
      ["additionalItems /arguments/a/1"],
    ],
    [
      { $schema: draft7, definitions: { s: { type: "string" } }, properties: { a: { $ref: "#/definitions/s" } } },
      { a: 1 },
      ["type /arguments/a"],
    ],
    [{ properties: { a: { anyOf: [{ type: "string" }, { type: "null" }] } } }, { a: null }, []],
    [{ properties: { constructor: { type: "string" } } }, {}, []],
  ] as const) {
    test(`describeSchema checks ${JSON.stringify(schema).slice(0, 80)}: ${expected.join(", ") || "fine"}`, () => {
      assert.deepEqual(errors(schema, given), expected);
    });
  }

  for (const schema of [
    { $ref: "https://evil.example/schema" },
    { $ref: "other.json#/x" },
    { $ref: "#/nowhere" },
    { $ref: "#" },
    { allOf: [{ $ref: "#" }] },
    { type: "banana" },
    { required: "a" },
    { properties: [] },
    { properties: { a: 1 } },
    { properties: { a: { pattern: "(?=x)" } } },
    { properties: { a: { pattern: "(" } } },
    { properties: { a: { pattern: 1 } } },
    { properties: { a: { pattern: "x".repeat(2000) } } },
    { patternProperties: { "(?<!x)": {} } },
    { $dynamicRef: "#x" },
    { enum: Array(20_000).fill(1) },
    { anyOf: 1 },
    [],
    "x",
  ]) {
    test(`describeSchema does not check against ${JSON.stringify(schema).slice(0, 60)}`, () => {
      assert.deepEqual(describe(schema, { a: "x" }), { checked: false, errors: [] });
    });
  }

  test("describeSchema has nothing to check without a definition", () => {
    assert.deepEqual(describeSchema({ kind: "tool_call", tool: { name: "t" } }), { checked: false, errors: [] });
    assert.deepEqual(describeSchema({ kind: "tool_call", tool: { name: "t", definition: { name: "t" } } }), {
      checked: false,
      errors: [],
    });
  });
});

suite("hostile schemas", () => {
  test("describeSchema ends where references double the work at every level", () => {
    const $defs: Record<string, unknown> = { d40: { type: "string" } };
    for (let level = 0; level < 40; level += 1) {
      const next = { $ref: `#/$defs/d${level + 1}` };
      $defs[`d${level}`] = { anyOf: [next, next] };
    }
    const schema = { $defs, properties: { a: { $ref: "#/$defs/d0" } } };
    assert.equal(describe(schema, { a: 1 }).checked, false);
    assert.throws(() => describe(schema, { a: 1, b: Array(100).fill(1) }), RangeError);
  });

  test("describeSchema refuses arguments that would take too long", () => {
    const unique = { properties: { a: { uniqueItems: true } } };
    assert.deepEqual(errors(unique, { a: [1, 1] }), ["uniqueItems /arguments/a"]);
    assert.throws(() => describe(unique, { a: Array.from({ length: 1025 }, (_, index) => index) }), RangeError);
    const pattern = { properties: { a: { pattern: "(?:x{1,1000}y)?z" } } };
    assert.throws(() => describe(pattern, { a: "x".repeat(200_000) }), RangeError);
    assert.throws(() => describe({ enum: Array(1000).fill("x") }, { a: Array(20_000).fill("x") }), RangeError);
  });

  test("describeSchema bounds its errors", () => {
    assert.equal(
      describe({ properties: { a: { items: { type: "string" } } } }, { a: Array(100).fill(1) }).errors.length,
      64,
    );
  });

  test("describeSchema takes any JSON for a schema", () => {
    const keyword = fc.constantFrom(
      ..."type properties items $ref anyOf not enum required pattern if then minimum".split(" "),
    );
    const schema = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(keyword, tie("node"), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(
        schema,
        fc.dictionary(fc.string(), fc.jsonValue()),
        (given, value) => typeof describe(given, value).checked === "boolean",
      ),
    );
  });
});
