import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Document, parseDocument } from "../../src/normalize/formats/document.ts";
import type { Syntax } from "../../src/normalize/formats/format.ts";
import { isProblem, type Problem } from "../../src/normalize/problem.ts";
import { show, summarize } from "./workspace.ts";

const deepArray = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

function parse(content: string | Uint8Array, syntax: Syntax = "json"): Document | Problem {
  return parseDocument(Buffer.from(content), { path: "x.json", syntax });
}

function parseGood(content: string | Uint8Array, syntax: Syntax = "json"): Document {
  const document = parse(content, syntax);
  if (isProblem(document)) assert.fail(document.message);
  return document;
}

describe("parseDocument refuses what cannot be judged with one problem", () => {
  const rows: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["empty", "", "EMPTY 1:1"],
    ["white space only", " \r\n\t\n", "EMPTY 1:1"],
    ["comments only", "// nothing\n/* here */", "EMPTY 1:1"],
    ["only a byte order mark", "\ufeff", "EMPTY 1:1"],
    ["plain text", "hello", "SYNTAX 1:1"],
    ["YAML", "mcpServers:\n  a:\n", "SYNTAX 1:1"],
    ["single quotes", "{\n  'a': 1\n}", "SYNTAX 2:3"],
    ["missing comma", '{"a": 1\n"b": 2}', "SYNTAX 2:1"],
    ["missing colon", '{"a" 1}', "SYNTAX 1:6"],
    ["text after the value", '{"a": 1}\n{}', "SYNTAX 2:1"],
    ["two commas", '{"a": [1,,2]}', "SYNTAX 1:10"],
    ["wrong closing bracket", '{\n  "a": [1}\n}', "SYNTAX 2:10"],
    ["closing bracket only", "}", "SYNTAX 1:1"],
    ["fault before a wrong bracket", '{\n  a: 1,\n  "b": [1}\n}', "SYNTAX 2:3"],
    ["line end in a string", '{"a": "x\n"}', "SYNTAX 1:7"],
    ["unknown escape", '{"a": "\\x41"}', "SYNTAX 1:7"],
    ["control character in a string", '{"a": "\u0001"}', "SYNTAX 1:7"],
    ["leading zero", '{"a": 01}', "SYNTAX 1:8"],
    ["comment without end", '{"a": 1 /* b', "SYNTAX 1:9"],
    ["no-break space", '{"a":\u00a01}', "SYNTAX 1:6"],
    ["all NUL", new Uint8Array(8), "SYNTAX 1:1"],
    ["cut off after a brace", '{\n  "mcpServers": {\n', "TRUNCATED 3:1"],
    ["cut off after a colon", '{"a":', "TRUNCATED 1:6"],
    ["cut off in a string", '{"a": "bc', "TRUNCATED 1:10"],
    ["cut off in a name", '{"a', "TRUNCATED 1:4"],
    ["UTF-16 little endian with mark", Buffer.from('\ufeff{"a": 1}', "utf16le"), "UTF16 1:1"],
    ["UTF-16 big endian with mark", Buffer.from('\ufeff{"a": 1}', "utf16le").swap16(), "UTF16 1:1"],
    ["UTF-16 little endian without mark", Buffer.from('{"a": 1}', "utf16le"), "UTF16 1:1"],
    ["UTF-16 big endian without mark", Buffer.from('{"a": 1}', "utf16le").swap16(), "UTF16 1:1"],
    ["Latin-1", Buffer.from('{\n  "a": "caf\u00e9"}', "latin1"), "INVALID_UTF8 2:12"],
    [
      "invalid byte after an emoji",
      Buffer.concat([Buffer.from('{"😀": "'), Buffer.from([0xc0, 0x22])]),
      "INVALID_UTF8 1:9",
    ],
    ["cut-off character", Buffer.from('{"a": "é').subarray(0, 8), "INVALID_UTF8 1:8"],
    ["invalid byte after a mark", Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xff]), "INVALID_UTF8 1:2"],
    ["201 levels", `{"a": ${deepArray(200)}}`, "TOO_DEEP 1:206"],
    ["100,000 levels", "[".repeat(100_000), "TOO_DEEP 1:201"],
    ["100,000 levels behind line ends", "[\n".repeat(100_000), "TOO_DEEP 201:1"],
    ["100,000 levels behind wrong brackets", "[},".repeat(100_000), "SYNTAX 1:2"],
    ["a fault before too many levels", `{"a" 1, "b": ${deepArray(300)}}`, "SYNTAX 1:6"],
  ];
  for (const [name, content, expected] of rows) {
    for (const syntax of ["json", "jsonc"] as const) {
      it(`${name} (${syntax})`, () => {
        const problem = parse(content, syntax);
        assert.ok(isProblem(problem));
        assert.deepEqual(summarize([problem]), [expected]);
        assert.equal(problem.file, "x.json");
        assert.match(problem.message, /^Expected .+, found .+[;.]/);
      });
    }
  }

  it("accepts exactly 200 levels", () => {
    assert.deepEqual(parseGood(deepArray(200)).problems, []);
  });

  it("says where the bracket stands that is never closed", () => {
    const problem = parse('{\n  "mcpServers": {\n    "a": {\n');
    assert.ok(isProblem(problem));
    assert.equal(
      problem.message,
      "Expected a closing `}` for the `{` at line 3, column 10, found the end of the file; restore the missing part.",
    );
  });

  it("never repeats contents", () => {
    for (const content of ['{"token": hunter2}', '{"a": "hunter2', "hunter2", '{"a": 1} hunter2', '{"hunter2" 1}']) {
      const problem = parse(content);
      assert.ok(isProblem(problem));
      assert.doesNotMatch(problem.message, /hunter2/);
    }
  });
});

