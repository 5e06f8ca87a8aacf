// Texts made to keep an expression busy: to finish is to pass.
import assert from "node:assert/strict";
import { test } from "node:test";
import { detectSecrets, findSecrets, nameArguments } from "../../src/facts/secrets/detect_secrets.ts";
import { findNamedSecrets } from "../../src/facts/secrets/find_named.ts";
import { findShapes, isInnocent } from "../../src/facts/secrets/find_shapes.ts";
import { createMasker, maskSecrets } from "../../src/facts/secrets/mask_secrets.ts";
import { classifyName, flattenName } from "../../src/facts/secrets/secret_name.ts";
import { judgeNamedValue } from "../../src/facts/secrets/secret_span.ts";
import {
  hasTokenPrefix,
  isPlaceholder,
  isPrefixedToken,
  isRedactedToken,
  looksRandom,
  stripReferences,
} from "../../src/facts/secrets/secret_value.ts";

const UNITS = [
  ..."aA1]>)}\"'`_.-x0#$%{&?:/@=\\ \n",
  "a1",
  "Aa1",
  "aB",
  ">a",
  'a="',
  '"a":"',
  "a:bearer ",
  "eyJaaaaaa",
  "eyJaaaaaa.",
  "://a1",
  "a1://",
  "https://a1:",
  "-a '",
  "-a ",
  "${",
  "${a:-",
  "%a1",
  "{{a1",
  "$A",
  "-----BEGIN a1",
  "sk-a1",
  "AKIA1",
  "mysql://a1:a1@",
  "&a1=",
  '{"a1":',
  "%61",
  "-H ",
  "-u a:",
  "/mcp/",
  "?k=",
  '{\\"',
  "Authorization: ",
  "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",
] as const;

for (const unit of UNITS) {
  test(`every function takes 100,000 characters of ${JSON.stringify(unit)}`, async () => {
    const text = unit.repeat(Math.ceil(1e5 / unit.length));
    for (const value of [`${text}!`, `sk-${text} a1B2c3d4e5f6`]) {
      for (const judge of [flattenName, classifyName, stripReferences, hasTokenPrefix, isPlaceholder, looksRandom])
        judge(value);
      for (const judge of [isPrefixedToken, isRedactedToken, isInnocent]) judge(value);
      judgeNamedValue("token", value, 0);
      judgeNamedValue(value, value, 0);
      findNamedSecrets("token", value);
      findNamedSecrets(value, value);
      await findShapes([{ name: "TOKEN", value: value.slice(0, 65_536) }]);
      const values = [
        { pointer: "/x", name: value, value },
        { pointer: "/y", name: "TOKEN", value },
        ...nameArguments([value, value]),
      ];
      await detectSecrets(values);
      maskSecrets(value, await findSecrets(values));
    }
  });
}

test("ten thousand arguments with a secret each are found and masked", async () => {
  for (const create of [
    (index: number) => `--token=${index}aB3xY9kLmN${index}`,
    (index: number) => `--token=aB3xY9kLmN${index}`,
    (index: number) => `ghp_wWPw5k4aXcaT4fNP0UcnZwJU${String(index).padStart(8, "7")}`,
  ]) {
    const args = Array.from({ length: 10_000 }, (_, index) => create(index));
    const found = await findSecrets(nameArguments(args));
    assert.equal(found.length, args.length);
    const { mask } = createMasker(found);
    for (const arg of args) assert.match(mask(arg), /^(?:--token=)?\[secret\]$/);
  }
});

test("a masker gives up reading, not masking, when secrets are made to be alike", async () => {
  const args = Array.from({ length: 300 }, (_, index) => `--token=${"a1".repeat(100 + index)}b`);
  const { mask } = createMasker(await findSecrets(nameArguments(args)));
  const masked = mask(`start ${"a1".repeat(40_000)} ghp_aB3`);
  assert.match(masked, /^start /);
  assert.ok(masked.endsWith("[secret]"));
});

test("a value of more than 64 KiB is one secret when its first 64 KiB hold one or its name says so", async () => {
  const long = "word ".repeat(20_000);
  const token = "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";
  const value = `a ${token} ${long}`;
  const found = await findSecrets([
    { pointer: "/a", name: "", value },
    { pointer: "/b", name: "PASSWORD", value: long },
    { pointer: "/c", name: "", value: long },
  ]);
  assert.deepEqual(
    found.map(({ pointer, type }) => [pointer, type]),
    [
      ["/a", "github"],
      ["/b", "password"],
    ],
  );
  assert.equal(maskSecrets(value, found), "[secret]");
});

test("flattenName reads a long name from its end", () => {
  assert.equal(classifyName(`${"A".repeat(100_000)}_TOKEN`), "token");
});
