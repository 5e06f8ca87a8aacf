// Turns Gemini CLI's settings.json into events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeNode } from "../formats/tree.ts";
import type { Folders } from "../machine.ts";
import { joinParts } from "../server_map.ts";
import { SettingReader } from "../setting.ts";
import { addSetting, findNested, type SettingRule } from "../setting_names.ts";
import { addHooks } from "./claude_code_hooks.ts";
import { addRules, type ToolRule } from "./claude_code_rules.ts";
import { readListedServers } from "./gemini_servers.ts";
import { endOfPath, type Host } from "./host.ts";

const yolo = new Map([["yolo", true]]);

/** The second spelling of each is that of older versions. */
const rules: readonly SettingRule[] = [
  { key: "mcp.allowed", name: "allowed_servers", form: "list" },
  { key: "allowMCPServers", name: "allowed_servers", form: "list" },
  { key: "mcp.excluded", name: "denied_servers", form: "list" },
  { key: "excludeMCPServers", name: "denied_servers", form: "list" },
  { key: "mcp.serverCommand", name: "hook_command", form: "text" },
  { key: "mcpServerCommand", name: "hook_command", form: "text" },
  { key: "tools.discoveryCommand", name: "hook_command", form: "text" },
  { key: "toolDiscoveryCommand", name: "hook_command", form: "text" },
  { key: "tools.callCommand", name: "hook_command", form: "text" },
  { key: "toolCallCommand", name: "hook_command", form: "text" },
  { key: "tools.autoAccept", name: "auto_approve_tools", form: "switch" },
  { key: "autoAccept", name: "auto_approve_tools", form: "switch" },
  { key: "general.defaultApprovalMode", name: "bypass_permissions", form: yolo },
  { key: "tools.approvalMode", name: "bypass_permissions", form: yolo },
  { key: "approvalMode", name: "bypass_permissions", form: yolo },
  { key: "security.folderTrust.enabled", name: "folder_trust", form: "switch" },
  { key: "folderTrust", name: "folder_trust", form: "switch" },
];

const toolLists = [
  { key: "tools.allowed", name: "auto_approve_tools" },
  { key: "allowedTools", name: "auto_approve_tools" },
  { key: "tools.exclude", name: "denied_tools" },
  { key: "excludeTools", name: "denied_tools" },
] as const;

/** `server__tool` and `mcp_server_tool`; a server's name may hold `_` itself, so only the first spelling says where it ends. */
function readToolName(rule: string): ToolRule | null {
  if (rule === "*") return { server: null, tool: "*" };
  const [server = "", ...tool] = rule.split("__");
  if (/^[\w.-]+$/.test(server) && tool.length > 0) return { server, tool: tool.join("__") };
  return rule.startsWith("mcp_") ? { server: null, tool: rule } : null;
}

function readGemini(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const reader = new SettingReader(context);
  for (const rule of rules) for (const found of findNested(reader, root, rule.key)) addSetting(reader, found, rule);
  for (const { key, name } of toolLists) {
    for (const { pointer, member } of findNested(reader, root, key)) {
      addRules(reader, member, { name, key, pointer }, readToolName);
    }
  }
  addHooks(reader, root);
  return joinParts([readListedServers(context), { events: reader.events, problems: reader.problems }]);
}

function geminiSystem({ platform, system }: Folders): string {
  return join(system, platform === "darwin" ? "GeminiCli" : "gemini-cli");
}

const ownNames = [
  "selectedAuthType",
  "contextFileName",
  "mcp.allowed",
  "mcp.excluded",
  "allowMCPServers",
  "autoAccept",
  "fileFiltering",
  "security.folderTrust",
  "security.auth.selectedType",
  "context.fileName",
  "hooks.BeforeTool",
  "hooks.AfterTool",
];

function holdsSettings(root: TreeNode): boolean {
  const holds = (node: TreeNode, [name = "", ...rest]: readonly string[]): boolean =>
    findMembers(node, name).some(({ value }) => rest.length === 0 || holds(value, rest));
  return ownNames.some((name) => holds(root, name.split(".")));
}

export const gemini: Host = {
  kind: "gemini",
  label: "Gemini CLI",
  // Comments are taken out before it is parsed.
  syntax: "jsonc",
  places: {
    user: ({ home, env }) => [join(env.GEMINI_CLI_HOME || home, ".gemini", "settings.json")],
    project: (folder) => [join(folder, ".gemini", "settings.json")],
    managed: (folders) => [
      folders.env.GEMINI_CLI_SYSTEM_SETTINGS_PATH || join(geminiSystem(folders), "settings.json"),
      folders.env.GEMINI_CLI_SYSTEM_DEFAULTS_PATH || join(geminiSystem(folders), "system-defaults.json"),
    ],
  },
  expands: ["${VAR}", "${VAR:-default}", "$VAR", "%VAR%"],
  recognizes: (path) =>
    /(^|\/)(\.gemini\/settings|gemini-?cli\/(settings|system-defaults))\.json$/.test(endOfPath(path, 2)),
  holds: ({ root }) => holdsSettings(root),
  read: readGemini,
};
