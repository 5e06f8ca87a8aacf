import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { findHiddenText } from "../../../src/facts/hidden_text/find_hidden_text.ts";
import { validate } from "../../../src/generated/validate_event.js";

const tags = (text: string): string =>
  [...text].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join("");

const selectors = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))
    .join("");

suite("what is ordinary writing is not hidden", () => {
  for (const [what, text] of [
    ["nothing", ""],
    ["ASCII with tabs and line ends", "a\tb\r\nc"],
    ["typography", "“naïve” – 10 €, 5\u00a0km, 1\u202f000"],
    ["Persian", "می\u200cخواهم کتاب\u200cها را"],
    ["Persian with a joiner at the end of a word", "ه\u200d ه\u200c."],
    ["Arabic with an initial form", "\u200dه"],
    ["Urdu", "اردو زبان، ‏2024"],
    ["Hindi", "क्\u200dष और क्\u200cष"],
    ["Marathi", "दर्\u200dया"],
    ["Bengali", "র\u200d্যাব"],
    ["Malayalam with an old chillu", "അവന്\u200d വന്നു"],
    ["Sinhala", "ශ්\u200dරී ලංකාව"],
    ["Kannada", "ರ\u200d್ಯಾಂಕ್"],
    ["Hebrew with a mark behind Latin letters", "שפת C++\u200e היא"],
    ["Hebrew with points", "בְּרֵאשִׁ֖ית בָּרָ֣א"],
    ["Hebrew with two vowels on one letter", "ל\u05b7\u034f\u05b4ם"],
    ["Arabic with a letter mark", "السعر \u061c25- ريال"],
    ["Thai with line breaks", "ภาษา\u200bไทย\u200bสวย"],
    ["Khmer with line breaks", "ភាសា\u200bខ្មែរ"],
    ["Burmese with line breaks", "မြန်မာ\u200bစာ"],
    ["Mongolian with a variant", "ᠠ\u180b"],
    ["old Hangul", "\u1102\u1160\u11ab \u115f\u1161"],
    ["Japanese with a variant", "葛\u{e0100}飾区"],
    ["Chinese with a standardized variant", "ㄅ 悔\ufe00"],
    ["a fullwidth comma's variant", "你好，\ufe01"],
    ["a mathematical variant", "a ∩\ufe00 b"],
    ["flags", "🇩🇪🇯🇵"],
    [
      "flags of parts of a country",
      `🏴${tags("gbeng")}\u{e007f} 🏴${tags("gbsct")}\u{e007f}🏴${tags("gbwls")}\u{e007f}`,
    ],
    ["a family", "👨‍👩‍👧‍👦"],
    ["a profession with a skin tone", "👩🏽‍🚒 🧑🏿‍💻"],
    ["a couple", "👩🏻‍❤️‍💋‍👨🏿"],
    ["joined flags", "🏳️‍🌈 🏴‍☠️ 🏳️‍⚧️"],
    ["joined objects", "❤️‍🔥 👁️‍🗨️ 🐻‍❄️ 🏃‍➡️"],
    ["keycaps", "1️⃣ #️⃣ *⃣"],
    ["signs in emoji and text style", "©️ ❤︎ ✔️ ☺︎ ‼️"],
    ["a picture in braille", "⠀⠀⣀⣤⠀⠀"],
    ["a soft hyphen in a text", "Donau\u00addampf\u00adschiff fährt"],
    ["a file with a byte order mark", "\ufeffid,name\n1,x\n"],
  ] as const) {
    test(what, () => {
      assert.deepEqual(findHiddenText(text, "/x"), []);
    });
  }
});

