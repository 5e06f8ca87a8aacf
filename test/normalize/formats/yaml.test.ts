import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { assertSound, readMessage, showText } from "./show_tree.ts";

type Row = readonly [name: string, text: string, ...shown: string[]];

function checkRows(rows: readonly Row[]): void {
  for (const [name, text, ...shown] of rows) it(name, () => assert.deepEqual(showText(text, "yaml"), shown));
}

describe("readYaml gives every value its place", () => {
  checkRows([
    ["a map", "a: 1\nb: x", '{a 1:1 = number 3-4, b 2:1 = "x" 8-9} 0-9'],
    ["a list", "- a\n- - b\n- c: d", '["a" 2-3, ["b" 8-9] 6-9, {c 3:3 = "d" 15-16} 12-16] 0-16'],
    ["flow", '{a: [1, "b"], "c": {}}', '{a 1:2 = [number 5-6, "b" 8-11] 4-12, c 1:15 = {} 19-21} 0-22'],
    ["JSON", '{"a": {"b": null}}', "{a 1:2 = {b 1:8 = null 12-16} 6-17} 0-18"],
    ["comments", "# x\na: # y\n  - 1 # z\n", "{a 2:1 = [number 15-16] 13-16} 4-16"],
    ["one document", "---\na: 1\n...\n", "{a 2:1 = number 7-8} 4-8"],
    ["plain text over lines", "a: b\n  c", '{a 1:1 = "b c" 3-8} 0-8'],
    ["quoted text", "a: 'b''c'\nd: \"e\\n\\u00e9\"", '{a 1:1 = "b\'c" 3-9, d 2:1 = "e\\né" 13-24} 0-24'],
    ["literal block", "a: |\n  b\n   c\nd: 1", '{a 1:1 = "b\\n c\\n" 3-14, d 4:1 = number 17-18} 0-18'],
    ["folded block", "a: >-\n  b\n  c\n", '{a 1:1 = "b c" 3-14} 0-14'],
    [
      "words that are no switch",
      "a: yes\nb: off\nc: True\nd: NULL",
      '{a 1:1 = "yes" 3-6, b 2:1 = "off" 10-13, c 3:1 = true 17-21, d 4:1 = null 25-29} 0-29',
    ],
    ["the same under an older version", "%YAML 1.1\n---\na: yes", '{a 3:1 = "yes" 17-20} 14-20'],
    ["nothing as a value", "a:\nb: ~\nc: ''", '{a 1:1 = null 2-2, b 2:1 = null 6-7, c 3:1 = "" 11-13} 0-13'],
    ["a name without a value", "? a\n", "{a 1:3 = null 3-3} 0-3"],
    [
      "names that are no text",
      "8080: a\ntrue: b\n~: c",
      '{8080 1:1 = "a" 6-7, true 2:1 = "b" 14-15, ~ 3:1 = "c" 19-20} 0-20',
    ],
    [
      "names of Object.prototype",
      "__proto__: 1\nconstructor: {toString: 2}",
      "{__proto__ 1:1 = number 11-12, constructor 2:1 = {toString 2:15 = number 37-38} 26-39} 0-39",
    ],
    ["CRLF", "a:\r\n  b: 1\r\n", "{a 1:1 = {b 2:3 = number 9-10} 6-10} 0-10"],
    ["a byte order mark", "\ufeffa: 1", "{a 1:1 = number 3-4} 0-4"],
    ["emoji count two units", "😀: 😀\nb: 1", '{😀 1:1 = "😀" 4-6, b 2:1 = number 10-11} 0-11'],
    [
      "repeated names",
      "a: 1\nb: {a: 1}\na: 2",
      "{a 1:1 = number 3-4, b 2:1 = {a 2:5 = number 12-13} 8-14, a 3:1 = number 18-19} 0-19",
      "DUPLICATE_KEY 3:1",
    ],
  ]);
});

