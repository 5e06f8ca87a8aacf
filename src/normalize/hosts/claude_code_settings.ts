// Turns Claude Code's settings files into setting events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import type { Document } from "../formats/document.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { keepSecrets, rewriteMaps } from "../rewrite_entries.ts";
import { approvalLists, joinParts, readServerMaps } from "../server_map.ts";
import { type SettingItem, SettingReader } from "../setting.ts";
import { addSetting, findNested, type SettingRule } from "../setting_names.ts";
import { addHelper, addHooks } from "./claude_code_hooks.ts";
import { addRules, holdsCursorRules, readClaudeRule } from "./claude_code_rules.ts";
import { endOfPath, type Host } from "./host.ts";

const projectApprovals: readonly SettingRule[] = [
  { key: "enableAllProjectMcpServers", name: "enable_all_project_servers", form: "switch" },
  { key: "enabledMcpjsonServers", name: "enable_project_servers", form: "list" },
  { key: "disabledMcpjsonServers", name: "denied_servers", form: "list" },
];

/** Of the modes only this one lets MCP tools run unasked: acceptEdits is about files, dontAsk refuses what was not allowed. */
const modes = new Map([["bypassPermissions", true]]);

/** Shell commands that print a credential or headers. */
const helpers = ["apiKeyHelper", "otelHeadersHelper", "awsAuthRefresh", "awsCredentialExport", "gcpAuthRefresh"];

const permissionLists = [
  { list: "allow", name: "auto_approve_tools" },
  { list: "deny", name: "denied_tools" },
  { list: "ask", name: "asked_tools" },
] as const;

const serverLists = [
  { key: "allowedMcpServers", name: "allowed_servers" },
  { key: "deniedMcpServers", name: "denied_servers" },
] as const;

function addAll(reader: SettingReader, root: TreeNode, rules: readonly SettingRule[], pointer = ""): void {
  for (const rule of rules) {
    for (const found of findNested(reader, root, rule.key, pointer)) addSetting(reader, found, rule);
  }
}

/** What ~/.claude.json keeps about one project: the same approvals, and the older list of allowed tools. */
export function readProjectApprovals(project: TreeNode, pointer: string, context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  const disabled = { key: "disabledMcpServers", name: "denied_servers", form: "list" } as const;
  addAll(reader, project, [...projectApprovals, disabled], pointer);
  for (const list of findMembers(project, "allowedTools")) {
    const place = { name: "auto_approve_tools", key: "allowedTools", pointer: `${pointer}/allowedTools` } as const;
    addRules(reader, list, place, readClaudeRule);
  }
  return { events: reader.events, problems: reader.problems };
}

/** `{serverName}`, `{serverUrl}` with wildcards, or `{serverCommand}` as a list of words. */
function readServerRule(reader: SettingReader, key: string, item: TreeNode): SettingItem[] {
  if (item.type !== "object") {
    reader.reject(key, "an array of objects only", item);
    return [];
  }
  return item.members.flatMap((member) => {
    const { name, value } = member;
    if (name === "serverCommand") {
      const words = reader.readList(member).map(({ text }) => text);
      return words.length === 0 ? [] : [{ text: words.join(" "), offset: value.offset }];
    }
    if (name !== "serverName" && name !== "serverUrl") return [];
    const text = reader.readText(member);
    return text === null ? [] : [{ text, offset: value.offset }];
  });
}

function addServerList(reader: SettingReader, member: TreeMember, name: "allowed_servers" | "denied_servers"): void {
  const { name: key, keyOffset, value } = member;
  if (value.type === "array") {
    const items = value.items.flatMap((item) => readServerRule(reader, key, item));
    reader.addList({ name, key, pointer: `/${key}`, keyOffset }, items, value.offset);
  } else if (value.type !== "null") {
    reader.reject(key, "an array of objects", value);
  }
}

function addPermissions(reader: SettingReader, root: TreeNode): void {
  for (const { value: permissions } of reader.readObjects(root, "permissions")) {
    for (const { list, name } of permissionLists) {
      const place = { name, key: `permissions.${list}`, pointer: `/permissions/${list}` };
      for (const member of findMembers(permissions, list)) addRules(reader, member, place, readClaudeRule);
    }
  }
  addAll(reader, root, [{ key: "permissions.defaultMode", name: "bypass_permissions", form: modes }]);
}

/** Claude Code starts none of them, but who wrote them believes that it does, and a secret in them is one. */
function readMisplacedServers(context: ReadContext): NormalizedPart {
  const maps = rewriteMaps(context.document.root, "mcpServers", keepSecrets("oauth"));
  return readServerMaps(maps, "mcpServers", "", context, {
    settings: approvalLists,
    fields: { env: ["env", "oauth"] },
  });
}

/**
 * What only takes rights away (allowManagedMcpServersOnly, disableBypassPermissionsMode, disableSideloadFlags, an empty
 * allowedMcpServers) is no event. Variables in `env` are those of the client, not of a server.
 */
export function readClaudeCodeSettings(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const reader = new SettingReader(context);
  addAll(reader, root, projectApprovals);
  addPermissions(reader, root);
  for (const { key, name } of serverLists) {
    for (const member of findMembers(root, key)) addServerList(reader, member, name);
  }
  addHooks(reader, root);
  addAll(
    reader,
    root,
    helpers.map((key) => ({ key, name: "hook_command", form: "text" })),
  );
  for (const key of ["statusLine", "subagentStatusLine", "fileSuggestion"]) addHelper(reader, root, key);
  return joinParts([{ events: reader.events, problems: reader.problems }, readMisplacedServers(context)]);
}

const ownNames = [
  "enableAllProjectMcpServers",
  "enabledMcpjsonServers",
  "disabledMcpjsonServers",
  "allowedMcpServers",
  "deniedMcpServers",
  "allowManagedMcpServersOnly",
  "apiKeyHelper",
  "enabledPlugins",
  "extraKnownMarketplaces",
];

/** Other clients have hooks at other moments, or call the same ones otherwise. */
const ownMoments = ["PreToolUse", "PostToolUse", "UserPromptSubmit", "Stop", "SubagentStop", "PreCompact"];

function holdsSettings({ root, syntax }: Document): boolean {
  const holds = (node: TreeNode, key: string): boolean => findMembers(node, key).length > 0;
  if (syntax === "toml" || syntax === "yaml") return false;
  if (ownNames.some((key) => holds(root, key))) return true;
  // Other clients have permissions and hooks too, in the file that has their servers.
  if (findMembers(root, "mcpServers").some(({ value }) => value.type === "object" && value.members.length > 0)) {
    return false;
  }
  if (findMembers(root, "hooks").some(({ value }) => ownMoments.some((moment) => holds(value, moment)))) return true;
  if (findMembers(root, "statusLine").some(({ value }) => holds(value, "command"))) return true;
  const permissions = findMembers(root, "permissions").map(({ value }) => value);
  const lists = permissions.flatMap((node) => permissionLists.flatMap(({ list }) => findMembers(node, list)));
  if (lists.some(({ value }) => holdsCursorRules(value))) return false;
  return lists.length > 0 || permissions.some((node) => holds(node, "defaultMode"));
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
  },
  recognizes: (path) => [".claude/settings.json", ".claude/settings.local.json"].includes(endOfPath(path, 2)),
  // The folder can be moved, and people name copies; these names are the client's own.
  holds: holdsSettings,
  read: readClaudeCodeSettings,
};
