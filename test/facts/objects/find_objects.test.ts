import assert from "node:assert/strict";
import { test } from "node:test";
import { listStrings } from "../../../src/facts/arguments/list_strings.ts";
import { type DataLabels, findObjects } from "../../../src/facts/objects/find_objects.ts";

const labels: DataLabels = new Map([
  ["acme/plans", "private"],
  ["acme", "public"],
  ["acme/plans/x", "secret"],
]);

for (const [value, found] of [
  [{ owner: "acme", repo: "plans", path: "x" }, ["acme", "acme/plans", "acme/plans/x"]],
  [{ full_name: "acme/plans" }, ["acme/plans"]],
  [{ repo: "plans", owner: "acme" }, ["acme"]],
  [{ owner: "ac", repo: "me" }, []],
  [{ acme: "x" }, []],
] as const) {
  test(`findObjects finds ${found.join(", ") || "nothing"} in ${JSON.stringify(value)}`, () => {
    const facts = findObjects(listStrings(value, "/arguments"), labels);
    assert.deepEqual(
      facts.map(({ name }) => name),
      found,
    );
    assert.deepEqual(findObjects(listStrings(value, "/arguments"), new Map()), []);
  });
}

test("findObjects points at the first of the joined arguments", () => {
  assert.deepEqual(findObjects(listStrings({ n: 1, owner: "acme", repo: "plans" }, "/arguments").slice(0), labels)[1], {
    pointer: "/arguments/owner",
    name: "acme/plans",
    labels: ["private"],
  });
});