describe("readYaml puts what aliases stand for in their place", () => {
  checkRows([
    [
      "an alias",
      "a: &x {b: 1}\nc: *x",
      "{a 1:1 = {b 1:8 = number 10-11} 6-12, c 2:1 = {b 1:8 = number 10-11} 16-18} 0-18",
    ],
    [
      "the nearest anchor in front",
      "a: &x 1\nb: *x\nc: &x yes\nd: *x",
      '{a 1:1 = number 6-7, b 2:1 = number 11-13, c 3:1 = "yes" 20-23, d 4:1 = "yes" 27-29} 0-29',
    ],
    ["an alias as a name", "a: &x b\n*x : 1", '{a 1:1 = "b" 6-7, b 2:1 = number 13-14} 0-14'],
    ["an anchor on a name", "&x a: b\nc: *x", '{a 1:4 = "b" 6-7, c 2:1 = "a" 11-13} 3-13'],
    [
      "a repeated name told once",
      "a: &x {b: 1, b: 2}\nc: [*x, *x]",
      "{a 1:1 = {b 1:8 = number 10-11, b 1:14 = number 16-17} 6-18, c 2:1 = [{b 1:8 = number 10-11, b 1:14 = number 16-17} 23-25, {b 1:8 = number 10-11, b 1:14 = number 16-17} 27-29] 22-30} 0-30",
      "DUPLICATE_KEY 1:14",
    ],
    [
      "a merge",
      "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3",
      "{a 1:1 = {b 1:8 = number 10-11, c 1:14 = number 16-17} 6-18, d 2:1 = {c 4:3 = number 36-37, b 1:8 = number 10-11} 24-37} 0-37",
    ],
    ["a merge of several", "<<: [{a: 1}, {a: 2, b: 3}]", "{a 1:7 = number 9-10, b 1:21 = number 23-24} 0-26"],
    ["a merge of what is no map", "<<: [1]\nb: 2", "{<< 1:1 = [number 5-6] 4-7, b 2:1 = number 11-12} 0-12"],
    ["a quoted sign is a name", '"<<": {a: 1}', "{<< 1:1 = {a 1:8 = number 10-11} 6-12} 0-12"],
    ["no anchor", "a: *x", "ALIAS 1:4"],
    ["an anchor behind", "a: *x\nb: &x 1", "ALIAS 1:4"],
    ["inside itself", "a: &x [*x]", "ALIAS 1:8"],
    ["inside itself, as a merge", "&x\na: 1\n<<: *x", "ALIAS 3:5"],
    ["no anchor for a name", "*x : 1", "ALIAS 1:1"],
  ]);
});

describe("readYaml tells what clients read differently", () => {
  checkRows([
    ["an unknown tag", "a: !run echo\nb: 1", '{a 1:1 = "echo" 8-12, b 2:1 = number 16-17} 0-17', "TAG 1:4"],
    ["a tag on a map", "a: !x {b: 1}", "{a 1:1 = {b 1:8 = number 10-11} 6-12} 0-12", "TAG 1:4"],
    ["a tag of the core", "a: !!str 1\nb: !!map {}", '{a 1:1 = "1" 9-10, b 2:1 = {} 20-22} 0-22'],
    ["a tag that does not fit", "a: !!int x", '{a 1:1 = "x" 9-10} 0-10', "TAG 1:4"],
    ["a tag beyond the core", "a: !!binary aGk=", '{a 1:1 = "aGk=" 12-16} 0-16', "TAG 1:4"],
    ["a list as a name", "? [a]\n: b\nc: d", '{c 3:1 = "d" 13-14} 0-14', "NAME 1:3"],
    ["an alias of a list as a name", "a: &x [1]\n*x : 2", "{a 1:1 = [number 7-8] 6-9} 0-16", "NAME 2:1"],
    ["two documents", "a: 1\n---\nb: 2\n---\nc", "{a 1:1 = number 3-4} 0-4", "DOCUMENTS 2:1"],
  ]);
});