suite("what a person does not see is hidden", () => {
  for (const [what, text, kind, count, decoded] of [
    ["tag characters", `hi${tags("ignore all")}`, "tag_characters", 10, "ignore all"],
    ["tag characters with a language tag and an end", `\u{e0001}${tags("en")}\u{e007f}`, "tag_characters", 4, "en"],
    ["tag characters behind a flag", `🏴${tags("gbeng")}\u{e007f}${tags("hi")}`, "tag_characters", 2, "hi"],
    ["a flag that spells something", `🏴${tags("run rm")}\u{e007f}`, "tag_characters", 7, "run rm"],
    ["a tag flag without a flag", `${tags("gbeng")}\u{e007f}`, "tag_characters", 6, "gbeng"],
    ["a zero-width space between Latin letters", "pass\u200bword", "zero_width", 1],
    ["bits in zero-width characters", "a\u200b\u200c\u200b\u200b\u200cb", "zero_width", 5],
    ["a joiner between Latin letters", "a\u200db", "zero_width", 1],
    ["a joiner between digits", "1\u200d2", "zero_width", 1],
    ["two joiners in Persian", "می\u200c\u200cخواهم", "zero_width", 2],
    ["a word joiner", "a\u2060b", "zero_width", 1],
    ["a byte order mark in a name", "\ufeffread_file", "zero_width", 1],
    ["a byte order mark inside", "read\ufefffile\n", "zero_width", 1],
    ["an invisible times", "2\u2062x", "zero_width", 1],
    ["a space for lines between Latin letters near Thai", "ไทย ab\u200bcd", "zero_width", 1],
    ["an annotation", "a\ufff9b\ufffac\ufffb", "zero_width", 3],
    ["an override", "safe\u202egpj.exe", "bidi_control", 1],
    ["an isolate in Hebrew", "א\u2067ב\u2069ג", "bidi_control", 2],
    ["a direction mark in Latin text", "read\u200efile", "bidi_control", 1],
    ["many direction marks in Hebrew", "א\u200e\u200f\u200e\u200f\u200eב", "bidi_control", 5],
    ["a direction mark far from Arabic", `${"a".repeat(20)}\u200f${"a".repeat(20)}ا`, "bidi_control", 1],
    ["colors", "\x1b[31mred\x1b[0m", "ansi_escape", 9],
    ["a cursor movement", "ok\x1b[1A\x1b[2K", "ansi_escape", 8],
    ["a C1 introducer", "\x9b2Jx", "ansi_escape", 3],
    ["a link", "\x1b]8;;https://evil.example/\x07here\x1b]8;;\x07", "ansi_escape", 6, "https://evil.example/"],
    ["a link with an id", "\x1b]8;id=1;https://evil.example/\x1b\\here", "ansi_escape", 4, "https://evil.example/"],
    ["a lone escape", "a\x1b", "ansi_escape", 1],
    ["bytes in variation selectors", `😀${selectors("do evil")}`, "variation_selectors", 7, "do evil"],
    ["bytes behind a letter", `a${selectors("é!")}`, "variation_selectors", 3, "é!"],
    ["a variation selector behind a letter", "a\ufe0f", "variation_selectors", 1],
    ["an ideographic selector behind a letter", "a\u{e0100}", "variation_selectors", 1],
    ["a null", "a\0b", "control_character", 1],
    ["a backspace", "rm\b\bls", "control_character", 2],
    ["a bell", "\x07", "control_character", 1],
    ["a delete", "\x7f", "control_character", 1],
    ["a C1 control", "\x85", "control_character", 1],
    ["a private character", "\ue000\u{f0000}", "private_use", 2],
    ["a Hangul filler", "a\u3164b", "invisible_filler", 1],
    ["a half-width Hangul filler", "a\uffa0b", "invisible_filler", 1],
    ["Hangul fillers alone", "\u115f\u1160", "invisible_filler", 2],
    ["blank braille alone", "\u2800\u2800\u2800", "invisible_filler", 3],
    ["a soft hyphen in a name", "read\u00adfile", "invisible_filler", 1],
    ["soft hyphens in a row", "so \u00ad\u00ad\u00ad", "invisible_filler", 3],
    ["a grapheme joiner", "a\u034fb", "invisible_filler", 1],
    ["an invisible vowel", "a\u17b4", "invisible_filler", 1],
  ] as const) {
    test(what, () => {
      assert.deepEqual(findHiddenText(text, "/x"), [
        { pointer: "/x", kind, count, ...(decoded === undefined ? {} : { decoded }) },
      ]);
    });
  }
});

suite("findHiddenText", () => {
  test("walks strings and names of members", () => {
    const value = { ok: ["a", { "b\u200b": 1, c: "\u202e" }], "d/e": "\u{e0041}", n: null, t: true };
    assert.deepEqual(findHiddenText(value, "/result"), [
      { pointer: "/result/ok/1/b\u200b", kind: "zero_width", count: 1 },
      { pointer: "/result/ok/1/c", kind: "bidi_control", count: 1 },
      { pointer: "/result/d~1e", kind: "tag_characters", count: 1, decoded: "A" },
    ]);
  });

  test("tells the kinds in one string apart", () => {
    assert.deepEqual(
      findHiddenText(`a\u200b${tags("b")}\u202ec\u200b`, "").map(({ kind, count }) => [kind, count]),
      [
        ["zero_width", 2],
        ["tag_characters", 1],
        ["bidi_control", 1],
      ],
    );
  });

  test("no flood of one kind conceals another", () => {
    const facts = findHiddenText([...Array.from({ length: 5000 }, () => "a\u200bb"), tags("hi")], "/result");
    assert.equal(facts.length, 33);
    assert.deepEqual(facts.at(-2), { pointer: "/result/5000", kind: "tag_characters", count: 2, decoded: "hi" });
    assert.deepEqual(facts.at(-1), { pointer: "/result", kind: "zero_width", count: 5000 - 31 });
  });

  test("long names do not make long pointers", () => {
    const value = { a: { ["n".repeat(5000)]: ["\u200b"] } };
    assert.deepEqual(findHiddenText(value, "/x"), [{ pointer: "/x/a", kind: "zero_width", count: 1 }]);
  });

  test("what is decoded is short and visible itself", () => {
    const [fact] = findHiddenText(selectors(`\u200b\u202e\x1b[2J${"é".repeat(500)}`), "");
    assert.equal(fact?.decoded, `[2J${"é".repeat(197)}`);
  });
});

const hostile = fc.constantFrom(
  ..."\u200b \u200c \u200d \ufe0f \u{e0041} \u{e007f} \u{e0100} \u202e \u200f \x1b[ \x1b]8;; \x07 \x9b \ue000 \u3164 \u2800 \u00ad \u034f \ud83d \udc00 😀 🏴 👩 א ا क ् ไ 葛 a 1".split(
    " ",
  ),
);
const text = fc.oneof(
  fc.array(hostile, { maxLength: 30 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
);

test("facts about any value are valid, bounded and about characters that are there", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary", maxDepth: 4 }), text, (json, hidden) => {
      const facts = findHiddenText([json, hidden, { [hidden]: hidden }], "/arguments");
      const event = { kind: "report", report: { title: "" }, facts: { hidden_text: facts } };
      assert.ok(validate(event), JSON.stringify(validate.errors));
      assert.ok(facts.length <= 8 * 32);
      for (const { count, decoded } of facts) {
        assert.ok(count > 0);
        assert.ok((decoded?.length ?? 0) <= 200);
        assert.deepEqual(findHiddenText(decoded ?? "", ""), []);
      }
    }),
    { numRuns: 1000 },
  );
});

test("text without a suspicious character is never hidden", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (graphemes) => {
      const plain = graphemes.replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu, "");
      assert.deepEqual(findHiddenText(plain, ""), []);
    }),
  );
});
