// Turns Claude Code's .mcp.json, managed-mcp.json and ~/.claude.json into events.
import { type Document, escapePointer } from "../document.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers } from "../json_tree.ts";
import { approvalLists, type EntrySetting, joinParts, readServerMaps, readServers } from "../server_map.ts";
import { readProjectApprovals } from "./claude_code_settings.ts";
import { endOfPath, type Host } from "./host.ts";

// The headers helper is a shell command that the client runs before it connects.
const settings: readonly EntrySetting[] = [
  ...approvalLists,
  { key: "headersHelper", name: "headers_helper", form: "text" },
];

/** A plugin's .mcp.json may be the map itself, without `mcpServers` around it. */
function isBareMap({ file, root }: Document): boolean {
  if (endOfPath(file, 1) !== ".mcp.json") return false;
  if (root.type !== "object" || findMembers(root, "mcpServers").length > 0) return false;
  return root.members.some(({ value }) => findMembers(value, "command").length + findMembers(value, "url").length > 0);
}

function readProjects(context: ReadContext, urlKeys: readonly string[]): NormalizedPart {
  const projects = findMembers(context.document.root, "projects").flatMap(({ value }) =>
    value.type === "object" ? value.members : [],
  );
  return joinParts(
    projects.flatMap(({ name, value }) => {
      const pointer = `/projects/${escapePointer(name)}`;
      return [
        readServerMaps(value, "mcpServers", pointer, context, { settings, urlKeys }),
        readProjectApprovals(value, pointer, context),
      ];
    }),
  );
}

export function readClaudeCodeServers(context: ReadContext, urlKeys: readonly string[] = ["url"]): NormalizedPart {
  const { root } = context.document;
  if (isBareMap(context.document)) return readServers(root, "", context, { settings, urlKeys });
  return joinParts([
    readServerMaps(root, "mcpServers", "", context, { settings, urlKeys }),
    readProjects(context, urlKeys),
  ]);
}

export const claudeCode: Host = {
  kind: "claude_code",
  label: "Claude Code",
  syntax: "json",
  recognizes(path, document) {
    if (!["managed-mcp.json", ".mcp.json", ".claude.json"].includes(endOfPath(path, 1))) return false;
    // Visual Studio keeps a file of the same name with VS Code's `servers`.
    const root = document?.root;
    return !root || findMembers(root, "servers").length === 0 || findMembers(root, "mcpServers").length > 0;
  },
  read(document, source) {
    return readClaudeCodeServers({ document, client: "claude_code", source });
  },
};
