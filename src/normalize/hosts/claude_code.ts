// Turns Claude Code's .mcp.json, managed-mcp.json and ~/.claude.json into events.
import { join } from "node:path";
import { escapePointer } from "../../pointer.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import type { Document } from "../formats/document.ts";
import { findMembers, type TreeMember } from "../formats/tree.ts";
import { approvalLists, type EntrySetting, joinParts, noPart, readServerMaps, readServers } from "../server_map.ts";
import { claudeManaged, readProjectApprovals } from "./claude_code_settings.ts";
import { endOfPath, type Host } from "./host.ts";
import { readVscodeServers } from "./vscode.ts";

// The headers helper is a shell command that the client runs before it connects.
const settings: readonly EntrySetting[] = [
  ...approvalLists,
  { key: "headersHelper", name: "headers_helper", form: "text" },
];

function startsServer({ value }: TreeMember): boolean {
  return findMembers(value, "command").length + findMembers(value, "url").length > 0;
}

/** A plugin's .mcp.json may be the map itself, without `mcpServers` around it. */
function isBareMap({ file, root }: Document): boolean {
  if (endOfPath(file, 1) !== ".mcp.json") return false;
  if (root.type !== "object" || findMembers(root, "mcpServers").length > 0) return false;
  return root.members.some(startsServer);
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

function readBareMap({ document, ...context }: ReadContext, urlKeys: readonly string[]): NormalizedPart {
  const { root } = document;
  if (root.type !== "object" || !isBareMap(document)) return noPart;
  const members = root.members.filter((member) => member.name !== "servers" || startsServer(member));
  return readServers({ ...root, members }, "", { document, ...context }, { settings, urlKeys });
}

/** Attacker-controlled: other clients read `servers` in a file of the same name, so nothing in it may hide behind the rest. */
function readOtherServers(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const maps = findMembers(root, "servers").filter((member) => member.value.type === "object" && !startsServer(member));
  return maps.length === 0 ? noPart : readVscodeServers(context);
}

/** `other` is the kind of the client that reads `servers`. */
export function readClaudeCodeServers(
  context: ReadContext,
  urlKeys: readonly string[] = ["url"],
  other = context.client,
): NormalizedPart {
  const { root } = context.document;
  return joinParts([
    readBareMap(context, urlKeys),
    readServerMaps(root, "mcpServers", "", context, { settings, urlKeys }),
    readOtherServers({ ...context, client: other }),
    readProjects(context, urlKeys),
  ]);
}

export const claudeCode: Host = {
  kind: "claude_code",
  label: "Claude Code",
  syntax: "json",
  places: {
    user: ({ home, env }) => [
      ...(env.CLAUDE_CONFIG_DIR ? [join(env.CLAUDE_CONFIG_DIR, ".claude.json")] : []),
      join(home, ".claude.json"),
    ],
    project: (folder) => [join(folder, ".mcp.json")],
    managed: (folders) => [join(claudeManaged(folders), "managed-mcp.json")],
  },
  recognizes(path, document) {
    if (!["managed-mcp.json", ".mcp.json", ".claude.json"].includes(endOfPath(path, 1))) return false;
    // Visual Studio keeps a file of the same name with VS Code's `servers`.
    const root = document?.root;
    return !root || findMembers(root, "servers").length === 0 || findMembers(root, "mcpServers").length > 0;
  },
  read: (context) => readClaudeCodeServers(context, ["url"], "unknown"),
};
