import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describePaths, isInside, resolveRoots } from "../../../src/facts/paths/describe_paths.ts";
import { type PathContext, resolvePath } from "../../../src/facts/paths/resolve_path.ts";

const LINUX: PathContext = { platform: "linux", home: "/home/u", cwd: undefined, followLinks: false };

suite("isInside", () => {
  for (const [path, root, platform, inside] of [
    ["/srv/a", "/srv/a", "linux", true],
    ["/srv/a/x", "/srv/a", "linux", true],
    ["/srv/a/..x", "/srv/a", "linux", true],
    ["/srv/a/x", "/", "linux", true],
    ["/srv/ab", "/srv/a", "linux", false],
    ["/srv/a-secret/x", "/srv/a", "linux", false],
    ["/srv", "/srv/a", "linux", false],
    ["/srv/b", "/srv/a", "linux", false],
    ["/srv/A/x", "/srv/a", "linux", false],
    ["/srv/A/x", "/srv/a", "darwin", true],
    ["/srv/e\u0301/x", "/srv/\u00e9", "darwin", true],
    ["/srv/e\u0301/x", "/srv/\u00e9", "linux", false],
    ["C:\\Srv\\A\\x", "c:\\srv\\a", "win32", true],
    ["C:\\Srv\\A\\x", "c:\\srv\\a", "linux", true],
    ["C:\\srv\\ab", "C:\\srv\\a", "win32", false],
    ["D:\\srv\\a\\x", "C:\\srv\\a", "win32", false],
    ["C:\\x", "C:\\", "win32", true],
    ["\\\\host\\share\\x", "\\\\host\\share", "win32", true],
    ["\\\\host\\share2\\x", "\\\\host\\share", "win32", false],
    ["\\\\other\\share\\x", "\\\\host\\share", "win32", false],
    ["\\\\host\\share\\x", "C:\\", "win32", false],
    ["C:\\x", "/", "linux", false],
    ["C:\\x", "/", "win32", false],
    ["/srv/x", "C:\\srv", "win32", false],
    ["/srv/x", "\\\\srv\\x", "linux", false],
    // NTFS and APFS keep these apart, or did when the volume was made.
    ["C:\\\u212a", "C:\\k", "win32", false],
    ["C:\\\u212b", "C:\\\u00e5", "win32", false],
    ["C:\\\u2126", "C:\\\u03c9", "win32", false],
    ["C:\\\u0130", "C:\\i\u0307", "win32", false],
    ["C:\\\u0131", "C:\\I", "win32", false],
    ["C:\\\u017f", "C:\\S", "win32", false],
    ["C:\\\u1e9e", "C:\\\u00df", "win32", false],
    ["C:\\\u1c90", "C:\\\u10d0", "win32", false],
    ["C:\\e\u0301", "C:\\\u00e9", "win32", false],
    ["C:\\\u00c4\u0416\u03a3", "C:\\\u00e4\u0436\u03c3", "win32", true],
    ["/srv/\u0130", "/srv/i\u0307", "darwin", false],
    ["/srv/\u00c9", "/srv/e\u0301", "darwin", true],
    ["/srv/a/../b", "/srv/a", "linux", false],
    ["\\\\srv\\x", "/", "linux", false],
  ] as const) {
    test(`isInside says ${inside} for ${path} in ${root} on ${platform}`, () => {
      assert.equal(isInside(path, root, platform), inside);
    });
  }

  const name = fc.stringMatching(/^[A-Za-z0-9 ._-]{1,6}$/).filter((text) => text !== "." && text !== "..");
  const names = fc.array(name, { maxLength: 5 });

  test("isInside agrees with a comparison of components", () => {
    const pair = fc.oneof(
      fc.tuple(names, names),
      fc.tuple(names, names).map(([root, rest]) => [root, [...root, ...rest]] as [string[], string[]]),
      fc
        .tuple(names, name)
        .map(([root, more]) => [root, [...root.slice(0, -1), `${root.at(-1) ?? ""}${more}`]] as [string[], string[]]),
    );
    fc.assert(
      fc.property(
        pair,
        fc.constantFrom(["/", "/", "linux"] as const, ["C:\\", "\\", "win32"] as const),
        ([root, path], [start, separator, platform]) => {
          const same = (a: string, b: string | undefined) =>
            platform === "win32" ? a.toLowerCase() === b?.toLowerCase() : a === b;
          const expected = root.length <= path.length && root.every((part, index) => same(part, path[index]));
          assert.equal(isInside(start + path.join(separator), start + root.join(separator), platform), expected);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("a root with safe components behind it is always inside", () => {
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1 }),
        fc.array(fc.oneof(name, fc.constantFrom(".", ""))),
        (root, rest) => {
          const base = `/${root.join("/")}`;
          const { resolved } = resolvePath([base, ...rest, "x"].join("/"), false, LINUX);
          assert.ok(resolved !== null);
          assert.equal(isInside(resolved, base, "linux"), true);
        },
      ),
    );
  });

  test("a root with enough .. behind it is never inside", () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), names, fc.nat(3), (root, rest, more) => {
        const base = `/${root.join("/")}`;
        const ups = Array(rest.length + 1 + more).fill("..");
        // The name that the climb ends in must not lead back into the root.
        const { resolved } = resolvePath([base, ...rest, ...ups, "\u00fcber"].join("/"), false, LINUX);
        assert.ok(resolved !== null);
        assert.equal(isInside(resolved, base, "linux"), false);
      }),
    );
  });
});

