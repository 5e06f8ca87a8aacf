import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { saysNoPath, saysPath, saysPlace } from "../../../src/facts/paths/parameter_names.ts";

suite("saysPath", () => {
  for (const [name, expected] of [
    ["path", true],
    ["repo_path", true],
    ["filePath", true],
    ["files", true],
    ["cwd", true],
    ["file_text", false],
    ["fileContent", false],
    ["content", false],
    ["name", false],
  ] as const) {
    test(`${name}: ${expected}`, () => assert.equal(saysPath(name), expected));
  }

  test("saysPlace knows ends of a move", () => {
    assert.equal(saysPlace("destination"), true);
    assert.equal(saysPlace("language"), false);
  });
});

/** Name, value, whether it is none. What is none is judged by no folder grant. */
const ROWS: readonly (readonly [string, string, boolean])[] = [
  ["content", "see ../README.md for more", true],
  ["new_string", "import x from '../x'", true],
  ["file_path", "import x from '../x'", false],
  ["body", "<a href='/etc/x'>", true],
  ["content", "/etc/passwd", false],
  ["text", "../secret", false],
  ["library_id", "/vercel/next.js", true],
  ["endpoint", "/v1/users/42", true],
  ["key", "/acme/db/host", true],
  ["key", "/etc/passwd", false],
  ["id", "/home/ana/.ssh/id_rsa", false],
  ["id", "/srv/work/a", false],
  ["id", "/Users/ana", false],
  ["id", "/acme/../etc/passwd", false],
  ["id", "/acme/.env", false],
  ["id", "/acme//etc", false],
  ["id", "//host/share", false],
  ["id", "/acme\\..\\etc", false],
  ["id", "~/x", false],
  ["id", "C:/Windows", false],
  ["id", "/a", false],
  ["uri", "/acme/x", false],
  ["name", "/acme/x", false],
  ["path", "/acme/x", false],
  ["id", `/${"a/".repeat(200)}`, false],
];

suite("saysNoPath", () => {
  for (const [name, value, expected] of ROWS) {
    test(`${name}: ${value.slice(0, 40)}`, () => assert.equal(saysNoPath(name, value), expected));
  }

  test("is never said of what climbs, hides or starts at a machine's own folder", () => {
    const part = fc.stringMatching(/^[a-z0-9._-]{1,8}$/);
    const risky = fc.constantFrom("..", ".ssh", "");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), risky, fc.array(part, { maxLength: 3 }), (before, bad, after) => {
        assert.equal(saysNoPath("id", `/${[...before, bad, "x", ...after].join("/")}`), false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom("etc", "home", "srv", "root", "tmp", "var", "Users", "proc"), part, (top, rest) => {
        assert.equal(saysNoPath("id", `/${top}/${rest}`), false);
      }),
    );
  });

  test("takes linear time", () => {
    assert.equal(saysNoPath("id", `/${"a".repeat(1_000_000)}`), false);
    assert.equal(saysNoPath("content", " ".repeat(1_000_000)), true);
  });
});
