// What cannot be seen is written out: in text for people, in JSON without a change of the value.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Finding } from "../../src/check/finding.ts";
import { renderCheckJson } from "../../src/report/check_json.ts";
import { renderCheckText } from "../../src/report/check_text.ts";
import { createColors } from "../../src/report/colors.ts";
import { renderJson } from "../../src/report/json_text.ts";
import { printable } from "../../src/report/place.ts";

const UNSEEN = [
  0x00, 0x07, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x115f, 0x1160, 0x200b, 0x200e, 0x202e, 0x2028, 0x2029, 0x2066, 0x2800,
  0x3164, 0xfeff, 0xfe0f, 0xffa0, 0xe0041,
];
const SEEN = ["plain", "Grüße", "東京", "a b", "🙂", "한글", "é"];
const bundle = { name: "x", revision: "1", digest: `sha256:${"0".repeat(64)}` };
const context = {
  bundle,
  profile: "team",
  mode: "enforce",
  colors: createColors(false),
  columns: 80,
  settings: undefined,
} as const;

function createFinding(subject: string, code = "a.b"): Finding {
  const place = { file: "f", line: 1, column: 1, subject, code, clause: "a.b" };
  const kind = { effect: "deny", severity: "high", responsible: "operator" } as const;
  return {
    ...place,
    ...kind,
    title: "t",
    description: "d",
    remedy: "r",
    args: { name: subject },
    fingerprint: "0".repeat(32),
  };
}

for (const code of UNSEEN) {
  const character = String.fromCodePoint(code);
  test(`U+${code.toString(16)} is escaped in text and in JSON`, () => {
    const findings = [createFinding(`a${character}b`)];
    const result = {
      files: [{ path: "f", client: null, servers: 1, settings: 0 }],
      findings,
      servers: [],
      problems: [],
    };
    const json = renderCheckJson(result, context);
    assert.ok(!json.includes(character));
    assert.deepEqual(JSON.parse(json).findings, findings);
    assert.equal(printable(`a${character}b`), `a\\u{${code.toString(16)}}b`);
  });
}

test("what can be seen stays as it is", () => {
  for (const text of SEEN) {
    assert.equal(printable(text), text);
    assert.equal(renderJson(text), `"${text}"\n`);
  }
});

test("renderJson keeps every value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      assert.equal(JSON.stringify(JSON.parse(renderJson(value))), JSON.stringify(value));
    }),
  );
});

test("renderCheckText takes sixty thousand findings of many files", () => {
  const findings = Array.from({ length: 60_000 }, (_, index) => ({ ...createFinding("a"), file: `${index % 5000}` }));
  const files = Array.from({ length: 5000 }, (_, index) => ({
    path: `${index}`,
    client: null,
    servers: 1,
    settings: 0,
  }));
  const one = {
    files: files.slice(0, 1),
    findings: findings.map((finding) => ({ ...finding, file: "0" })),
    servers: [],
    problems: [],
  };
  for (const result of [{ files, findings, servers: [], problems: [] }, one]) {
    assert.equal(renderCheckText(result, context).split("  a (name: a)").length, 60_001);
  }
});
