// Turns Claude Code's .mcp.json, managed-mcp.json and ~/.claude.json into events.
import { join } from "node:path";
import { escapePointer } from "../../pointer.ts";
import { listNames, markDisabled } from "../disabled_servers.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import type { Document } from "../formats/document.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { keepSecrets, rewriteEntries, rewriteMaps } from "../rewrite_entries.ts";
import {
  approvalLists,
  type EntrySetting,
  joinParts,
  noPart,
  readServerMaps,
  readServers,
  type ServerMapOptions,
} from "../server_map.ts";
import { claudeManaged } from "./claude_code_managed.ts";
import { readProjectApprovals } from "./claude_code_settings.ts";
import { endOfPath, type Host } from "./host.ts";
import { readVscodeServers } from "./vscode.ts";

// The headers helper is a shell command that the client runs before it connects.
const settings: readonly EntrySetting[] = [
  ...approvalLists,
  { key: "headersHelper", name: "headers_helper", form: "text" },
];

const keepClientSecret = keepSecrets("oauth");

/** A secret of the client's own authorization is a named value as those of `env` are. */
const options: ServerMapOptions = { settings, fields: { env: ["env", "oauth"] } };

/** Servers below `parent`. */
export function readClaudeMap(parent: TreeNode, pointer: string, context: ReadContext): NormalizedPart {
  const maps = rewriteMaps(parent, "mcpServers", keepClientSecret);
  return readServerMaps(maps, "mcpServers", pointer, context, options);
}

/**
 * Servers of one project in ~/.claude.json, and its list of those that are switched off; nowhere else does the client
 * look for that list. Of a repeated list nobody knows which one counts.
 */
function readProjectMap(project: TreeNode, pointer: string, context: ReadContext): NormalizedPart {
  const [list, repeated] = findMembers(project, "disabledMcpServers");
  const disabled = list && !repeated ? listNames(list.value) : new Map<string, number>();
  return markDisabled(readClaudeMap(project, pointer, context), context, (name) => disabled.get(name) ?? null);
}

function startsServer({ value }: TreeMember): boolean {
  return findMembers(value, "command").length + findMembers(value, "url").length > 0;
}

/** A plugin's .mcp.json may be the map itself, without `mcpServers` around it. */
function isBareMap({ file, root }: Document): boolean {
  if (endOfPath(file, 1) !== ".mcp.json") return false;
  if (root.type !== "object" || findMembers(root, "mcpServers").length > 0) return false;
  return root.members.some(startsServer);
}

function readProjects(context: ReadContext): NormalizedPart {
  const projects = findMembers(context.document.root, "projects").flatMap(({ value }) =>
    value.type === "object" ? value.members : [],
  );
  return joinParts(
    projects.flatMap(({ name, value }) => {
      const pointer = `/projects/${escapePointer(name)}`;
      return [readProjectMap(value, pointer, context), readProjectApprovals(value, pointer, context)];
    }),
  );
}

function readBareMap({ document, ...context }: ReadContext): NormalizedPart {
  const { root } = document;
  if (root.type !== "object" || !isBareMap(document)) return noPart;
  const members = root.members.filter((member) => member.name !== "servers" || startsServer(member));
  const map = rewriteEntries({ ...root, members }, keepClientSecret);
  return readServers(map, "", { document, ...context }, options);
}

/** Attacker-controlled: other clients read `servers` in a file of the same name, so nothing in it may hide behind the rest. */
function readOtherServers(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const maps = findMembers(root, "servers").filter((member) => member.value.type === "object" && !startsServer(member));
  return maps.length === 0 ? noPart : readVscodeServers(context);
}

/** Nobody knows which client reads `servers` in such a file. */
export function readClaudeCodeServers(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  return joinParts([
    readBareMap(context),
    readClaudeMap(root, "", context),
    readOtherServers({ ...context, client: "unknown" }),
    readProjects(context),
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
  expands: ["${VAR}", "${VAR:-default}"],
  recognizes(path, document) {
    if (!["managed-mcp.json", ".mcp.json", ".claude.json"].includes(endOfPath(path, 1))) return false;
    // Visual Studio keeps a file of the same name with VS Code's `servers`.
    const root = document?.root;
    return !root || findMembers(root, "servers").length === 0 || findMembers(root, "mcpServers").length > 0;
  },
  read: readClaudeCodeServers,
};
