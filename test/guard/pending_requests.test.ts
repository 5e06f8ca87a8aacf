// What is kept of requests is bounded, whoever sends them and whatever they hold.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRequest, PendingRequests } from "../../src/guard/pending_requests.ts";

const long = "x".repeat(1024 * 1024);

for (const [what, id, params] of [
  ["ids", (index: number) => `${index}${long}`, {}],
  ["names", (index: number) => index, { name: long }],
  ["addresses", (index: number) => index, { uri: long }],
] as const)
  test(`of requests with long ${what} the newest are known`, () => {
    const pending = new PendingRequests();
    const open = (index: number) => {
      const request = openRequest(
        { method: "resources/read", params },
        undefined,
        { principal: undefined, http: undefined },
        1,
      );
      pending.add(id(index), request);
    };
    const known = () => Array.from({ length: 12 }, (_, index) => index).filter((index) => pending.has(id(index)));
    for (let index = 0; index < 10; index += 1) open(index);
    assert.deepEqual(known(), [7, 8, 9]);
    // What was answered makes room.
    for (let index = 0; index < 10; index += 1) pending.take(id(index));
    for (const index of [10, 11]) open(index);
    assert.deepEqual(known(), [10, 11]);
  });
