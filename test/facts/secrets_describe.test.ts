import assert from "node:assert/strict";
import { test } from "node:test";
import { describeSecrets } from "../../src/facts/secrets/describe_secrets.ts";
import type { Event } from "../../src/generated/event.ts";

const token = `ghp_${"aB3dE6gH9jK2mN5pQ8sT".repeat(2).slice(0, 36)}`;

test("describeSecrets finds secrets in arguments, results and URLs, and leaves the rest", async () => {
  const event: Event = {
    kind: "tool_call",
    arguments: { body: `use ${token}`, list: [{ text: "nothing" }], n: 1 },
    result: { content: [{ type: "text", text: token }] },
    fetch: { url: `https://user:${token}@a.example/` },
    authorization: { phase: "token", url: `https://a.example/?t=${token}` },
    facts: { paths: [] },
  };
  const described = await describeSecrets(event);
  assert.deepEqual(
    described.facts?.secrets?.map(({ pointer, found_by }) => [pointer, found_by]),
    [
      ["/arguments/body", "shape"],
      ["/result/content/0/text", "shape"],
      ["/fetch/url", "shape"],
      ["/authorization/url", "shape"],
    ],
  );
  assert.deepEqual(described.facts?.paths, []);
  assert.ok(!JSON.stringify(described.facts).includes("ghp_"));
  assert.equal(await describeSecrets(described), described);
});

test("describeSecrets says that there are none", async () => {
  assert.deepEqual((await describeSecrets({ kind: "report" })).facts, { secrets: [] });
  assert.deepEqual((await describeSecrets({ kind: "tool_call", arguments: { a: "b" } })).facts, { secrets: [] });
});

test("describeSecrets refuses what is too much to search", async () => {
  const many = { kind: "tool_call", arguments: { a: Array(16_385).fill("x") } } as const;
  await assert.rejects(describeSecrets(structuredClone(many) as unknown as Event), RangeError);
  await assert.rejects(
    describeSecrets({ kind: "tool_call", arguments: { a: "x".repeat(4 * 1024 * 1024 + 1) } }),
    RangeError,
  );
});
