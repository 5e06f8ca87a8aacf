// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a shell, not of this language
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { type PathContext, type ResolvedPath, resolvePath } from "../../../src/facts/paths/resolve_path.ts";

const LINUX: PathContext = { platform: "linux", home: "/home/u", cwd: "/srv/a", followLinks: false };
const WINDOWS: PathContext = { platform: "win32", home: "C:\\Users\\u", cwd: "C:\\srv\\a", followLinks: false };
const NOWHERE: PathContext = { ...LINUX, cwd: undefined, home: undefined };

type Row = readonly [
  value: string,
  form: ResolvedPath["form"],
  resolved: string | null,
  ...marks: ResolvedPath["marks"],
];

function check(context: PathContext, rows: readonly Row[], isUri = false): void {
  for (const [value, form, resolved, ...marks] of rows) {
    test(`resolvePath reads ${JSON.stringify(value)} on ${context.platform}${context.cwd === undefined ? " without cwd" : ""}`, () => {
      assert.deepEqual(resolvePath(value, isUri, context), { form, resolved, marks });
    });
  }
}

suite("absolute POSIX paths", () => {
  check(LINUX, [
    ["/", "posix", "/"],
    ["/srv/a", "posix", "/srv/a"],
    ["/srv/a/", "posix", "/srv/a"],
    ["//srv///a//", "posix", "/srv/a"],
    ["/srv/./a/.", "posix", "/srv/a"],
    ["/srv/a/../b", "posix", "/srv/b"],
    ["/srv/a/..", "posix", "/srv"],
    ["/../../etc/passwd", "posix", "/etc/passwd"],
    ["/srv/a/..foo", "posix", "/srv/a/..foo"],
    ["/srv/a/...", "posix", "/srv/a/..."],
    ["/srv/a/x:y", "posix", "/srv/a/x:y"],
    ["/srv/A", "posix", "/srv/A"],
    ["/srv/a/x.", "posix", "/srv/a/x."],
    ["/srv/a/ x/y", "posix", "/srv/a/ x/y"],
  ]);
});

suite("long paths", () => {
  test("resolvePath resolves up to 4,096 characters, wherever they come from", () => {
    const path = `/${"x/".repeat(2047)}y`;
    assert.equal(path.length, 4096);
    assert.equal(resolvePath(path, false, LINUX).resolved, path);
    assert.equal(resolvePath(`${path}z`, false, LINUX).resolved, null);
    const deep = { ...LINUX, cwd: path };
    assert.equal(resolvePath("", false, deep).resolved, null);
    assert.equal(resolvePath("x", false, { ...deep, cwd: `/${"a/".repeat(1_000_000)}` }).resolved, null);
    assert.equal(resolvePath("~/x", false, { ...LINUX, home: path }).resolved, null);
  });

  test("resolvePath marks a long relative path that climbs", () => {
    const facts = resolvePath("../".repeat(300_000), false, LINUX);
    assert.deepEqual(facts, { form: "relative", resolved: null, marks: ["leaves_base"] });
  });
});

suite("relative paths", () => {
  check(LINUX, [
    ["x", "relative", "/srv/a/x"],
    ["", "relative", "/srv/a"],
    [".", "relative", "/srv/a"],
    ["./x/", "relative", "/srv/a/x"],
    ["x/../y", "relative", "/srv/a/y"],
    ["..", "relative", "/srv", "leaves_base"],
    ["../a/x", "relative", "/srv/a/x", "leaves_base"],
    ["x/../../y", "relative", "/srv/y", "leaves_base"],
    ["..foo", "relative", "/srv/a/..foo"],
  ]);
  check(NOWHERE, [
    ["x", "relative", null],
    ["../x", "relative", null, "leaves_base"],
    ["", "relative", null],
  ]);
  check({ ...LINUX, cwd: "work" }, [["x", "relative", null]]);
  check({ ...LINUX, cwd: "~/work" }, [["x", "relative", null]]);
});

suite("homes", () => {
  check(LINUX, [
    ["~", "home", "/home/u"],
    ["~/x", "home", "/home/u/x"],
    ["~/../v/x", "home", "/home/v/x"],
    ["~root/x", "home", null],
    ["~root", "home", null],
    ["~+", "home", null],
  ]);
  check(NOWHERE, [["~/x", "home", null]]);
  check({ ...LINUX, home: "" }, [["~/x", "home", null]]);
  check(WINDOWS, [
    ["~", "home", "C:\\Users\\u"],
    ["~\\x", "home", "C:\\Users\\u\\x"],
    ["~/x", "home", "C:\\Users\\u\\x"],
    ["~user\\x", "home", null],
  ]);
});

