import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { assertSound, readMessage, showText } from "./show_tree.ts";

type Row = readonly [name: string, text: string, ...shown: string[]];

function checkRows(rows: readonly Row[]): void {
  for (const [name, text, ...shown] of rows) it(name, () => assert.deepEqual(showText(text, "toml"), shown));
}

describe("readToml gives every value its place", () => {
  checkRows([
    ["a key", "a = 1", "{a 1:1 = number 4-5} 0-5"],
    ["comments only", "# nothing\n", "{} 0-10"],
    ["basic string", 'a = "b\\n\\u00e9\\t"', '{a 1:1 = "b\\né\\t" 4-17} 0-17'],
    ["literal string", "a = 'b\\n'", '{a 1:1 = "b\\\\n" 4-9} 0-9'],
    ["multi-line basic string", 'a = """\nb\\\n  c"""', '{a 1:1 = "bc" 4-17} 0-17'],
    ["multi-line literal string", "a = '''\nb'\nc'''", '{a 1:1 = "b\'\\nc" 4-15} 0-15'],
    ["quotes before the closing ones", 'a = """b"""""\nc = 1', '{a 1:1 = "b\\"\\"" 4-13, c 2:1 = number 18-19} 0-19'],
    ["empty strings", "a = \"\"\nb = ''", '{a 1:1 = "" 4-6, b 2:1 = "" 11-13} 0-13'],
    [
      "numbers",
      "a = 0x1F\nb = -1_000\nc = 1.5e3\nd = inf",
      "{a 1:1 = number 4-8, b 2:1 = number 13-19, c 3:1 = number 24-29, d 4:1 = number 34-37} 0-37",
    ],
    ["booleans", "a = true\nb = false", "{a 1:1 = true 4-8, b 2:1 = false 13-18} 0-18"],
    [
      "dates and times",
      "a = 1979-05-27T07:32:00Z\nb = 1979-05-27\nc = 07:32:00",
      "{a 1:1 = date 4-24, b 2:1 = date 29-39, c 3:1 = date 44-52} 0-52",
    ],
    ["arrays over lines", "a = [ # one\n  1,\n  [true],\n]", "{a 1:1 = [number 14-15, [true 20-24] 19-25] 4-28} 0-28"],
    [
      "inline table",
      "a = { b = 1, 'c d' = [{}] }",
      "{a 1:1 = {b 1:7 = number 10-11, c d 1:14 = [{} 22-24] 21-25} 4-27} 0-27",
    ],
    ["inline table over lines", "a = {\n  b = 1,\n}", "{a 1:1 = {b 2:3 = number 12-13} 4-16} 0-16"],
    [
      "dotted keys",
      "a.b.c = 1\na.b.d = 2",
      "{a 1:1 = {b 1:3 = {c 1:5 = number 8-9, d 2:5 = number 18-19} 2-19} 0-19} 0-19",
    ],
    ["quoted keys", "\"a.b\".'' = 1", "{a.b 1:1 = { 1:7 = number 11-12} 0-12} 0-12"],
    ["tables", "[a.b]\nc = 1\n[a.d]\n", "{a 1:2 = {b 1:4 = {c 2:1 = number 10-11} 0-11, d 3:4 = {} 12-17} 0-17} 0-18"],
    [
      "a table in two places",
      "[a]\nb = 1\n[c]\n[a.d]\ne = 2",
      "{a 1:2 = {b 2:1 = number 8-9, d 4:4 = {e 5:1 = number 24-25} 14-25} 0-25, c 3:2 = {} 10-13} 0-25",
    ],
    ["a table after its children", "[a.b]\n[a]\nc = 1", "{a 1:2 = {b 1:4 = {} 0-5, c 3:1 = number 14-15} 0-15} 0-15"],
    [
      "arrays of tables",
      "[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 2",
      "{a 1:3 = [{b 2:1 = number 10-11} 0-11, {c 4:4 = {d 5:1 = number 28-29} 18-29} 12-29] 0-29} 0-29",
    ],
    [
      "arrays of tables in arrays of tables",
      "[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]",
      "{a 1:3 = [{b 2:5 = [{} 6-13, {} 14-21] 6-21} 0-21, {} 22-27] 0-27} 0-27",
    ],
    ["CRLF", "[a]\r\nb = 1\r\n", "{a 1:2 = {b 2:1 = number 9-10} 0-10} 0-12"],
    ["a byte order mark", "\ufeffa = 1", "{a 1:1 = number 4-5} 0-5"],
    ["emoji count two units", 'a = "😀"\nb = "😀" # 😀', '{a 1:1 = "😀" 4-8, b 2:1 = "😀" 13-17} 0-22'],
    [
      "names of Object.prototype",
      "__proto__ = 1\n[constructor]\n[toString.__proto__]",
      "{__proto__ 1:1 = number 12-13, constructor 2:2 = {} 14-27, toString 3:2 = {__proto__ 3:11 = {} 28-48} 28-48} 0-48",
    ],
  ]);
});

