import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { findPaths } from "../../../src/facts/paths/find_paths.ts";

type Row = readonly [pointer: string, value: string, found_by: "name" | "form" | "uri"];

function find(value: unknown): Row[] {
  return findPaths(value, "/arguments").map(({ pointer, value: found, found_by }) => [pointer, found, found_by]);
}

suite("values that are paths whatever their name", () => {
  for (const value of [
    "/etc/passwd",
    "/",
    "~",
    "~/x",
    "~\\x",
    "~root/.ssh/id_rsa",
    ".",
    "..",
    "./x",
    "../x",
    "a/../../b",
    "a\\..\\b",
    "a/..",
    ".\\x",
    "\\\\host\\share",
    "\\\\?\\C:\\x",
    "C:\\x",
    "c:/x",
    "//host/share",
    " /etc/passwd",
    '"/etc/passwd"',
    "/etc/passwd\n",
    "\n../x",
    "/x\n/../etc/passwd",
    `/${"./".repeat(5000)}etc/passwd`,
    `${"../".repeat(5000)}etc/passwd`,
    "https://example.com/a/../../etc/passwd",
  ]) {
    test(`findPaths takes ${JSON.stringify(value.slice(0, 40))} for a path`, () => {
      assert.deepEqual(find({ value }), [["/arguments/value", value, "form"]]);
    });
  }

  for (const value of [
    "file:///x",
    "FILE:/x",
    " file:x",
    "f\ti\nl\re:///x",
    "\u0001file:///x",
    "'file:///x'",
    "file:",
  ]) {
    test(`findPaths takes ${JSON.stringify(value)} for a file URI`, () => {
      assert.deepEqual(find({ value, path: value }), [
        ["/arguments/value", value, "uri"],
        ["/arguments/path", value, "uri"],
      ]);
    });
  }
});

suite("values that are paths because their name says so", () => {
  for (const name of [
    "path",
    "PATH",
    "filePath",
    "file_path",
    "file-path",
    "outputPath2",
    "XMLFile",
    "targetDir",
    "sub.folder",
    "dirs",
    "fileName",
    "cwd",
  ]) {
    test(`findPaths takes ${name} for the name of a path`, () => {
      assert.deepEqual(find({ [name]: "word" }), [[`/arguments/${name}`, "word", "name"]]);
    });
  }

  test("findPaths takes empty and long text under such a name, but no URL", () => {
    const long = `a\n${"x".repeat(5000)}`;
    assert.deepEqual(find({ path: "", file: long, dir: "https://example.com/x" }), [
      ["/arguments/path", "", "name"],
      ["/arguments/file", long, "name"],
    ]);
  });

  test("findPaths takes what files are moved or copied to for a path", () => {
    assert.deepEqual(find({ source: "/srv/a/x", destination: ".bashrc" }), [
      ["/arguments/source", "/srv/a/x", "form"],
      ["/arguments/destination", ".bashrc", "name"],
    ]);
    assert.deepEqual(find({ path: "x", target: "y", text: "z" }), [
      ["/arguments/path", "x", "name"],
      ["/arguments/target", "y", "name"],
    ]);
    assert.deepEqual(find({ src: "a/b", dest: "c\\d" }), [
      ["/arguments/src", "a/b", "name"],
      ["/arguments/dest", "c\\d", "name"],
    ]);
    assert.deepEqual(find({ source: "en", target: "fr", text: "Hello" }), []);
  });

  test("findPaths takes names of members for paths where files are listed by name", () => {
    assert.deepEqual(find({ files: { "../x": "text", "a.txt": "text", encoding: "utf8" } }), [
      ["/arguments/files/..~1x", "../x", "form"],
      ["/arguments/files/a.txt", "a.txt", "name"],
    ]);
  });
});

suite("values that are no paths", () => {
  for (const value of [
    "",
    "hello",
    "hello world",
    "https://example.com/a/b",
    "mailto:a@example.com",
    "SELECT a/b FROM t WHERE x = '/etc/passwd'",
    "The file /etc/passwd is readable by all; see ~/notes and ../README.",
    "# Title\n\n/etc/passwd is a file.\n",
    "// comment\ncode();\n",
    "/* comment */\ncode();\n",
    "owner/name",
    "a.b.c",
    "...",
    "..a",
    "1.5",
    "12:30",
    "C:x",
    "~5",
    "~ 5 / 3",
    "50/50",
    "text/plain",
    "profile: x",
    `/9j/${"4AAQSkZJRgABAQ".repeat(500)}`,
  ]) {
    test(`findPaths leaves ${JSON.stringify(value.slice(0, 50))} alone`, () => {
      const names = ["value", "repo", "query", "content", "uri", "url", "name", "profile", "pathology"];
      assert.deepEqual(find(Object.fromEntries(names.map((name) => [name, value]))), []);
    });
  }

  test("findPaths looks at text only", () => {
    assert.deepEqual(find({ path: 1, file: null, dir: true, files: [], folder: {} }), []);
    assert.deepEqual(find({}), []);
    assert.deepEqual(findPaths(null, ""), []);
  });
});

suite("places", () => {
  test("findPaths points into nested values with odd names", () => {
    const args = { "a/b": { "~": [["/x"], { "": "/y" }] }, paths: [["rel"], "rel2"], path: { name: "z" } };
    assert.deepEqual(find(args), [
      ["/arguments/a~1b/~0/0/0", "/x", "form"],
      ["/arguments/a~1b/~0/1/", "/y", "form"],
      ["/arguments/paths/0/0", "rel", "name"],
      ["/arguments/paths/1", "rel2", "name"],
    ]);
  });

  test("findPaths points at the value it found, for any JSON", () => {
    const lookUp = (value: unknown, pointer: string): unknown =>
      pointer
        .split("/")
        .slice(1)
        .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
        .reduce((at, part) => Reflect.get(Object(at), part), value);
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom("/x", "../x", "file:///x", "plain", 1, null),
        fc.array(tie("value")),
        fc.dictionary(fc.constantFrom("a/b", "~", "~1", "", "x", "name", "__proto__"), tie("value")),
      ),
    })).value;
    fc.assert(
      fc.property(value, (given) => {
        for (const { pointer, value: found } of findPaths(given, "")) assert.equal(lookUp(given, pointer), found);
      }),
    );
  });

  test("findPaths refuses more than a thousand paths, and names of more than 2,048 characters", () => {
    assert.equal(find({ paths: Array(1000).fill("x") }).length, 1000);
    assert.throws(() => find({ paths: Array(1001).fill("x") }), new RangeError("more than 1000 paths"));
    assert.throws(() => find({ ["k".repeat(2048)]: "/x" }), new RangeError("path under a name that is too long"));
    assert.deepEqual(find({ ["k".repeat(4096)]: "plain" }), []);
  });

  for (const [what, text] of [
    ["spaces", " ".repeat(1_000_000)],
    ["spaces around a word", `${" ".repeat(400_000)}x${" ".repeat(400_000)}y`],
    ["slashes", "/".repeat(1_000_000)],
    ["dots", ".".repeat(1_000_000)],
    ["climbs", "../".repeat(300_000)],
    ["tabs in a scheme", `f${"\t".repeat(1_000_000)}x`],
    ["a scheme without end", "a".repeat(1_000_000)],
    ["words in camel case", "aA".repeat(500_000)],
    ["capitals", "A".repeat(1_000_000)],
  ] as const) {
    test(`findPaths reads a million characters of ${what}`, () => {
      assert.ok(find({ value: text }).length <= 1);
      assert.ok(findPaths(text, "", text).length <= 1);
    });
  }
});
