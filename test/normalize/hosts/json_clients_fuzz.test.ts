import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { validate } from "../../../src/generated/validate_event.js";
import type { NormalizedPart } from "../../../src/normalize/entry.ts";
import { parseDocument } from "../../../src/normalize/formats/document.ts";
import { hosts } from "../../../src/normalize/hosts/all.ts";
import { isProblem } from "../../../src/normalize/problem.ts";

const kinds = ["claude_desktop", "claude_code", "cursor", "vscode", "windsurf", "gemini", "zed"];
const names = [
  ...["mcpServers", "servers", "context_servers", "projects", "disabledMcpServers", "permissions", "allow", "hooks"],
  ...["command", "path", "args", "env", "url", "httpUrl", "oauth", "clientSecret", "auth", "CLIENT_SECRET", "trust"],
  ...["allowedMcpServers", "serverCommand", "statusLine", "mcpAllowlist", "chat", "tools", "mcp", "mcp.servers"],
  ...["chat.mcp.serverSampling", "allowedDuringChat", "chat.mcp.discovery.enabled", "agent", "tool_permissions"],
  ...["default", "mcp:a:t", "excluded", "allowed", "security", "folderTrust", "settings", "__proto__", "a~/b", ""],
];
const words = ["", "x", "mcp__a__b", "Mcp(a:b)", "a:*", "*", "yolo", "allow", "bypassPermissions", "https://a.example"];

const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...words),
    fc.boolean(),
    fc.constantFrom(null, 1),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom(...names), tie("json")), { maxLength: 6 }).map((members) => ({ members })),
  ),
}));

/** Members may repeat, which no object of JavaScript can hold. */
function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join()}]`;
  if (typeof value !== "object" || value === null || !("members" in value)) return JSON.stringify(value);
  const members = value.members as [string, unknown][];
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${write(inner)}`).join(",\n")}}`;
}

describe("Readers of JSON clients", () => {
  it("take whatever stands under their names", () => {
    const own = hosts.filter(({ kind }) => kinds.includes(kind));
    const members = fc.array(fc.tuple(fc.constantFrom(...names), json), { maxLength: 8 });
    fc.assert(
      fc.property(
        members,
        fc.constantFrom(...own),
        fc.constantFrom(".mcp.json", "a.code-workspace"),
        (root, host, file) => {
          const text = write({ members: root });
          const document = parseDocument(new TextEncoder().encode(text), { path: file, syntax: "jsonc" });
          if (isProblem(document)) return;
          host.recognizes(file, document);
          host.holds?.(document);
          const part: NormalizedPart = host.read({ document, client: host.kind, source: "project" });
          const lines = text.split("\n").length;
          for (const { event, locate } of part.events) {
            assert.ok(validate(event), JSON.stringify(validate.errors));
            for (const pointer of ["", "/setting/value", "/server/enabled"]) assert.ok(locate(pointer).line <= lines);
          }
          for (const { line, column } of part.problems) assert.ok(line <= lines && column > 0);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
