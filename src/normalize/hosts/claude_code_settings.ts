// Turns Claude Code's settings files into setting events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import type { Folders } from "../machine.ts";
import { type SettingItem, SettingReader } from "../setting.ts";
import { endOfPath, type Host } from "./host.ts";

/** `mcp__server`, `mcp__server__*` and `mcp__server__tool` name one server; null when the rule names no MCP tool. */
function readPermission(rule: string): { server: string | null; tool: string } | null {
  if (!rule.startsWith("mcp__")) return null;
  const [server = "", ...tool] = rule.slice("mcp__".length).split("__");
  if (server === "" || server.includes("*")) return { server: null, tool: rule === "mcp__*" ? "*" : rule };
  return { server, tool: tool.length === 0 ? "*" : tool.join("__") };
}

/** One event for each server that rules name, with the tools or `*`; one for the rules that name no single server. */
function addPermissions(reader: SettingReader, list: TreeMember, key: string, pointer: string): void {
  const groups = new Map<string | null, { offset: number; items: SettingItem[] }>();
  for (const { text, offset } of reader.readList(list, key)) {
    const permission = readPermission(text);
    if (!permission) continue;
    const group = groups.get(permission.server) ?? { offset, items: [] };
    groups.set(permission.server, group);
    group.items.push({ text: permission.tool, offset });
  }
  for (const [name, { offset, items }] of groups) {
    const server = name === null ? {} : { server: { name, offset } };
    reader.addList({ name: "auto_approve_tools", key, pointer, keyOffset: list.keyOffset, ...server }, items, offset);
  }
}

function addProjectApprovals(reader: SettingReader, node: TreeNode, pointer: string): void {
  for (const member of findMembers(node, "enableAllProjectMcpServers")) {
    const { name: key, keyOffset, value } = member;
    const on = reader.readSwitch(member);
    if (on === null) continue;
    reader.add({ name: "enable_all_project_servers", key, pointer: `${pointer}/${key}`, keyOffset }, on, value.offset);
  }
  for (const member of findMembers(node, "enabledMcpjsonServers")) {
    const { name: key, keyOffset } = member;
    reader.addList(
      { name: "enable_project_servers", key, pointer: `${pointer}/${key}`, keyOffset },
      reader.readList(member),
      member.value.offset,
    );
  }
}

/** The administrator's folder. */
export function claudeManaged({ platform, system, programs }: Folders): string {
  return platform === "linux" ? join(system, "claude-code") : join(programs, "ClaudeCode");
}

/** What ~/.claude.json keeps about one project: the same approvals, and the older list of allowed tools. */
export function readProjectApprovals(project: TreeNode, pointer: string, context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  addProjectApprovals(reader, project, pointer);
  for (const list of findMembers(project, "allowedTools")) {
    addPermissions(reader, list, "allowedTools", `${pointer}/allowedTools`);
  }
  return { events: reader.events, problems: reader.problems };
}

function readSettings(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const reader = new SettingReader(context);
  addProjectApprovals(reader, root, "");
  for (const { value: permissions } of reader.readObjects(root, "permissions")) {
    for (const list of findMembers(permissions, "allow")) {
      addPermissions(reader, list, "permissions.allow", "/permissions/allow");
    }
    for (const mode of findMembers(permissions, "defaultMode")) {
      const key = "permissions.defaultMode";
      if (reader.readText(mode, key) !== "bypassPermissions") continue;
      const place = { key, pointer: "/permissions/defaultMode", keyOffset: mode.keyOffset };
      reader.add({ name: "bypass_permissions", ...place }, true, mode.value.offset);
    }
  }
  return { events: reader.events, problems: reader.problems };
}

function holdsSettings(root: TreeNode): boolean {
  const holds = (node: TreeNode, key: string): boolean => findMembers(node, key).length > 0;
  if (holds(root, "enableAllProjectMcpServers") || holds(root, "enabledMcpjsonServers")) return true;
  return findMembers(root, "permissions").some(({ value }) => holds(value, "allow") || holds(value, "defaultMode"));
}

export const claudeCodeSettings: Host = {
  kind: "claude_code",
  label: "Claude Code",
  syntax: "json",
  places: {
    user: ({ home, env }) => [
      ...(env.CLAUDE_CONFIG_DIR ? [join(env.CLAUDE_CONFIG_DIR, "settings.json")] : []),
      join(home, ".claude", "settings.json"),
    ],
    project: (folder) => [join(folder, ".claude", "settings.json"), join(folder, ".claude", "settings.local.json")],
    managed: (folders) => [
      join(claudeManaged(folders), "managed-settings.json"),
      { path: join(claudeManaged(folders), "managed-settings.d"), each: ["*.json"] },
    ],
  },
  recognizes(path) {
    if ([".claude/settings.json", ".claude/settings.local.json"].includes(endOfPath(path, 2))) return true;
    return /(^|\/)(managed-settings\.json|managed-settings\.d\/[^/]+\.json)$/.test(endOfPath(path, 2));
  },
  // The folder can be moved, and people name copies; these names are the client's own.
  holds: ({ root }) => holdsSettings(root),
  read: readSettings,
};
