import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { describeUrl } from "../../../src/facts/urls/describe_url.ts";
import { findUrls } from "../../../src/facts/urls/find_urls.ts";

function summarize(value: string): (string | boolean | undefined)[][] {
  return findUrls([{ pointer: "/a", value }]).map(({ scheme, host, whole }) => [scheme, host, whole]);
}

suite("findUrls", () => {
  for (const [value, found] of [
    ["https://a.example/x", [["https", "a.example", true]]],
    [" https://a.example ", [["https", "a.example", true]]],
    ["https:a.example", [["https", "a.example", true]]],
    ["http:\\\\a.example", [["http", "a.example", true]]],
    ["ht\ntps:a.example", [["https", "a.example", true]]],
    [
      "https://a.example\nhttps://b.example",
      [
        ["https", "a.examplehttps", true],
        ["https", "a.example", false],
        ["https", "b.example", false],
      ],
    ],
    ["javascript:alert(1)", [["javascript", "", true]]],
    ["data:text/html,<b>x y", [["data", "", true]]],
    ["file:///etc/passwd", [["file", "", true]]],
    [
      "see (https://a.example/x). Or <http://127.1:80/>!",
      [
        ["https", "a.example", false],
        ["http", "127.0.0.1", false],
      ],
    ],
    ["[x](https://a.example)", [["https", "a.example", false]]],
    ["postgres://u:p@db.internal/x", [["postgres", "db.internal", true]]],
    ["https://exa mple.com", [["https", "exa", false]]],
    ["data: what we know", []],
    ["note: this", []],
    ["a.example", []],
    ["urn:x:y", []],
    ["\u0001https://a.example/\0 ", [["https", "a.example", true]]],
    ["\u00a0https://a.example/", [["https", "a.example", true]]],
    ["http://127.0.0.1/ x", [["http", "127.0.0.1", false]]],
  ] as const) {
    test(`findUrls finds ${found.length} in ${JSON.stringify(value)}`, () => {
      assert.deepEqual(summarize(value), found);
    });
  }

  for (const [value, word] of [
    ["http://169.254.169.254/ x", "url"],
    ["https://a.example/?q=a b", "uris"],
    ["https://a.example/\u00a0x", "href"],
    ["https://a.example/ x", "imageurl"],
    ["https://a.example/ x", "proxy"],
  ] as const) {
    test(`findUrls takes ${JSON.stringify(value)} as one URL under ${word}`, () => {
      const [first] = findUrls([{ pointer: "/a", value, words: ["my", word] }]);
      assert.deepEqual([first?.host, first?.whole], [new URL(value).hostname, true]);
      assert.deepEqual(
        findUrls([{ pointer: "/a", value, words: ["my", "text"] }]).map(({ whole }) => whole),
        [false],
      );
    });
  }

  test("findUrls refuses too many, and takes long texts", () => {
    assert.equal(summarize("http://a ".repeat(1024)).length, 1024);
    assert.throws(() => summarize("http://a ".repeat(1025)), RangeError);
    assert.throws(() => findUrls(Array(1025).fill({ pointer: "", value: "http://a" })), RangeError);
    for (const piece of ["a", "a.", "a:", "a:/", ".", "://", "\t:"]) summarize(`${piece.repeat(300_000)}://`);
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(summarize(`x ${text}://${text}`))));
  });
});

suite("deceptive", () => {
  for (const [url, deceptive] of [
    ["https://example.com/", undefined],
    ["https://b\u00fccher.example/", ["punycode"]],
    ["https://xn--pple-43d.com/", ["punycode", "mixed_script"]],
    ["https://\u0430pple.com/", ["punycode", "mixed_script"]],
    ["https://\u043c\u043e\u0441\u043a\u0432\u0430.example/", ["punycode"]],
    ["https://\u65e5\u672c\u306eabc.example/", ["punycode"]],
    ["app://g\u043e\u043egle.com/", ["punycode", "mixed_script"]],
    ["https://github.com@evil.example/", ["user_info_lookalike"]],
    ["https://github.com%2Flogin@evil.example/", ["user_info_lookalike"]],
    ["https://github.com:443@evil.example/", ["user_info_lookalike"]],
    ["https://api.example.com\\@evil.example/", ["backslash"]],
    ["https:\\\\example.com/", ["backslash"]],
    ["https://example.com/?a=\\@evil.example", undefined],
    ["https://example.com/#\\", undefined],
    ["https://user@example.com/", undefined],
    ["https://user:github.com@example.com/", undefined],
  ] as const) {
    test(`describeUrl says ${deceptive?.join(", ") ?? "nothing"} of ${url}`, () => {
      assert.deepEqual(describeUrl(url, "")?.deceptive, deceptive);
    });
  }
});

test("describeUrl and findUrls still see names beyond ASCII when V8 has optimized them", () => {
  const value = "https://b\u00fccher.example/";
  for (let turn = 0; turn < 20_000; turn += 1) {
    assert.equal(describeUrl(value, "")?.host, "xn--bcher-kva.example");
    assert.equal(findUrls([{ pointer: "", value }]).length, 1);
  }
});
