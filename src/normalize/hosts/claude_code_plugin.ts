// Turns what installed plugins bring to Claude Code into events: servers, and commands that it runs.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeNode } from "../formats/tree.ts";
import type { Folders } from "../machine.ts";
import { joinParts } from "../server_map.ts";
import { SettingReader } from "../setting.ts";
import { readClaudeCodeServers, readClaudeMap } from "./claude_code.ts";
import { addHooks } from "./claude_code_hooks.ts";
import { endOfPath, type Host, type Place } from "./host.ts";

const files = [[".mcp.json"], [".claude-plugin", "plugin.json"], ["hooks", "hooks.json"]];

/** Installed plugins stand by market, name and, in newer versions, release. */
function listPlugins({ home, env }: Folders): Place[] {
  const folders = [...(env.CLAUDE_CONFIG_DIR ? [env.CLAUDE_CONFIG_DIR] : []), join(home, ".claude")];
  return folders.flatMap((folder) => {
    const path = join(folder, "plugins", "cache");
    return files.flatMap((names) => [
      { path, each: ["*", "*", ...names] },
      { path, each: ["*", "*", "*", ...names] },
    ]);
  });
}

/** A manifest may name other files instead, which are read where they stand. */
function withoutPaths(root: TreeNode): TreeNode {
  if (root.type !== "object") return root;
  const members = root.members.filter(({ value }) => value.type === "object");
  return { ...root, members };
}

function readPlugin(context: ReadContext): NormalizedPart {
  const { file, root } = context.document;
  if (endOfPath(file, 1) === ".mcp.json") return readClaudeCodeServers(context);
  const inline = endOfPath(file, 1) === "plugin.json" ? withoutPaths(root) : root;
  const reader = new SettingReader(context);
  addHooks(reader, inline);
  return joinParts([readClaudeMap(inline, "", context), { events: reader.events, problems: reader.problems }]);
}

export const claudeCodePlugin: Host = {
  kind: "claude_code",
  label: "Claude Code",
  syntax: "json",
  places: { user: listPlugins },
  expands: ["${VAR}", "${VAR:-default}"],
  recognizes(path, document) {
    const end = endOfPath(path, 2);
    if (end === ".claude-plugin/plugin.json") return true;
    return end === "hooks/hooks.json" && (!document || findMembers(document.root, "hooks").length > 0);
  },
  read: readPlugin,
};