describe("parseDocument judges what only strict readers refuse", () => {
  const rows: readonly (readonly [string, string, string[], string[]])[] = [
    ["byte order mark", '\ufeff{"a": 1}', ["BYTE_ORDER_MARK 1:1"], []],
    ["line comment", '{\n  // why\n  "a": 1\n}', ["STRICT_JSON 2:3"], []],
    ["block comment", '{"a": /* why */ 1}', ["STRICT_JSON 1:7"], []],
    ["trailing comma", '{\n  "a": 1,\n}', ["STRICT_JSON 2:9"], []],
    ["trailing comma in an array", '{"a": [1, 2 , ]}', ["STRICT_JSON 1:13"], []],
    ["the first of several", '{\n  "a": [1,],\n  // why\n}', ["STRICT_JSON 2:10"], []],
    ["trailing comma before a comment", '{"a": 1, // why\n}', ["STRICT_JSON 1:8"], []],
    ["mark and comment", '\ufeff{"a": 1} // why', ["BYTE_ORDER_MARK 1:1", "STRICT_JSON 1:10"], []],
    ["comment signs in strings", '{"a": "https://x.example/*"}', [], []],
    ["CRLF", '{\r\n  "a": 1\r\n}\r\n', [], []],
    ["a repeated name", '{\n  "a": 1,\n  "a": 2, "a": 3\n}', ["DUPLICATE_KEY 3:3"], ["DUPLICATE_KEY 3:3"]],
    ["a name repeated through an escape", '{"a": 1, "\\u0061": 2}', ["DUPLICATE_KEY 1:10"], ["DUPLICATE_KEY 1:10"]],
    ["the same name in two objects", '{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}', [], []],
    ["names of Object.prototype", '{"toString": 1, "constructor": 2, "__proto__": 3}', [], []],
    ["`__proto__` repeated", '{"__proto__": 1, "__proto__": 2}', ["DUPLICATE_KEY 1:18"], ["DUPLICATE_KEY 1:18"]],
  ];
  for (const [name, content, strict, lenient] of rows) {
    it(name, () => {
      assert.deepEqual(summarize(parseGood(content, "json").problems), strict);
      assert.deepEqual(summarize(parseGood(content, "jsonc").problems), lenient);
    });
  }
});

describe("locate gives lines and columns as an editor does", () => {
  const rows: readonly (readonly [string, string, string, string, string])[] = [
    ["root", '\n  {"a": 1}', "", "2:3", "2:3"],
    ["property", '{"a": 1}', "/a", "1:7", "1:2"],
    ["element", '{"a": ["x", "y"]}', "/a/1", "1:13", "1:13"],
    ["CRLF", '{\r\n  "a": {\r\n    "b": true\r\n  }\r\n}', "/a/b", "3:10", "3:5"],
    ["CR alone", '{\r"a":\r1}', "/a", "3:1", "2:1"],
    ["mixed line ends", '{\r\n\n\r"a": 1}', "/a", "4:6", "4:1"],
    ["byte order mark, first line", '\ufeff{"a": 1}', "/a", "1:7", "1:2"],
    ["byte order mark, later line", '\ufeff{\n"a": 1}', "/a", "2:6", "2:1"],
    ["tabs count one each", '{\n\t\t"a":\t1}', "/a", "2:8", "2:3"],
    ["emoji count two units", '{"😀": "😀", "a": 1}', "/a", "1:19", "1:14"],
    ["emoji as name", '{"😀": 1}', "/😀", "1:8", "1:2"],
    ["joined emoji", '{"👩‍👩‍👧": {"a": 1}}', "/👩‍👩‍👧/a", "1:20", "1:15"],
    ["wide characters", '{"名前": "値", "a": null}', "/a", "1:18", "1:13"],
    ["combining characters", '{"e\u0301": 1, "a": 2}', "/a", "1:16", "1:11"],
    ["line separator is no line end", '{"\u2028": 1,\n"a": 2}', "/a", "2:6", "2:1"],
    ["after a block comment", '{/* 1\n2 */ "a": 1}', "/a", "2:11", "2:6"],
    ["escaped pointer", '{"a/b": {"c~d": 1}}', "/a~1b/c~0d", "1:17", "1:10"],
    ["escaped name", '{"\\u0061": 1}', "/a", "1:12", "1:2"],
    ["empty name", '{"": {"": 1}}', "//", "1:11", "1:7"],
    ["repeated name: the last", '{"a": 1,\n"a": 2}', "/a", "2:6", "2:1"],
    ["unknown property: nearest ancestor", '{"a": {"b": 1}}', "/a/c/d", "1:7", "1:2"],
    ["unknown element: nearest ancestor", '{"a": [1]}', "/a/01", "1:7", "1:2"],
    ["`__proto__`", '{"__proto__": {"constructor": 1}}', "/__proto__/constructor", "1:31", "1:16"],
    ["`toString` that is not there", '{"a": 1}', "/toString", "1:1", "1:1"],
  ];
  for (const [name, content, pointer, value, key] of rows) {
    it(name, () => {
      const document = parseGood(content, "jsonc");
      assert.equal(show(document.locate(pointer)), value);
      assert.equal(show(document.locate(pointer, { at: "key" })), key);
    });
  }
});
