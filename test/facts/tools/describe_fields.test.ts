import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describeFields } from "../../../src/facts/tools/describe_fields.ts";
import { validate } from "../../../src/generated/validate_event.js";

const at = "/elicitation/requestedSchema";

suite("describeFields", () => {
  for (const [what, schema, free_text] of [
    ["a string", { type: "string" }, true],
    ["a string with a format", { type: "string", format: "email" }, true],
    ["no type", {}, true],
    ["anything", true, true],
    ["a reference", { $ref: "#/$defs/A" }, true],
    ["a string or null", { type: ["string", "null"] }, true],
    ["a boolean", { type: "boolean" }, false],
    ["a number", { type: "number" }, false],
    ["an integer or null", { type: ["integer", "null"] }, false],
    ["no type at all", { type: [] }, true],
    ["an enum", { type: "string", enum: ["a", "b"] }, false],
    ["a constant", { const: "a" }, false],
    ["titled constants", { type: "string", oneOf: [{ const: "a", title: "A" }, { const: "b" }] }, false],
    ["enums or booleans", { anyOf: [{ enum: ["a"] }, { type: "boolean" }] }, false],
    ["constants or a string", { anyOf: [{ const: "a" }, { type: "string" }] }, true],
    ["no alternatives", { type: "string", oneOf: [] }, true],
    ["several of an enum", { type: "array", items: { type: "string", enum: ["a"] } }, false],
    ["several of titled constants", { type: "array", items: { anyOf: [{ const: "a" }] } }, false],
    ["several strings", { type: "array", items: { type: "string" } }, true],
    ["an array of anything", { type: "array" }, true],
    ["an object of anything", { type: "object" }, true],
    ["an object without properties", { type: "object", properties: {} }, true],
  ] as const) {
    test(`${what} is ${free_text ? "typed" : "chosen"}`, () => {
      assert.deepEqual(describeFields({ type: "object", properties: { a: schema } }, at), [
        { pointer: `${at}/properties/a`, words: ["a"], free_text },
      ]);
    });
  }

  test("takes words from name, title and description", () => {
    const properties = { apiKey: { type: "string", title: "Your key", description: "From the console." } };
    assert.deepEqual(describeFields({ properties }, at), [
      {
        pointer: `${at}/properties/apiKey`,
        words: ["api", "key", "your", "key", "from", "the", "console"],
        free_text: true,
      },
    ]);
  });

  test("lists nested fields, and their parents by what is typed inside", () => {
    const properties = {
      login: { type: "object", properties: { "pass/word": { type: "string" } } },
      choice: { type: "object", properties: { yes: { type: "boolean" } }, additionalProperties: false },
      open: { type: "object", properties: { yes: { type: "boolean" } } },
    };
    assert.deepEqual(
      describeFields({ properties }, at).map(({ pointer, free_text }) => [pointer.slice(at.length), free_text]),
      [
        ["/properties/login", true],
        ["/properties/login/properties/pass~1word", true],
        ["/properties/choice", false],
        ["/properties/choice/properties/yes", false],
        ["/properties/open", false],
        ["/properties/open/properties/yes", false],
      ],
    );
  });

  test("lists fields of branches", () => {
    const schema = { allOf: [{ properties: { a: {} } }], if: {}, else: { properties: { b: {} } } };
    assert.deepEqual(
      describeFields(schema, "").map(({ pointer }) => pointer),
      ["/allOf/0/properties/a", "/else/properties/b"],
    );
  });

  test("refuses what is too long to describe", () => {
    const many = Object.fromEntries(Array.from({ length: 513 }, (_, index) => [`a${index}`, {}]));
    assert.throws(() => describeFields({ properties: many }, at), RangeError);
    assert.throws(() => describeFields({ properties: { a: { title: "x".repeat(65536) } } }, at), RangeError);
  });

  for (const schema of [undefined, null, 1, "a", [], {}, { properties: null }, { properties: [1] }]) {
    test(`${JSON.stringify(schema)} has no fields`, () => {
      assert.deepEqual(describeFields(schema, at), []);
    });
  }
});

test("facts about any schema are valid", () => {
  const name = fc.constantFrom(..."properties items anyOf type enum title a __proto__ $defs".split(" "));
  const { schema } = fc.letrec((tie) => ({
    schema: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie("schema"), { maxLength: 3 }),
      fc.dictionary(name, tie("schema"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(schema, (value) => {
      const fields = describeFields(value, at);
      assert.ok(
        validate({ kind: "report", report: { title: "" }, facts: { fields } }),
        JSON.stringify(validate.errors),
      );
    }),
  );
});