suite("spellings that readers take differently", () => {
  check(LINUX, [
    ["/srv/a/x\0.png", "posix", "/srv/a/x\0.png", "null_byte"],
    ["/srv/a/x%00.png", "posix", "/srv/a/x%00.png", "null_byte"],
    ["/srv/a/x\u0001", "posix", null, "control_character"],
    ["/srv/a/x\ny", "posix", "/srv/a/x\ny", "control_character"],
    ["/srv/a/x\u007fy", "posix", "/srv/a/x\u007fy", "control_character"],
    [" /etc/passwd", "posix", null],
    ["/srv/a/x ", "posix", null],
    ['"/etc/passwd"', "posix", null],
    ["'/etc/passwd", "posix", null],
    ["\t/etc/passwd", "posix", null, "control_character"],
    ["\ufeff/etc/passwd", "posix", null],
    [" x", "relative", null],
    ["/srv/a/..\\..\\x", "posix", null, "mixed_separators"],
    ["..\\x", "relative", null, "mixed_separators"],
    ["x\\..", "relative", null, "mixed_separators"],
    ["/srv/a/x\\y", "posix", "/srv/a/x\\y"],
  ]);
});

suite("variables and braces", () => {
  check(LINUX, [
    ["$HOME", "home", "/home/u", "variable"],
    ["$HOME/x", "home", "/home/u/x", "variable"],
    ["${HOME}/x", "home", "/home/u/x", "variable"],
    ["$HOME/../../etc", "home", "/etc", "variable"],
    ["$HOME/$X/x", "relative", null, "variable"],
    ["$HOMES/x", "relative", null, "variable"],
    ["${HOME:-/etc}/x", "relative", null, "variable"],
    ["$X/x", "relative", null, "variable"],
    ["$X", "relative", null, "variable"],
    ["$(pwd)/x", "relative", null, "variable"],
    ["%USERPROFILE%\\x", "home", "/home/u/\\x", "variable"],
    ["%X%/x", "relative", null, "variable"],
    ["/srv/a/$X/y", "posix", "/srv/a/$X/y", "variable"],
    ["/srv/a/b${X}/y", "posix", "/srv/a/b${X}/y", "variable"],
    ["/srv/a/$X/../y", "posix", null, "variable"],
    ["/srv/a/Foo$Bar.class", "posix", "/srv/a/Foo$Bar.class"],
    ["/srv/a/$5", "posix", "/srv/a/$5"],
    ["/srv/a/%ab%cd", "posix", "/srv/a/%ab%cd"],
    ["{a,/etc/*}", "relative", null, "brace_pattern"],
    ["{..,x}/y", "relative", null, "brace_pattern"],
    ["{.,x}{.,y}/z", "relative", null, "brace_pattern"],
    [".{.,x}/z", "relative", null, "brace_pattern"],
    ["{,x}/y", "relative", null, "brace_pattern"],
    ["/srv/a/{x,../../etc}", "posix", null, "brace_pattern"],
    ["/srv/a/{x,{y,..}}", "posix", null, "brace_pattern"],
    ["/srv/a/*.{ts,tsx}", "posix", "/srv/a/*.{ts,tsx}"],
    ["/srv/a/{src,test}/x", "posix", "/srv/a/{src,test}/x"],
    ["/users/{id}/x", "posix", "/users/{id}/x"],
    ["\\etc\\passwd", "relative", null, "mixed_separators"],
  ]);
  check(WINDOWS, [
    ["%USERPROFILE%\\x", "home", "C:\\Users\\u\\x", "variable"],
    ["$env:USERPROFILE\\x", "home", "C:\\Users\\u\\x", "alternate_stream", "variable"],
    ["C:\\srv\\%X%\\y", "windows", "C:\\srv\\%X%\\y", "variable"],
    ["C:\\srv\\%X%\\..\\y", "windows", null, "variable"],
    ["%X%\\y", "relative", null, "variable"],
  ]);
  check(NOWHERE, [["$HOME/x", "home", null, "variable"]]);
});

