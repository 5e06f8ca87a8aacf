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
    ["EXEC", ["exec"]],
    ["run2", ["run"]],
    ["runCommand", ["run", "command"]],
    ["XMLHttp", ["xml", "http"]],
    ["ｅｘｅｃ", ["exec"]],
    ["Ｒｕｎ＿Ｃｏｍｍａｎｄ", ["run", "command"]],
    ["𝓮𝔁𝓮𝓬", ["exec"]],
    ["\u212aill", ["kill"]],
    ["e\u200bx\u00ade\u2060c", ["exec"]],
    ["ex\u034fec", ["exec"]],
    ["e\u202exec", ["exec"]],
    ["re\u0430d", ["re", "\u0430", "d"]],
    ["exec削除", ["exec", "削除"]],
    ["read🅴🆇🅴🅲", ["read", "🅴🆇🅴🅲"]],
    ["exe\u0301c", ["ex\u00e9c"]],
    ["हटाना", ["हटाना"]],
    ["", []],
    ["123-_", []],
  ] as const) {
    test(`splitWords cuts ${name || "nothing"} into ${words.join(", ") || "nothing"}`, () => {
      assert.deepEqual(splitWords(name), words);
    });
  }

  test("splitWords gives words of letters and their marks only, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        for (const word of splitWords(name)) assert.match(word, /^[\p{Alphabetic}\p{M}]+$/u);
      }),
    );
  });

  for (const unit of ["a", "A", "aA", "AAa", "_", "1", "é"]) {
    test(`splitWords reads a million times ${unit}`, () => {
      assert.ok(splitWords(unit.repeat(1_000_000)).every((word) => word !== ""));
    });
  }
});
