import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { splitWords } from "../../src/facts/words.ts";

suite("splitWords", () => {
  for (const [name, words] of [
    ["readTextFile2", ["read", "text", "file"]],
    ["read_text-file", ["read", "text", "file"]],
    ["ReadTextFile", ["read", "text", "file"]],
    ["READ_FILE", ["read", "file"]],
    ["HTTPServer", ["http", "server"]],
    ["parseXMLFile", ["parse", "xml", "file"]],
    ["s3put", ["s", "put"]],
    ["a/b.c:d e", ["a", "b", "c", "d", "e"]],
    ["größeÄndern", ["größe", "ändern"]],
    ["löschen", ["löschen"]],
    ["削除する", ["削除する"]],
    ["__proto__", ["proto"]],
    ["", []],
    ["123-_", []],
  ] as const) {
    test(`splitWords cuts ${name || "nothing"} into ${words.join(", ") || "nothing"}`, () => {
      assert.deepEqual(splitWords(name), words);
    });
  }

  test("splitWords gives lower-case words of letters only, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        for (const word of splitWords(name)) assert.match(word, /^[\p{L}]+$/u);
      }),
    );
  });

  for (const unit of ["a", "A", "aA", "AAa", "_", "1", "é"]) {
    test(`splitWords reads a million times ${unit}`, () => {
      assert.ok(splitWords(unit.repeat(1_000_000)).every((word) => word !== ""));
    });
  }
});
