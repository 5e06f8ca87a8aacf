// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a shell, not of this language
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { findPaths } from "../../../src/facts/paths/find_paths.ts";

type Row = readonly [pointer: string, value: string, found_by: "name" | "form" | "uri" | "command"];

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

suite("paths behind a prefix", () => {
  for (const [value, rest, found_by] of [
    ["@/etc/passwd", "/etc/passwd", "form"],
    ["@~/x", "~/x", "form"],
    ["@../x", "../x", "form"],
    ["--output=/etc/passwd", "/etc/passwd", "form"],
    ["--output /etc/passwd", "/etc/passwd", "form"],
    ["--output=../x", "../x", "form"],
    ["--output='/etc/passwd'", "/etc/passwd", "form"],
    ["-o/etc/passwd", "/etc/passwd", "form"],
    ["-xf/etc/passwd", "/etc/passwd", "form"],
    ["-o /etc/passwd", "/etc/passwd", "form"],
    ["-o~/x", "~/x", "form"],
    ["of=/etc/passwd", "/etc/passwd", "form"],
    ["of=//etc/passwd", "//etc/passwd", "form"],
    ["name=/x", "/x", "form"],
    ["name=$HOME/x", "$HOME/x", "form"],
    ["name=C:\\x", "C:\\x", "form"],
    ["name=\\\\host\\share", "\\\\host\\share", "form"],
    ["file=@/etc/passwd", "/etc/passwd", "form"],
    ["host:/etc/passwd", "/etc/passwd", "form"],
    ["jar:file:///x", "file:///x", "uri"],
    ["url:file:/x", "file:/x", "uri"],
    ["URL:FILE:x", "FILE:x", "uri"],
    ["view-source:file:///x", "file:///x", "uri"],
    ["url=f\tile:///x", "f\tile:///x", "uri"],
  ] as const) {
    test(`findPaths takes ${JSON.stringify(rest)} out of ${JSON.stringify(value)}`, () => {
      assert.deepEqual(find({ value }), [["/arguments/value", rest, found_by]]);
      assert.deepEqual(find([value]), [["/arguments/0", rest, found_by]]);
      assert.deepEqual(find({ path: value }), [
        ["/arguments/path", value, "name"],
        ["/arguments/path", rest, found_by],
      ]);
    });
  }
});

suite("paths behind longer prefixes", () => {
  test("findPaths reads options of mounts, and URLs without a host", () => {
    assert.deepEqual(find({ value: "type=bind,source=/etc" }), [["/arguments/value", "/etc", "form"]]);
    assert.deepEqual(find({ path: "type=bind,source=/etc" }), [
      ["/arguments/path", "type=bind", "name"],
      ["/arguments/path", "/etc", "name"],
    ]);
    assert.deepEqual(find({ value: "sqlite:////etc/x" }), [["/arguments/value", "////etc/x", "form"]]);
  });
});

