// After masking, the secret is gone and the rest can still be read.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findSecrets, nameArguments } from "../../src/facts/secrets/detect_secrets.ts";
import { maskSecrets } from "../../src/facts/secrets/mask_secrets.ts";

const ROWS: readonly (readonly [args: readonly string[], masked: readonly string[]])[] = [
  [["--token=9f8a7b6c5d4e"], ["--token=[secret]"]],
  [
    ["--access-token", "sbp_b037XXXXXXXXXXXXXXXXXXXXXX6831"],
    ["--access-token", "[secret]"],
  ],
  [["https://bob:hunter22@proxy.corp/x?y=1"], ["https://[secret]@proxy.corp/x?y=1"]],
  [["https://h.example/mcp?api_key=9f8a7b6c5d4e&x=1"], ["https://h.example/mcp?api_key=[secret]&x=1"]],
  [
    ["--header", "Authorization: Bearer 9f8a7b6c5d4e3f2a"],
    ["--header", "Authorization: Bearer [secret]"],
  ],
  [
    ["-e", "NOTION_TOKEN=9f8a7b6c5d4e", "image"],
    ["-e", "NOTION_TOKEN=[secret]", "image"],
  ],
  [
    ["-c", "npx -y foo --api-key 9f8a7b6c5d4e3f2a --port 3"],
    ["-c", "npx -y foo --api-key [secret] --port 3"],
  ],
  [['{"Authorization": "Bearer ntn_9f8a7b6c5d4e3f"}'], ['{"Authorization": "Bearer [secret]"}']],
  [
    ["--password", "hunter22", "--again=hunter22"],
    ["--password", "[secret]", "--again=[secret]"],
  ],
  [
    ["-y", "@scope/pkg@1.2.3"],
    ["-y", "@scope/pkg@1.2.3"],
  ],
];

for (const [args, masked] of ROWS) {
  test(`maskSecrets turns ${args.join(" ")} into ${masked.join(" ")}`, async () => {
    const found = await findSecrets(nameArguments(args));
    assert.deepEqual(
      args.map((text) => maskSecrets(text, found)),
      masked,
    );
  });
}

const secretText = fc
  .tuple(fc.stringMatching(/^[a-z]{3}[0-9]{3}[A-Z]{3}$/), fc.stringMatching(/^[A-Za-z0-9]{7,30}$/))
  .map(([head, tail]) => `${head}${tail}`)
  .filter((text) => !/([xX0])\1\1/.test(text));
const placed = fc.oneof(
  secretText.map((secret) => ({ secret, args: ["--token", secret] })),
  secretText.map((secret) => ({ secret, args: [`--api-key=${secret}`] })),
  secretText.map((secret) => ({ secret, args: [`https://me:${secret}@h.example/p`] })),
  secretText.map((secret) => ({ secret, args: [`https://h.example/?access_token=${secret}#f`] })),
  secretText.map((secret) => ({ secret, args: ["--header", `Authorization: Bearer ${secret}`] })),
  secretText.map((secret) => ({ secret, args: ["-e", `DB_PASSWORD=${secret}`] })),
  secretText.map((secret) => ({ secret, args: ["-c", `tool --secret ${secret} | tee`] })),
  secretText.map((secret) => ({ secret, args: [`ghp_${secret.padEnd(40, "aB3")}`] })),
  secretText.map((secret) => ({ secret, args: ["--password", secret, `copy of ${secret} here`] })),
);

test("maskSecrets leaves no six characters of a secret in a row", async () => {
  await fc.assert(
    fc.asyncProperty(placed, async ({ secret, args }) => {
      const found = await findSecrets(nameArguments(args));
      const output = args.map((text) => maskSecrets(text, found)).join("\n");
      for (let at = 0; at + 6 <= secret.length; at += 1) {
        assert.ok(!output.includes(secret.slice(at, at + 6)), output);
      }
    }),
    { numRuns: 300 },
  );
});

test("findSecrets and maskSecrets take any text", async () => {
  const values = fc.array(
    fc.record({
      pointer: fc.constant("/x"),
      name: fc.string(),
      value: fc.string({ unit: "grapheme", maxLength: 200 }),
    }),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(values, async (list) => {
      const found = await findSecrets(list);
      for (const { value } of list) maskSecrets(value, found);
    }),
    { numRuns: 200 },
  );
});
