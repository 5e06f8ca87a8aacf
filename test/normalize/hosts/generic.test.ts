import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readHost, testPlaces, testRows } from "./read_host.ts";

describe("an mcp.json that is no client's own", () => {
  describe("on each platform", () => {
    testPlaces("Any client", { user: ["CONFIG/mcp/mcp.json"], project: ["./mcp.json"] });
  });

  testRows("mcp.json", "unknown", [
    [
      '{"mcpServers": {"a": {"command": "x"}}, "servers": {"b": {"url": "https://b.example"}}}',
      [
        { name: "a", transport: "stdio", command: "x", pointer: "/mcpServers/a" },
        { name: "b", transport: "http", url: "https://b.example", pointer: "/servers/b" },
      ],
      [],
    ],
    ['{"version": 3, "tools": []}', [], []],
  ]);

  it("is known in any folder but those of clients", async (test) => {
    assert.equal((await readHost(test, ".config/mcp/mcp.json", "{}")).client, "unknown");
    assert.equal((await readHost(test, ".junie/mcp/mcp.json", "{}")).client, "junie");
  });
});