suite("lists in one text", () => {
  for (const [value, ...parts] of [
    ["/srv/a,/etc/passwd", "/srv/a", "/etc/passwd"],
    ["/srv/a, /etc/passwd", "/srv/a", "/etc/passwd"],
    ["/srv/a;/etc/passwd;~/x", "/srv/a", "/etc/passwd", "~/x"],
    ["/srv/a:/etc/passwd", "/srv/a", "/etc/passwd"],
    ["/srv/a /etc/passwd", "/srv/a", "/etc/passwd"],
    ["/srv/a  ../x", "/srv/a", "../x"],
    ["'/srv/a' '/etc/passwd'", "/srv/a", "/etc/passwd"],
    ["a.txt,../../etc/passwd", "a.txt", "../../etc/passwd"],
    ["a.txt,$HOME/x", "a.txt", "$HOME/x"],
    ["C:\\a;D:\\b", "C:\\a", "D:\\b"],
    ["/a,x=/b", "/a", "/b"],
    ['["/srv/a","/etc/passwd"]', "/srv/a", "/etc/passwd"],
    ['["x"]', "x"],
    ['["/srv/a",["/etc"],1]', "/srv/a", "/etc"],
    ["/srv/a --b=/etc", "/srv/a", "/etc"],
    ["/srv/a|/etc", "/srv/a", "/etc"],
    ["/srv/a\0, /etc\n", "/srv/a\0", "/etc\n"],
    ["{/srv/a,/etc/passwd", "{/srv/a", "/etc/passwd"],
  ] as const) {
    test(`findPaths splits ${JSON.stringify(value)}`, () => {
      assert.deepEqual(
        findPaths({ path: value }, ""),
        parts.map((part) => ({ pointer: "/path", value: part, found_by: "name", list: true })),
      );
    });
  }

  test("findPaths splits lists of file URIs, and lists behind an option", () => {
    assert.deepEqual(find({ file: "file:///a,file:///b" }), [
      ["/arguments/file", "file:///a", "uri"],
      ["/arguments/file", "file:///b", "uri"],
    ]);
    assert.deepEqual(find({ value: "--in=/a,/b" }), [
      ["/arguments/value", "/a", "form"],
      ["/arguments/value", "/b", "form"],
    ]);
  });

  for (const value of [
    "Smith, John.txt",
    "/srv/a/Smith, John.txt",
    "a b",
    "/a b/c",
    "C:/x",
    "a,b",
    "/a;b",
    "x:y",
    "[a]",
  ]) {
    test(`findPaths takes ${JSON.stringify(value)} for one path`, () => {
      assert.deepEqual(findPaths({ path: value }, ""), [{ pointer: "/path", value, found_by: "name" }]);
    });
  }
});

suite("paths that are expanded first", () => {
  for (const value of [
    "$HOME",
    "$HOME/x",
    "${HOME}/x",
    "%USERPROFILE%\\x",
    "%userprofile%",
    "%HOMEDRIVE%%HOMEPATH%\\x",
    "$env:USERPROFILE\\x",
    "$X/y",
    "${X:-/etc}/y",
    "{a,/etc/*}",
    "{..,x}/y",
    "{a,../../x}",
    "\\etc\\passwd",
  ]) {
    test(`findPaths takes ${JSON.stringify(value)} for a path`, () => {
      assert.deepEqual(find({ value }), [["/arguments/value", value, "form"]]);
    });
  }
});