describe("readYaml refuses what no client reads with one problem", () => {
  checkRows([
    ["nothing", "", "EMPTY 1:1"],
    ["white space", " \n\t\n", "EMPTY 1:1"],
    ["comments only", "# nothing\n# here\n", "EMPTY 1:1"],
    ["an empty document", "---\n", "EMPTY 1:1"],
    ["a tab for indentation", "a:\n\tb: 1", "SYNTAX 2:1"],
    ["a map in a line", "a: b: c", "SYNTAX 1:4"],
    ["wrong indentation", "a:\n    b: 1\n  c: 2", "SYNTAX 3:1"],
    ["a reserved sign", "a: @x", "SYNTAX 1:4"],
    ["a list that goes on behind its bracket", "a: [1] 2", "SYNTAX 1:8"],
    ["an unknown escape", 'a: "\\q"', "SYNTAX 1:5"],
    ["two anchors", "a: &x &y 1", "SYNTAX 1:7"],
    ["an open list", "a: [1, 2", "TRUNCATED 1:9"],
    ["an open map", "a: {b: 1\n", "TRUNCATED 2:1"],
    ["an open text", 'a: "x', "TRUNCATED 1:6"],
  ]);

  it("and says what it expected, never what the file holds", () => {
    const rows = [
      ["a: [S3CR3T", "Expected a closing bracket, found the end of the file; restore the missing part."],
      ["a: *S3CR3T", "Expected an alias to name an anchor in front of it, found none of that name; correct the name."],
      [
        "a: @S3CR3T",
        "Expected quotes around a text that begins with a reserved character, found something else; correct it here.",
      ],
    ] as const;
    for (const [text, message] of rows) assert.equal(readMessage(text, "yaml"), message);
  });
});

describe("readYaml bounds what a hostile text costs", () => {
  const bomb = (wrap: (aliases: string) => string): string =>
    [
      "a0: &a0 [x]",
      ...Array.from({ length: 20 }, (_, level) => `a${level + 1}: &a${level + 1} ${wrap(`*a${level}`)}`),
    ].join("\n");
  const ten = (alias: string): string => `[${Array.from({ length: 10 }, () => alias).join(", ")}]`;
  checkRows([
    ["lists", "[".repeat(100_000), "TOO_DEEP 1:201"],
    ["maps", "{a: ".repeat(100_000), "TOO_DEEP 1:801"],
    ["lists on one line", `${"- ".repeat(100_000)}a`, "TOO_DEEP 1:401"],
    ["names in names", "? ".repeat(100_000), "TOO_DEEP 1:401"],
    ["many names", "a: 1\n".repeat(100_000), "TOO_LONG 28572:2"],
    ["many documents", "--- a\n".repeat(500_000), "TOO_LONG 40000:6"],
    ["aliases of aliases", bomb(ten), "ALIAS 6:50"],
    ["merges of merges", bomb((alias) => `{<<: ${ten(alias)}, b: ${ten(alias)}}`), "ALIAS 5:70"],
    ["depth through aliases", bomb((alias) => `${"[".repeat(20)}${alias}${"]".repeat(20)}`), "TOO_DEEP 11:31"],
  ]);

  it("and reads what stays within", () => {
    const deep = `${"[".repeat(200)}${"]".repeat(200)}`;
    assert.match(showText(deep, "yaml")[0] ?? "", /^\[{200}\]/);
    assert.equal(showText(`a: &x {b: 1}\nc: [${"*x, ".repeat(20_000)}]`, "yaml").length, 1);
    assert.equal(showText(`a: "${"x".repeat(1_000_000)}"`, "yaml").length, 1);
  });
});

describe("readYaml never throws and stays inside the text", () => {
  it("for any text", () => {
    const unit = fc.constantFrom(..."[]{}:,-?\"'#\\\n\r\t  ab1&*!|>%@~<=.😀\u0001");
    const text = fc.oneof(fc.string({ unit, maxLength: 60 }), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(text, (content) => assertSound(content, "yaml")),
      { numRuns: 2000 },
    );
  });

  it("for any lines", () => {
    const line = fc.constantFrom(
      "a: &x",
      "  b: *x",
      "<<: *x",
      "  - c",
      "- &y d",
      "---",
      "...",
      "? e",
      ": f",
      "g: |",
      "  h: >-",
      "{i: *y}",
      "!t j: k",
      "[*x, &x l]",
      "%YAML 1.1",
      "# m",
    );
    const lines = fc.array(line, { maxLength: 8 }).map((found) => found.join("\n"));
    fc.assert(
      fc.property(lines, (content) => assertSound(content, "yaml")),
      { numRuns: 1500 },
    );
  });
});
