import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describePrompts } from "../../../src/facts/tools/describe_prompts.ts";
import { describeTools, digestDefinition } from "../../../src/facts/tools/describe_tools.ts";
import { validate } from "../../../src/generated/validate_event.js";

const tool = {
  name: "sendMessage2",
  title: "Send",
  description: "Sends.",
  inputSchema: { type: "object", properties: { toAddress: { type: "string" } }, required: ["toAddress"] },
  outputSchema: { type: "object" },
  annotations: { readOnlyHint: false },
  icons: [{ src: "https://example.com/a.png" }],
  _meta: { "com.example/x": 1 },
};

suite("digestDefinition", () => {
  test("does not depend on the order of members", () => {
    const reversed = Object.fromEntries(Object.entries(tool).reverse());
    assert.equal(digestDefinition(reversed), digestDefinition(tool));
  });

  for (const name of Object.keys(tool)) {
    test(`changes with ${name}`, () => {
      assert.notEqual(digestDefinition({ ...tool, [name]: "changed" }), digestDefinition(tool));
    });
  }

  test("changes with a member that the protocol does not have", () => {
    assert.notEqual(digestDefinition({ ...tool, extra: null }), digestDefinition(tool));
  });
});

suite("describeTools", () => {
  test("describes a tool", () => {
    assert.deepEqual(describeTools([{ name: "a" }, tool], "/tools")[1], {
      pointer: "/tools/1",
      name: "sendMessage2",
      words: ["send", "message"],
      parameter_words: ["to", "address"],
      digest: digestDefinition(tool),
      network_references: [],
      schema_depth: 3,
      schema_bytes:
        '{"properties":{"toAddress":{"type":"string"}},"required":["toAddress"],"type":"object"}'.length +
        '{"type":"object"}'.length,
    });
  });

  test("describes a tool without schemas", () => {
    assert.deepEqual(describeTools([{ name: "x" }], "/tools"), [
      {
        pointer: "/tools/0",
        name: "x",
        words: ["x"],
        parameter_words: [],
        digest: digestDefinition({ name: "x" }),
        network_references: [],
        schema_depth: 0,
        schema_bytes: 0,
      },
    ]);
  });

  test("counts bytes, not characters", () => {
    assert.equal(describeTools([{ name: "x", inputSchema: { a: "é" } }], "")[0]?.schema_bytes, 10);
  });

  for (const [what, inputSchema, words] of [
    ["nested", { properties: { user: { properties: { apiKey: {} } } } }, ["user", "api", "key"]],
    ["in branches", { anyOf: [{ properties: { a: {} } }, { allOf: [{ properties: { b: {} } }] }] }, ["a", "b"]],
    ["in items", { properties: { list: { items: { properties: { path: {} } } } } }, ["list", "path"]],
    ["in definitions", { $defs: { Card: { properties: { number: {} } } } }, ["number"]],
    ["called like a keyword", { properties: { properties: { properties: { enum: {} } } } }, ["properties", "enum"]],
    ["only required", { required: ["password", 1] }, ["password"]],
    ["required in a property", { properties: { a: { required: ["b"] } } }, ["a", "b"]],
    ["not those of examples", { examples: [{ properties: { a: {} } }], default: { properties: { b: {} } } }, []],
    ["once", { properties: { aB: {}, b_a: {} } }, ["a", "b"]],
  ] as const) {
    test(`lists words of parameters ${what}`, () => {
      const schema: Record<string, unknown> = inputSchema;
      assert.deepEqual(describeTools([{ name: "x", inputSchema: schema }], "/tools")[0]?.parameter_words, words);
    });
  }

  for (const [what, inputSchema, pointers] of [
    ["its own definitions", { properties: { a: { $ref: "#/$defs/A" } } }, []],
    ["itself", { properties: { a: { $ref: "#" } } }, []],
    ["an anchor", { $dynamicRef: "#node" }, []],
    ["a dialect", { $schema: "https://json-schema.org/draft/2020-12/schema" }, []],
    ["an old dialect", { $schema: "http://json-schema.org/draft-07/schema#" }, []],
    ["a dialect by reference", { $ref: "http://json-schema.org/draft-07/schema#/definitions/x" }, []],
    ["what is bundled", { $defs: { A: { $id: "https://example.com/a" } }, $ref: "https://example.com/a#/x" }, []],
    ["what is bundled beside it", { $id: "https://e.com/s/", $defs: { A: { $id: "a" } }, $ref: "a" }, []],
    ["its own address", { $id: "https://example.com/s", $ref: "https://example.com/s#/x" }, []],
    ["a name", { $ref: "urn:example:a" }, []],
    ["a property called $ref", { properties: { $ref: { type: "string" } } }, []],
    ["https", { properties: { a: { $ref: "https://evil.example/s.json" } } }, ["/properties/a/$ref"]],
    ["https in capitals", { $ref: "HTTPS://evil.example/s" }, ["/$ref"]],
    ["a metadata address", { $ref: "http://169.254.169.254/x#/y" }, ["/$ref"]],
    ["a file", { $ref: "file:///etc/passwd" }, ["/$ref"]],
    ["a relative file", { items: { $ref: "../../etc/passwd" } }, ["/items/$ref"]],
    ["another host", { $ref: "//evil.example/s" }, ["/$ref"]],
    ["another scheme", { $ref: "smb://evil.example/s" }, ["/$ref"]],
    ["a neighbor of its address", { $id: "https://example.com/s/", $ref: "b.json" }, ["/$ref"]],
    ["white space in front", { $ref: " https://evil.example" }, ["/$ref"]],
    ["a dynamic reference", { $dynamicRef: "https://evil.example/s#n" }, ["/$dynamicRef"]],
    ["an unknown dialect", { $schema: "https://evil.example/dialect" }, ["/$schema"]],
    ["a dialect of another host", { $schema: "https://json-schema.org.evil.example/schema" }, ["/$schema"]],
    ["a default", { default: [{ $ref: "https://evil.example" }] }, ["/default/0/$ref"]],
    ["a name with a slash", { properties: { "a/b": { $ref: "http://e" } } }, ["/properties/a~1b/$ref"]],
  ] as const) {
    test(`network references: ${what}`, () => {
      const schema: Record<string, unknown> = inputSchema;
      const [input, output] = describeTools(
        [
          { name: "x", inputSchema: schema },
          { name: "y", outputSchema: schema },
        ],
        "/tools",
      );
      assert.deepEqual(
        input?.network_references,
        pointers.map((pointer) => `/tools/0/inputSchema${pointer}`),
      );
      assert.deepEqual(
        output?.network_references,
        pointers.map((pointer) => `/tools/1/outputSchema${pointer}`),
      );
    });
  }

  test("refuses what is too long to describe", () => {
    assert.throws(() => describeTools([{ name: "a".repeat(1025) }], ""), RangeError);
    assert.throws(
      () =>
        describeTools(
          Array.from({ length: 4097 }, () => ({ name: "a" })),
          "",
        ),
      RangeError,
    );
    const properties = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [
        `${"a".repeat(index % 999)}_`.concat(String.fromCodePoint(0x4e00 + index)),
        {},
      ]),
    );
    assert.throws(() => describeTools([{ name: "a", inputSchema: { properties } }], ""), RangeError);
  });

  test("lists a bounded number of references", () => {
    const anyOf = Array.from({ length: 1000 }, () => ({ $ref: "http://e" }));
    assert.equal(describeTools([{ name: "x", inputSchema: { anyOf } }], "")[0]?.network_references.length, 64);
  });
});