suite("names of members", () => {
  for (const key of ["/etc/passwd", "~/x", "~", "../x", "a/../../b", "C:\\x", "$HOME/x"]) {
    test(`findPaths takes the name ${JSON.stringify(key)} for a path wherever it stands`, () => {
      assert.deepEqual(
        find({ edits: [{ [key]: "text" }] }).map(([, value, found_by]) => [value, found_by]),
        [[key, "form"]],
      );
    });
  }

  test("findPaths takes names for file URIs and prefixes too, but not for words", () => {
    assert.deepEqual(
      find({ "file:///x": 1, "@/x": 1 }).map(([, value, found_by]) => [value, found_by]),
      [
        ["file:///x", "uri"],
        ["/x", "form"],
      ],
    );
    assert.deepEqual(find({ ".": 1, "./x": 1, "a/b": 1, "a.b": 1, "@scope/name": 1, "https://x/y": 1, "": 1 }), []);
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
    "Hello, world! How are you?",
    "Either/or: choose one, then go on.",
    "Compare a/b and c/d, please",
    "See section 3.1; it says so.",
    "SELECT * FROM users WHERE name LIKE '%foo%'",
    "SELECT a, b FROM t ORDER BY a DESC;",
    "INSERT INTO t (a, b) VALUES (1, 'x/y')",
    "%foo%",
    "100% of $5/month",
    "$5",
    "$price",
    "$.store.book[*].author",
    "${name}",
    "const x = a / b;",
    "import { a, b } from 'c';",
    "{ a, b }",
    "{a,b}",
    "*.{ts,tsx}",
    "src/**/*.{ts,tsx}",
    "function f(a, b) { return a / b; }",
    "if (x < 1 || y > 2) { z() }",
    "# Heading",
    "- item one",
    "-5",
    "--",
    "-v",
    "--verbose",
    "--level=3",
    "* bold * and [link](https://example.com/a)",
    "[x]",
    "> quoted",
    "user@example.com",
    "User Name <user@example.com>",
    "@scope/name",
    "@user thanks!",
    "@types/node@20.1.0",
    "git@github.com:owner/name.git",
    "github.com/owner/name",
    "owner/name#12",
    "2024-01-02",
    "01/02/2024",
    "2024-01-02T10:00:00Z",
    "10:00-11:30",
    "key=value",
    "key=value,other=thing",
    "a=b&c=d",
    "DEBUG=1 LEVEL=info",
    "label:bug is:open author:name",
    "url=https://example.com/a",
    "source:https://example.com/a",
    '{"a": 1, "b": "/etc/passwd", "c": "../x"}',
    '["a", "/b"]',
    '{"a":"{b,/c}"}',
    "\\d+\\.\\d+",
    "\\d\\d\\d",
    "\\frac{a}{b}",
    "\\section{Title}",
    "$x \\in A$",
    "urn:isbn:0451450523",
    "arn:aws:iam::123456789012:role/name",
    "data:text/plain,hello",
    "sha256:abcdef/1",
    "application/json; charset=utf-8",
    "profile:3",
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
      ["/arguments/a~1b/~0", "~", "form"],
      ["/arguments/a~1b/~0/0/0", "/x", "form"],
      ["/arguments/a~1b/~0/1/", "/y", "form"],
      ["/arguments/paths/0/0", "rel", "name"],
      ["/arguments/paths/1", "rel2", "name"],
    ]);
  });

  test("findPaths points at the value it found, or the member it names, for any JSON", () => {
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
        for (const { pointer, value: found } of findPaths(given, ""))
          assert.ok(lookUp(given, pointer) === found || pointer.endsWith("/~0"), pointer);
      }),
    );
  });

  test("findPaths refuses more than a thousand paths, and names of more than 2,048 characters", () => {
    assert.equal(find({ paths: Array(1000).fill("x") }).length, 1000);
    assert.throws(() => find({ paths: Array(1001).fill("x") }), new RangeError("more than 1000 paths"));
    assert.throws(() => find({ ["k".repeat(2048)]: "/x" }), new RangeError("path under a name that is too long"));
    assert.deepEqual(find({ ["k".repeat(4096)]: "plain" }), []);
  });

  test("findPaths refuses paths of more than 65,536 characters together", () => {
    const refused = new RangeError("paths of more than 65536 characters");
    assert.equal(find({ path: "x".repeat(65_536) }).length, 1);
    assert.throws(() => find({ path: "x".repeat(65_537) }), refused);
    assert.equal(find({ paths: Array(64).fill("x".repeat(1024)) }).length, 64);
    assert.throws(() => find({ paths: [...Array(64).fill("x".repeat(1024)), "x"] }), refused);
    assert.throws(() => find({ path: "/x,".repeat(1001) }), new RangeError("more than 1000 paths"));
    assert.equal(find({ content: "x".repeat(1_000_000) }).length, 0);
  });

  for (const unit of [
    " ",
    "/",
    ",",
    ",/",
    " /",
    ":/",
    "{,",
    "%a%",
    "a=",
    "@",
    "$a/",
    "${",
    "-a ",
    "\\ab",
    "[",
    ",a",
    "f\t",
  ]) {
    test(`findPaths reads 65,000 characters of ${JSON.stringify(unit)} in a second`, () => {
      const text = unit.repeat(65_000 / unit.length);
      const start = performance.now();
      for (const args of [
        { value: text },
        { path: text },
        { [text]: 1 },
        { value: `${text}x` },
        { path: `/${text}x` },
      ]) {
        try {
          find(args);
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
        }
      }
      assert.ok(performance.now() - start < 1000);
    });
  }

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
      for (const read of [() => find({ value: text }), () => findPaths(text, "", text), () => find({ file: text })]) {
        try {
          assert.ok(read().length <= 1);
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
        }
      }
    });
  }
});