describe("readToml refuses what no client reads with one problem", () => {
  checkRows([
    ["nothing", "", "EMPTY 1:1"],
    ["white space", " \n\t", "EMPTY 1:1"],
    ["a name twice", "a = 1\na = 2", "DUPLICATE_KEY 2:1"],
    ["a table twice", "[a]\n[a]", "DUPLICATE_KEY 2:2"],
    ["a table after a value", "[x]\na = 1\n[x.a]", "DUPLICATE_KEY 3:4"],
    ["an array of tables after a table", "[a]\n[[a]]", "DUPLICATE_KEY 2:3"],
    ["a table into an array", "a = [1]\n[[a]]", "DUPLICATE_KEY 2:3"],
    ["a name twice in an inline table", "a = {b = 1, b = 2}", "DUPLICATE_KEY 1:13"],
    ["a dotted key into a closed table", "[a]\nb.c = 1\n[a.b]", "DUPLICATE_KEY 3:4"],
    ["a name alone", "a\nb = 1", "SYNTAX 2:1"],
    ["a bare text", "a = b", "SYNTAX 1:5"],
    ["JSON", '{"a": 1}', "SYNTAX 1:1"],
    ["two on one line", "a = 1 b = 2", "SYNTAX 1:7"],
    ["no value", "a = ", "TRUNCATED 1:5"],
    ["an open string", 'a = "b', "TRUNCATED 1:7"],
    ["an open string in front of others", 'a = "b\nc = 1', "SYNTAX 1:7"],
    ["an open multi-line string", 'a = """b\n', "TRUNCATED 2:1"],
    ["an open array", "a = [1,\n", "TRUNCATED 2:1"],
    ["an open table", "[a", "TRUNCATED 1:3"],
    ["an unknown escape", 'a = "\\q"', "SYNTAX 1:7"],
    ["half of a surrogate pair", 'a = "\\ud800"', "SYNTAX 1:11"],
    ["a control character", 'a = "\u0001"', "SYNTAX 1:6"],
    ["no name", "[]", "SYNTAX 1:2"],
    ["a leading zero", "a = 01", "SYNTAX 1:5"],
    ["a day that does not exist", "a = 2024-02-31", "SYNTAX 1:14"],
  ]);

  it("and says what it expected, never what the file holds", () => {
    const rows = [
      [
        "a = S3CR3T",
        "Expected a name, a table or a value; text stands in quotes, found something else; correct it here.",
      ],
      ['S3CR3T = "S3CR3T', "Expected a closing quote, found the end of the file; restore the missing part."],
      [
        "S3CR3T = 1\nS3CR3T = 2",
        "Expected each name once in a table, found one for the second time; every reader of TOML refuses the whole file, so remove one.",
      ],
    ] as const;
    for (const [text, message] of rows) assert.equal(readMessage(text, "toml"), message);
  });
});

describe("readToml bounds what a hostile text costs", () => {
  const levels = 200;
  const rows: readonly Row[] = [
    ["brackets", `a = ${"[".repeat(100_000)}`, `TOO_DEEP 1:${5 + levels}`],
    ["inline tables", `a = ${"{a = ".repeat(100_000)}`, "TOO_DEEP 1:1005"],
    ["dotted keys", `a${".a".repeat(100_000)} = 1`, "TOO_DEEP 1:402"],
    ["dotted keys in tables", `a = ${"{a.a.a.a = ".repeat(100)}`, "TOO_DEEP 1:555"],
    ["the names of tables", `[a${".a".repeat(100_000)}]`, "TOO_DEEP 1:401"],
    ["brackets behind a text with brackets", `a = '''[[[["'''\nb = ${"[".repeat(100_000)}`, `TOO_DEEP 2:${5 + levels}`],
    ["a long text", `a = "${"x".repeat(100_000)}"`, "TOO_LONG 1:5"],
    ["a long number", `a = ${"1".repeat(100_000)}`, "TOO_LONG 1:5"],
    ["many comments", "#\n".repeat(300_000), "TOO_LONG 200001:1"],
    ["many keys", "a = 1\n".repeat(100_000), "TOO_LONG 66667:5"],
    ["many values", `a = [${"1,".repeat(2_000_000)}]`, "TOO_LONG 1:200003"],
  ];
  checkRows(rows);

  it("and reads what stays within", () => {
    const open = "[".repeat(levels);
    assert.match(showText(`a = ${open}${"]".repeat(levels)}`, "toml")[0] ?? "", /^\{a 1:1 = \[{200}\]/);
    assert.deepEqual(showText(`a = "${"x".repeat(65_000)}"`, "toml").length, 1);
    assert.equal(showText("[[a]]\nb = {c = 1.5, d = [1.5]}\n".repeat(2000), "toml").length, 1);
  });
});

describe("readToml never throws and stays inside the text", () => {
  it("for any text", () => {
    const unit = fc.constantFrom(..."[]{}=.,\"'#\\\n\r\t ab1-:TZ_+😀\u0001");
    const text = fc.oneof(fc.string({ unit, maxLength: 60 }), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(text, (content) => assertSound(content, "toml")),
      { numRuns: 2000 },
    );
  });

  it("for any lines", () => {
    const line = fc.constantFrom(
      "[a]",
      "[a.b]",
      "[[a]]",
      "[[a.b]]",
      "[b.a]",
      "a = 1",
      "b.a = 'x'",
      "a.b = {}",
      "b = [",
      "]",
      'c = """',
      '"""',
      "# x",
      "a = {b.a = [{}]}",
    );
    const lines = fc.array(line, { maxLength: 8 }).map((found) => found.join("\n"));
    fc.assert(
      fc.property(lines, (content) => assertSound(content, "toml")),
      { numRuns: 1500 },
    );
  });
});