suite("percent-encoding", () => {
  check(LINUX, [
    ["/srv/a/%2e%2e/x", "posix", "/srv/a/%2e%2e/x", "percent_encoded_traversal"],
    ["/srv/a/%2E%2e%2Fx", "posix", "/srv/a/%2E%2e%2Fx", "percent_encoded_traversal"],
    ["/srv/a/..%2fx", "posix", "/srv/a/..%2fx", "percent_encoded_traversal"],
    ["/srv/a/..%5cx", "posix", "/srv/a/..%5cx", "percent_encoded_traversal"],
    ["/srv/a/.%2e/x", "posix", "/srv/a/.%2e/x", "percent_encoded_traversal"],
    ["/srv/a/%252e%252e/x", "posix", "/srv/a/%252e%252e/x", "percent_encoded_traversal"],
    ["/srv/a/%252525252525252e%2e/x", "posix", "/srv/a/%252525252525252e%2e/x", "percent_encoded_traversal"],
    // A plain `..` elsewhere must not hide an encoded one.
    ["/srv/a/b/../%2e%2e/x", "posix", "/srv/a/%2e%2e/x", "percent_encoded_traversal"],
    // Overlong bytes and dots of other widths, for readers that take them for the plain ones.
    ["/srv/a/..%c0%afx", "posix", "/srv/a/..%c0%afx", "percent_encoded_traversal"],
    ["/srv/a/\uff0e\uff0e/x", "posix", "/srv/a/\uff0e\uff0e/x", "percent_encoded_traversal"],
    ["/srv/a/..\u2215x", "posix", "/srv/a/..\u2215x", "percent_encoded_traversal"],
    ["/srv/a/\uff0e/x\uff0e", "posix", "/srv/a/\uff0e/x\uff0e"],
    ["/srv/a/100%/x", "posix", "/srv/a/100%/x"],
    ["/srv/a/a%20b", "posix", "/srv/a/a%20b"],
    ["/srv/a/%2e", "posix", "/srv/a/%2e"],
    ["/srv/a/%2fetc", "posix", "/srv/a/%2fetc"],
  ]);
});

suite("Windows paths", () => {
  check(WINDOWS, [
    ["C:\\srv\\a\\x", "windows", "C:\\srv\\a\\x"],
    ["c:/srv/a/x/", "windows", "c:\\srv\\a\\x"],
    ["C:\\", "windows", "C:\\"],
    ["C:\\srv\\a\\..\\b", "windows", "C:\\srv\\b"],
    ["C:\\srv/a\\../b", "windows", "C:\\srv\\b"],
    ["C:x", "windows", null],
    ["C:", "windows", null],
    ["C:..\\x", "windows", null, "trailing_dot_or_space"],
    ["\\\\host\\share\\x", "unc", "\\\\host\\share\\x"],
    ["//host/share/x", "unc", "\\\\host\\share\\x"],
    ["/\\host\\share\\x", "unc", "\\\\host\\share\\x"],
    ["\\\\?\\C:\\x", "device", null],
    ["\\\\.\\pipe\\x", "device", null],
    ["//?/C:/x", "device", null],
    ["//", "unc", null],
    ["\\\\host", "unc", null],
    ["\\\\host\\..\\x", "unc", null],
    ["\\??\\C:\\x", "device", null, "alternate_stream"],
    ["\\Windows\\x", "relative", null],
    ["x\\y", "relative", "C:\\srv\\a\\x\\y"],
    ["..\\x", "relative", "C:\\srv\\x", "leaves_base"],
    ["C:\\srv\\a\\x.txt:stream", "windows", "C:\\srv\\a\\x.txt:stream", "alternate_stream"],
    ["x.txt::$DATA", "relative", "C:\\srv\\a\\x.txt::$DATA", "alternate_stream"],
    ["C:\\srv\\a\\x.", "windows", "C:\\srv\\a\\x.", "trailing_dot_or_space"],
    ["C:\\srv\\a \\x", "windows", "C:\\srv\\a \\x", "trailing_dot_or_space"],
    ["C:\\srv\\a\\...\\x", "windows", "C:\\srv\\a\\...\\x", "trailing_dot_or_space"],
    ["C:\\srv\\a\\.. \\x", "windows", "C:\\srv\\a\\.. \\x", "trailing_dot_or_space"],
    ["/srv/a/..\\..\\x", "posix", null, "mixed_separators"],
  ]);
  check(LINUX, [
    ["C:\\srv\\a\\..\\b", "windows", "C:\\srv\\b"],
    ["C:x", "windows", null],
    ["\\\\host\\share\\..\\x", "unc", "\\\\host\\share\\x"],
    ["\\\\?\\C:\\x", "device", null],
    ["\\\\.\\COM1", "device", null],
    ["//./etc/passwd", "device", null],
    ["C:\\a\\x:y", "windows", "C:\\a\\x:y", "alternate_stream"],
    ["C:\\a\\x ", "windows", null, "trailing_dot_or_space"],
  ]);
});