suite("describePaths", () => {
  test("describePaths names the roots as the operator wrote them, once each", () => {
    const roots = resolveRoots(["/srv/a/", "~/notes", "/srv", "/srv/a/", "relative", "~other"], LINUX);
    assert.deepEqual(roots, [
      { root: "/srv/a/", resolved: "/srv/a", lexical: "/srv/a" },
      { root: "~/notes", resolved: "/home/u/notes", lexical: "/home/u/notes" },
      { root: "/srv", resolved: "/srv", lexical: "/srv" },
      { root: "relative", resolved: null, lexical: null },
      { root: "~other", resolved: null, lexical: null },
    ]);
    const candidates = [
      { pointer: "/arguments/a", value: "/srv/a/x", found_by: "name" },
      { pointer: "/arguments/b", value: "~/notes/x", found_by: "form" },
      { pointer: "/arguments/c", value: "file:///srv/b", found_by: "uri" },
      { pointer: "/arguments/d", value: "relative/x", found_by: "name" },
    ] as const;
    assert.deepEqual(describePaths(candidates, roots, LINUX), [
      {
        pointer: "/arguments/a",
        written: "/srv/a/x",
        form: "posix",
        found_by: "name",
        resolved: "/srv/a/x",
        inside: ["/srv/a/", "/srv"],
        marks: [],
      },
      {
        pointer: "/arguments/b",
        written: "~/notes/x",
        form: "home",
        found_by: "form",
        resolved: "/home/u/notes/x",
        inside: ["~/notes"],
        marks: [],
      },
      {
        pointer: "/arguments/c",
        written: "file:///srv/b",
        form: "posix",
        found_by: "uri",
        resolved: "/srv/b",
        inside: ["/srv"],
        marks: [],
      },
      {
        pointer: "/arguments/d",
        written: "relative/x",
        form: "relative",
        found_by: "name",
        resolved: null,
        inside: [],
        marks: [],
      },
    ]);
  });

  for (const [value, found_by, list, resolved, ...marks] of [
    ["/srv/a", "name", true, "/srv/a", "list"],
    ["-rf", "name", undefined, null, "option_like"],
    [" --x", "name", undefined, null, "option_like"],
    ["x".repeat(4096), "name", undefined, null],
    ["x".repeat(4097), "name", undefined, null, "too_long"],
    ["/-x", "form", undefined, "/-x"],
  ] as const) {
    test(`describePaths marks ${value.slice(0, 20)} (${value.length})`, () => {
      const candidate = { pointer: "", value, found_by, ...(list === undefined ? {} : { list }) };
      const [fact] = describePaths([candidate], [], LINUX);
      assert.deepEqual([fact?.resolved, ...(fact?.marks ?? [])], [resolved, ...marks]);
      assert.equal(fact?.written, value.length > 4096 ? undefined : value);
    });
  }
});