test("describePrompts names and digests each prompt", () => {
  const prompts = [{ name: "a" }, { name: "b", arguments: [{ name: "x" }] }];
  assert.deepEqual(describePrompts(prompts, "/prompts"), [
    { pointer: "/prompts/0", name: "a", digest: digestDefinition(prompts[0]) },
    { pointer: "/prompts/1", name: "b", digest: digestDefinition(prompts[1]) },
  ]);
  assert.throws(
    () =>
      describePrompts(
        Array.from({ length: 4097 }, () => ({ name: "a" })),
        "",
      ),
    RangeError,
  );
});

const keyword = fc.constantFrom(
  ..."$ref $id $schema $defs properties required items anyOf enum default type title __proto__ constructor".split(" "),
);
const { schema } = fc.letrec((tie) => ({
  schema: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("https://e/x", "#/a", "a", "::", "string", "//"),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie("schema"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(keyword, fc.string({ maxLength: 4 })), tie("schema"), { maxKeys: 4 }),
  ),
}));

test("whatever a schema is, its facts are valid and its pointers point at what is there", () => {
  fc.assert(
    fc.property(schema, schema, (input, output) => {
      const tools = [{ name: "x", inputSchema: input as Record<string, unknown>, outputSchema: output as never }];
      const facts = describeTools(tools, "/tools");
      assert.ok(
        validate({ kind: "report", report: { title: "" }, facts: { tools: facts } }),
        JSON.stringify(validate.errors),
      );
      for (const pointer of facts.flatMap(({ network_references }) => network_references)) {
        let value: unknown = { tools };
        for (const part of pointer.split("/").slice(1)) {
          value = (value as Record<string, unknown>)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
        }
        assert.equal(typeof value, "string", pointer);
      }
    }),
    { numRuns: 1000 },
  );
});
