// Which package names could be mistaken for a well-known one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findSimilarPackages } from "../../src/facts/package/similar_packages.ts";

const KNOWN = [
  "@modelcontextprotocol/server-filesystem",
  "@modelcontextprotocol/server-memory",
  "@playwright/mcp",
  "mcp-server-git",
  "mcp-remote",
  "react",
  "exa",
];

const ROWS: readonly (readonly [name: string, similar: readonly string[]])[] = [
  ["@modelcontextprotocol/server-filesystem", []],
  ["@modelcontextprotocol/server-filesystm", ["@modelcontextprotocol/server-filesystem"]],
  ["@modelcontextprotocal/server-memory", ["@modelcontextprotocol/server-memory"]],
  ["@modelcontextprotoc0l/server-mem0ry", ["@modelcontextprotocol/server-memory"]],
  ["modelcontextprotocol-server-memory", ["@modelcontextprotocol/server-memory"]],
  ["mcp_server_git", ["mcp-server-git"]],
  ["mcp-server-g1t", ["mcp-server-git"]],
  ["mcpservergit", ["mcp-server-git"]],
  ["mcp-sevrer-git", ["mcp-server-git"]],
  ["mcp-server-github", []],
  ["mcp-remotes", ["mcp-remote"]],
  ["MCP-REMOTE", []],
  ["raect", ["react"]],
  ["reacts", ["react"]],
  ["reactjs", []],
  ["r3act", ["react"]],
  ["ex", []],
  ["exb", []],
  ["something-else", []],
  // In a well-known publisher's scope, the words of somebody's well-known package.
  ["@playwright/mcp-filesystem-server", ["@modelcontextprotocol/server-filesystem"]],
  ["@modelcontextprotocol/memory_mcp", ["@modelcontextprotocol/server-memory"]],
  ["@playwright/server-git", ["mcp-server-git"]],
  ["@acme/mcp-filesystem-server", []],
  ["mcp-filesystem-server", []],
  ["@playwright/mcp-server", []],
  ["@playwright/filesystem-watch", []],
  ["@playwright", []],
  ["__proto__", []],
];

for (const [name, similar] of ROWS) {
  test(`findSimilarPackages finds ${similar.length} names for ${name}`, () => {
    assert.deepEqual(findSimilarPackages({ name }, KNOWN), similar);
  });
}