suite("file URIs", () => {
  check(
    LINUX,
    [
      ["file:///srv/a/x", "posix", "/srv/a/x"],
      ["FILE:///srv/a/x", "posix", "/srv/a/x"],
      [" f\ti\nl\re:///srv/a/x", "posix", "/srv/a/x"],
      ["\u0001file:///srv/a/x", "posix", "/srv/a/x"],
      ["file://localhost/srv/a/x", "posix", "/srv/a/x"],
      ["file:/srv/a/x", "posix", "/srv/a/x"],
      ["file:srv/a/x", "posix", "/srv/a/x"],
      ["file:\\srv\\a\\x", "posix", "/srv/a/x"],
      ["file:////srv/a/x", "posix", "/srv/a/x"],
      ["file:///srv/a/x?query#fragment", "posix", "/srv/a/x"],
      ["file:///srv/a/a%20b", "posix", "/srv/a/a b"],
      ["file:///srv/a/%25", "posix", "/srv/a/%"],
      ["file:///srv/a/x%00", "posix", null, "null_byte"],
      ["file:///srv/a/x%20", "posix", null],
      ["file:///srv/a%2Fx", "file_uri", null],
      ["file:///srv/a/%zz", "file_uri", null],
      ["file:///srv/a/%ff", "file_uri", null],
      ["file://[/x", "file_uri", null],
      ["file://evil.example/share/x", "unc", "\\\\evil.example\\share\\x"],
      ["file://user:pw@evil.example/share", "file_uri", null],
      ["file:///C:/x", "windows", "C:\\x"],
      ["file://C:/x", "windows", "C:\\x"],
      ["file:///~/x", "posix", "/~/x"],
      // Decoding before or after removing dots leads to different files, and links make even plain dots differ.
      ["file:///srv/a/../b", "posix", null],
      ["file:///srv/a/%2e%2e/b", "posix", null, "percent_encoded_traversal"],
      ["file:///srv/a/%252e%252e/b", "posix", null, "percent_encoded_traversal"],
      ["file:///srv/a/x?/../../../etc/passwd", "posix", null],
      ["file:///srv/a/x#/../../../etc/passwd", "posix", null],
      ["file:///srv/a/..%5cx", "posix", null, "percent_encoded_traversal", "mixed_separators"],
    ],
    true,
  );
  check(
    WINDOWS,
    [
      ["file:///C:/srv/a/x", "windows", "C:\\srv\\a\\x"],
      ["file:///c|/srv/a/x", "windows", "c:\\srv\\a\\x"],
      ["file:///srv/a/x", "file_uri", null, "alternate_stream"],
      ["file://host/share/x", "unc", "\\\\host\\share\\x"],
    ],
    true,
  );
});

suite("any path", () => {
  const part = fc.oneof(
    fc.constantFrom("..", ".", "", "a", "b", "~", "%2e%2e", "C:", "\\", "..\\", " ", "\0", "file:", "?", "x "),
    fc.string({ maxLength: 4 }),
  );
  const path = fc
    .tuple(
      fc.constantFrom("/", "", "~/", "C:\\", "\\\\h\\s\\", "file:///", "//"),
      fc.array(part),
      fc.constantFrom("/", "\\"),
    )
    .map(([start, parts, separator]) => start + parts.join(separator));

  test("resolvePath never throws and never gives a path with ..", () => {
    fc.assert(
      fc.property(path, fc.boolean(), fc.constantFrom(LINUX, WINDOWS, NOWHERE), (value, isUri, context) => {
        const { form, resolved } = resolvePath(value, isUri, context);
        if (resolved === null) return;
        const separator = /^[A-Za-z]:|^\\\\/.test(resolved) ? /[\\/]/ : "/";
        assert.equal(resolved.split(separator).includes(".."), false, `${form} ${resolved}`);
        assert.match(resolved, /^(?:\/|[A-Za-z]:\\|\\)/);
      }),
      { numRuns: 5000 },
    );
  });

  for (const [what, text] of [
    ["slashes", "/".repeat(1_000_000)],
    ["ups and downs", "/a/..".repeat(200_000)],
    ["spaces in the middle", `C:\\x${" ".repeat(1_000_000)}x`],
    ["dots", `C:\\${".".repeat(1_000_000)}x`],
    ["escapes", `/${"%41".repeat(300_000)}`],
    ["nested escapes", `/%${"25".repeat(500_000)}`],
    ["separators of both kinds", "\\/".repeat(500_000)],
    ["quotes", `${'"'.repeat(500_000)}/etc${'"'.repeat(500_000)}`],
  ] as const) {
    test(`resolvePath reads a million characters of ${what}`, () => {
      for (const context of [LINUX, WINDOWS]) {
        const { resolved } = resolvePath(text, false, context);
        assert.ok(resolved === null || !resolved.includes("/../"));
      }
    });
  }
});
