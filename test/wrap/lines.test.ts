import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { type Line, readLines } from "../../src/wrap/stdio/lines.ts";
import { PartialMessage } from "../../src/wrap/stdio/partial_message.ts";

async function* chunksOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function read(chunks: readonly (string | Uint8Array)[], limit = 1024): Promise<Line[]> {
  const bytes = chunks.map((chunk) => (typeof chunk === "string" ? Buffer.from(chunk) : chunk));
  const lines: Line[] = [];
  for await (const line of readLines(chunksOf(bytes), limit)) lines.push(line);
  return lines;
}

const text = (line: string): Line => ({ kind: "text", text: line });
const UNREADABLE: Line = { kind: "unreadable" };

suite("lines", () => {
  for (const [what, chunks, expected] of [
    ["come one by one", ["a\nb\n"], [text("a"), text("b")]],
    ["may be broken anywhere", ["a", "b\nc", "\n", "d\n"], [text("ab"), text("c"), text("d")]],
    ["may end as on Windows", ["a\r\nb\r\n"], [text("a\r"), text("b\r")]],
    ["are nothing when they are blank", ["\n \t\r\n\r\na\n"], [text("a")]],
    ["end at the newline of ASCII only", ["a\u2028b\u0085c\n"], [text("a\u2028b\u0085c")]],
    ["are not made of what is no UTF-8", [Buffer.from([0x22, 0xff, 0x22, 0x0a]), "a\n"], [UNREADABLE, text("a")]],
    ["are not made of surrogates", [Buffer.from([0xed, 0xa0, 0x80, 0x0a])], [UNREADABLE]],
    ["may have a character broken over chunks", [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])], [text("é")]],
    ["are complete", ["a\n", '{"jsonrpc":"2.0","id":1}'], [text("a"), UNREADABLE]],
    ["may be missing", [], []],
    ["may end in blanks", ["a\n  "], [text("a")]],
  ] as const) {
    test(what, async () => {
      assert.deepEqual(await read(chunks), expected);
    });
  }

  test("are the same however their bytes come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: "binary" })), fc.array(fc.nat(40)), async (lines, cuts) => {
        const whole = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
        const chunks = places.slice(1).map((place, index) => whole.subarray(places[index], place));
        assert.deepEqual(await read(chunks), await read([whole]));
      }),
    );
  });

  for (const [what, message, expected] of [
    [
      "a request",
      '{"id":7,"method":"tools/call","params":{"id":9,"x":PAD}}',
      { id: 7, method: "tools/call", params: {} },
    ],
    [
      "a request with its id last",
      '{"method":"m","params":{"x":PAD},"id":"a\\"b"}',
      { id: 'a"b', method: "m", params: {} },
    ],
    ["a notification", '{"method":"m","params":PAD}', { method: "m", params: {} }],
    ["a result", '{"result":{"id":1,"a":[PAD]},"id":3}', { id: 3, result: {} }],
    ["an error", '{"id":3,"error":{"message":PAD}}', { id: 3, result: {} }],
    ["a request with a long id", '{"id":PAD,"method":"m"}', { method: "m", params: {} }],
    ["a batch", '[{"id":1,"method":"m","params":PAD}]', undefined],
    ["no message", "PAD", undefined],
  ] as const) {
    test(`that are too long say what they are: ${what}`, async () => {
      const padded = message.replace("PAD", JSON.stringify('x{[,:\\"'.repeat(400)));
      const line: Line = {
        kind: "too_long",
        message: expected === undefined ? undefined : { jsonrpc: "2.0", ...expected },
      };
      assert.deepEqual(await read([`${padded}\na\n`]), [line, text("a")]);
      assert.deepEqual(await read([...padded, "\n", "a\n"]), [line, text("a")]);
      assert.deepEqual(await read([padded]), [line]);
    });
  }

  test("may be as long as the limit says", async () => {
    const [fits, over] = ["x".repeat(1024), "x".repeat(1025)];
    assert.deepEqual(await read([`${fits}\n${over}\n`]), [text(fits), { kind: "too_long", message: undefined }]);
  });
});

suite("what is read of a long message", () => {
  test("is what a parser reads", () => {
    const value = fc.record(
      {
        id: fc.oneof(fc.integer(), fc.string({ maxLength: 20 })),
        method: fc.string({ maxLength: 20 }),
        params: fc.dictionary(fc.string(), fc.jsonValue()),
        result: fc.dictionary(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(value, ({ id, method, params, result }) => {
        const given = Object.fromEntries(
          Object.entries({ params, method, result, id }).filter(([, member]) => member !== undefined),
        );
        const partial = new PartialMessage();
        partial.read(Buffer.from(JSON.stringify(given)));
        const named = { jsonrpc: "2.0", ...(id === undefined ? {} : { id }) };
        const other = result === undefined ? undefined : { ...named, result: {} };
        assert.deepEqual(partial.value, method === undefined ? other : { ...named, method, params: {} });
      }),
    );
  });
});
