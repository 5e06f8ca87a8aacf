import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { validate } from "../../src/generated/validate_event.js";
import { describeMessage } from "../../src/normalize/message/describe_message.ts";

const modern = '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}';

suite("describeMessage", () => {
  test("describes a call", () => {
    const text = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"é","arguments":{"a":[1]},${modern}}}`;
    assert.deepEqual(describeMessage(text), {
      method: "tools/call",
      name: "é",
      era: "modern",
      bytes: Buffer.byteLength(text),
      depth: 4,
      duplicate_keys: [],
      variant_keys: [],
      problems: [],
    });
    assert.deepEqual(describeMessage(new TextEncoder().encode(text)), describeMessage(text));
  });

  for (const [what, text, problems] of [
    ["a request", '{"jsonrpc":"2.0","id":"a","method":"ping"}', []],
    ["a notification", '{"jsonrpc":"2.0","method":"notifications/initialized"}', []],
    ["a result", '{"jsonrpc":"2.0","id":0,"result":{}}', []],
    ["an error", '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}', []],
    ["an error without id", '{"jsonrpc":"2.0","error":{"code":1,"message":""}}', []],
    ["an error to what nobody could read", '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":""}}', []],
    ["nothing", "", ["not_json"]],
    ["a comment", '/**/{"jsonrpc":"2.0","id":1,"method":"ping"}', ["not_json"]],
    ["a trailing comma", '{"jsonrpc":"2.0","id":1,"method":"ping",}', ["not_json"]],
    ["two messages", '{"jsonrpc":"2.0","method":"a"}{"jsonrpc":"2.0","method":"b"}', ["not_json"]],
    ["a byte order mark", '\ufeff{"jsonrpc":"2.0","id":1,"method":"ping"}', ["not_json"]],
    ["half a character", '{"jsonrpc":"2.0","id":"\ud800","method":"ping"}', ["not_json"]],
    ["a string", '"tools/call"', ["not_an_object"]],
    ["null", "null", ["not_an_object"]],
    ["a batch", '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', ["not_an_object"]],
    ["no version", '{"id":1,"method":"ping"}', ["jsonrpc_version"]],
    ["a version that is a number", '{"jsonrpc":2.0,"id":1,"method":"ping"}', ["jsonrpc_version"]],
    ["a null id", '{"jsonrpc":"2.0","id":null,"method":"ping"}', ["id_type"]],
    ["an id with a fraction", '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', ["id_type"]],
    ["an id that not all readers keep", '{"jsonrpc":"2.0","id":9007199254740993,"method":"ping"}', ["id_type"]],
    ["an object as id", '{"jsonrpc":"2.0","id":{},"result":{}}', ["id_type"]],
    ["a method that is a list", '{"jsonrpc":"2.0","id":1,"method":["ping"]}', ["method_type"]],
    ["params in a list", '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', ["params_type"]],
    ["null params", '{"jsonrpc":"2.0","id":1,"method":"ping","params":null}', ["params_type"]],
    ["result and error", '{"jsonrpc":"2.0","id":1,"result":{},"error":{}}', ["result_and_error"]],
    ["method and result", '{"jsonrpc":"2.0","id":1,"method":"a","result":{}}', ["neither_request_nor_response"]],
    ["a result without id", '{"jsonrpc":"2.0","result":{}}', ["neither_request_nor_response"]],
    ["a result that is null", '{"jsonrpc":"2.0","id":1,"result":null}', ["neither_request_nor_response"]],
    ["an error that is a text", '{"jsonrpc":"2.0","id":1,"error":"no"}', ["neither_request_nor_response"]],
    ["an empty object", "{}", ["jsonrpc_version", "neither_request_nor_response"]],
    [
      "a method under a prototype",
      '{"jsonrpc":"2.0","id":1,"__proto__":{"method":"ping"}}',
      ["neither_request_nor_response"],
    ],
  ] as const) {
    test(`problems of ${what}`, () => {
      assert.deepEqual(describeMessage(text).problems, problems);
    });
  }

  test("bytes that are no UTF-8 are no JSON", () => {
    assert.deepEqual(describeMessage(Uint8Array.of(0x7b, 0xff, 0x7d)).problems, ["not_json"]);
  });

  for (const [what, members, duplicates, variants] of [
    ["none", '"params":{"name":"a","arguments":{"Name":1,"METHOD":2,"id":3}}', [], []],
    ["a second method", '"method":"tools/call"', ["/method"], []],
    ["a second method spelled with escapes", '"m\\u0065thod":"tools/call"', ["/method"], []],
    ["three of one name", '"a":1,"a":2,"a":3', ["/a", "/a"], []],
    ["in arguments", '"params":{"arguments":{"path":"/a","path":"/b"}}', ["/params/arguments/path"], []],
    ["in an array", '"params":{"arguments":{"l":[{},{"a":1,"a":2}]}}', ["/params/arguments/l/1/a"], []],
    ["an escaped name", '"params":{"a/b~":1,"a/b~":2}', ["/params/a~1b~0"], []],
    ["__proto__", '"params":{"__proto__":1,"__proto__":2}', ["/params/__proto__"], []],
    ["not in different objects", '"params":{"a":{"x":1},"b":{"x":1},"x":1}', [], []],
    ["a name as value", '"params":{"a":"a","b":["a","a"]}', [], []],
    ["case", '"Method":"tools/call"', [], ["/Method"]],
    ["case in params", '"params":{"Name":"a"}', [], ["/params/Name"]],
    ["a Kelvin sign", '"params":{"arguments":{"key":1,"\u212aey":2}}', [], ["/params/arguments/\u212aey"]],
    ["a long s", '"param\u017f":{}', [], ["/param\u017f"]],
    ["an invisible character", '"params":{"na\u200bme":"a"}', [], ["/params/na\u200bme"]],
    ["full width", '"params":{"ｎame":"a"}', [], ["/params/ｎame"]],
    ["neighbors in arguments", '"params":{"arguments":{"a":{"path":1,"PATH":2}}}', [], ["/params/arguments/a/PATH"]],
    ["accents are letters", '"params":{"arguments":{"e":1,"\u00e9":2}}', [], []],
    ["one accent, written twice", '"params":{"arguments":{"\u00e9":1,"e\u0301":2}}', [], ["/params/arguments/e\u0301"]],
    [
      "protocol members in _meta",
      '"params":{"_meta":{"IO.modelcontextprotocol/protocolVersion":"x","own":1}}',
      [],
      ["/params/_meta/IO.modelcontextprotocol/protocolVersion".replace("l/p", "l~1p")],
    ],
  ] as const) {
    test(`names: ${what}`, () => {
      const found = describeMessage(`{"jsonrpc":"2.0","id":1,"method":"ping",${members}}`);
      assert.deepEqual([found.duplicate_keys, found.variant_keys], [duplicates, variants]);
    });
  }

  for (const [what, result, variants] of [
    ["a result", '{"ResultType":"complete"}', ["/result/ResultType"]],
    ["a tool", '{"tools":[{"name":"a"},{"Name":"b"}]}', ["/result/tools/1/Name"]],
    ["content", '{"content":[{"Type":"text"}]}', ["/result/content/0/Type"]],
    ["structured content", '{"structuredContent":{"Name":1,"Type":2,"Content":3}}', []],
    ["a schema", '{"tools":[{"inputSchema":{"properties":{"Name":{},"Type":{}}}}]}', []],
  ] as const) {
    test(`variants of protocol names in ${what}`, () => {
      assert.deepEqual(describeMessage(`{"jsonrpc":"2.0","id":1,"result":${result}}`).variant_keys, variants);
    });
  }

  for (const [what, message, era] of [
    ["a request", '"id":1,"method":"ping"', "legacy"],
    ["initialize", '"id":1,"method":"initialize","params":{"protocolVersion":"2026-07-28"}', "legacy"],
    ["a request with a revision", `"id":1,"method":"ping","params":{${modern}}`, "modern"],
    ["a later one", `"id":1,"method":"ping","params":{${modern.replace("2026-07-28", "2027-01-01")}}`, "modern"],
    ["an earlier one", `"id":1,"method":"ping","params":{${modern.replace("2026-07-28", "2025-11-25")}}`, "legacy"],
    ["a draft", `"id":1,"method":"ping","params":{${modern.replace("2026-07-28", "DRAFT-1")}}`, "modern"],
    [
      "a revision of another type",
      `"id":1,"method":"ping","params":{${modern.replace('"2026-07-28"', "1")}}`,
      "modern",
    ],
    ["a notification", '"method":"notifications/progress"', undefined],
    ["a result", '"id":1,"result":{}', undefined],
  ] as const) {
    test(`era of ${what}`, () => {
      assert.equal(describeMessage(`{"jsonrpc":"2.0",${message}}`).era, era);
    });
  }

  for (const [type, expected] of [
    ['"complete"', "complete"],
    ['"task"', "task"],
    ["null", "null"],
    ["5", "5"],
    ['{"a":1}', '{"a":1}'],
    [`"${"x".repeat(100)}"`, "x".repeat(64)],
  ] as const) {
    test(`result type ${type.slice(0, 20)}`, () => {
      assert.equal(describeMessage(`{"jsonrpc":"2.0","id":1,"result":{"resultType":${type}}}`).result_type, expected);
    });
  }

  test("takes the URI for a name where resources are read", () => {
    const text = '{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"name":"a","uri":"file:///b"}}';
    assert.equal(describeMessage(text).name, "file:///b");
  });

  test("lists a bounded number of short pointers", () => {
    const name = "n".repeat(10000);
    const found = describeMessage(`{"${name}":{${Array.from({ length: 1000 }, () => '"a":1').join()}}}`);
    assert.equal(found.duplicate_keys?.length, 64);
    assert.ok(found.duplicate_keys?.every((pointer) => pointer.length <= 256));
  });

  test("counts levels without calling itself", () => {
    assert.equal(describeMessage(`${"[".repeat(100_000)}${"]".repeat(100_000)}`).depth, 100_000);
  });

  test("refuses what is too long to describe", () => {
    assert.throws(() => describeMessage(new Uint8Array(64 * 1024 * 1024 + 1)), RangeError);
    assert.throws(() => describeMessage(`{"method":"${"m".repeat(257)}"}`), RangeError);
    assert.throws(() => describeMessage(`{"method":"a","params":{"name":"${"m".repeat(8193)}"}}`), RangeError);
  });
});

const pieces = fc.constantFrom(
  ...'{ } [ ] , : "method" "Method" "params" "name" "jsonrpc" "2.0" "id" 1 null true "\\u006eame" "\\ud800" "result" // /* */ \ufeff'.split(
    " ",
  ),
);

test("any text is described, with a valid message", () => {
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
    fc.json({ stringUnit: "binary" }),
    fc.uint8Array(),
  );
  fc.assert(
    fc.property(text, (given) => {
      const message = describeMessage(given);
      const event = { kind: "report", report: { title: "" }, message };
      assert.ok(validate(event), JSON.stringify(validate.errors));
      assert.ok([message.method, message.name, message.result_type].every((value) => value?.isWellFormed() ?? true));
    }),
    { numRuns: 2000 },
  );
});

test("a text without repeated names has none, and depth is that of the value", () => {
  const depthOf = (value: unknown): number =>
    typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  fc.assert(
    fc.property(fc.json({ stringUnit: "binary" }), (text) => {
      const { duplicate_keys, depth } = describeMessage(text);
      assert.deepEqual(duplicate_keys, []);
      assert.equal(depth, depthOf(JSON.parse(text)));
    }),
  );
});
