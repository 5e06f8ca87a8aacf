import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { suite, test } from "node:test";
import fc from "fast-check";
import { digestEntry, digestValue } from "../../src/facts/digest.ts";
import type { Server } from "../../src/generated/event.ts";

const entry: Server = {
  name: "files",
  transport: "stdio",
  command: "npx",
  args: ["-y", "pkg@1.0.0"],
  env_keys: ["B", "A"],
  cwd: "/srv",
};

suite("digestValue", () => {
  test("digestValue is the SHA-256 of the JSON with members in order", () => {
    const expected = createHash("sha256").update('{"a":[1,{"b":null,"c":"\\u0000"}],"z":true}').digest("hex");
    assert.equal(digestValue({ z: true, a: [1, { c: "\0", b: null }] }), `sha256:${expected}`);
  });

  test("digestValue is equal exactly where the JSON values are", () => {
    const turn = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turn);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, member]) => [name, turn(member)]),
      );
    };
    fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(digestValue(turn(value)), digestValue(value))));
    fc.assert(
      fc.property(fc.json(), fc.json(), (a, b) => {
        const [left, right] = [JSON.parse(a), JSON.parse(b)];
        if (digestValue(left) === digestValue(right)) assert.deepEqual(left, right);
      }),
    );
  });
});

suite("digestEntry", () => {
  test("digestEntry stays the same while the server does", () => {
    const same: readonly Server[] = [
      { ...entry, name: "other" },
      { ...entry, env_keys: ["A", "B"] },
      { ...entry, origin: { source: "project", path: "/x" } },
      { ...entry, url: null },
      Object.fromEntries(Object.entries(entry).reverse()) as unknown as Server,
    ];
    for (const server of same) assert.equal(digestEntry(server), digestEntry(entry));
    const remote: Server = { name: "r", transport: "http", url: "https://x.y/", header_names: ["B", "a"] };
    assert.equal(digestEntry({ ...remote, header_names: ["A", "b"] }), digestEntry(remote));
  });

  test("digestEntry changes with everything that decides what is started", () => {
    const others: readonly Server[] = [
      entry,
      { ...entry, transport: "http" },
      { ...entry, command: "npx.cmd" },
      { ...entry, args: ["-y", "pkg@1.0.1"] },
      { ...entry, args: ["pkg@1.0.0", "-y"] },
      { ...entry, args: ["-y pkg@1.0.0"] },
      { ...entry, args: [] },
      { ...entry, env_keys: ["A"] },
      { ...entry, env_keys: [] },
      { ...entry, env_keys: ["A,B"] },
      { ...entry, env_file: ".env" },
      { ...entry, cwd: "/srv2" },
      { ...entry, url: "https://x.y/" },
      { ...entry, header_names: ["A"] },
      { name: "files" },
    ];
    assert.equal(new Set(others.map(digestEntry)).size, others.length);
  });
});
