// Turns the Cursor command-line program's configuration into setting events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeNode } from "../formats/tree.ts";
import { SettingReader } from "../setting.ts";
import { addSetting, findNested, type SettingRule } from "../setting_names.ts";
import { addRules, holdsCursorRules, readColonRule, type ToolRule } from "./claude_code_rules.ts";
import { endOfPath, type Host } from "./host.ts";

const lists = [
  { list: "allow", name: "auto_approve_tools" },
  { list: "deny", name: "denied_tools" },
] as const;

const rules: readonly SettingRule[] = [
  { key: "approvalMode", name: "bypass_permissions", form: new Map([["unrestricted", true]]) },
];

/** `Mcp(server:tool)`, also with a comma; null when the rule is about files or commands. */
function readMcpRule(rule: string): ToolRule | null {
  if (!/^mcp\(/i.test(rule) || !rule.endsWith(")")) return null;
  return readColonRule(rule.slice("Mcp(".length, -1).replace(",", ":"));
}

function readCli(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const reader = new SettingReader(context);
  for (const { value: permissions } of reader.readObjects(root, "permissions")) {
    for (const { list, name } of lists) {
      const place = { name, key: `permissions.${list}`, pointer: `/permissions/${list}` };
      for (const member of findMembers(permissions, list)) addRules(reader, member, place, readMcpRule);
    }
  }
  for (const rule of rules) for (const found of findNested(reader, root, rule.key)) addSetting(reader, found, rule);
  return { events: reader.events, problems: reader.problems };
}

function holdsRules(root: TreeNode): boolean {
  return findMembers(root, "permissions").some(({ value }) =>
    lists.some(({ list }) => findMembers(value, list).some((member) => holdsCursorRules(member.value))),
  );
}

export const cursorCli: Host = {
  kind: "cursor",
  label: "Cursor",
  syntax: "json",
  places: {
    user: ({ home, env }) => [
      ...(env.CURSOR_CONFIG_DIR ? [join(env.CURSOR_CONFIG_DIR, "cli-config.json")] : []),
      ...(env.XDG_CONFIG_HOME ? [join(env.XDG_CONFIG_HOME, "cursor", "cli-config.json")] : []),
      join(home, ".cursor", "cli-config.json"),
    ],
    project: (folder) => [join(folder, ".cursor", "cli.json")],
  },
  recognizes: (path) => /(^|\/)\.?cursor\/(cli|cli-config)\.json$/.test(endOfPath(path, 2)),
  holds: ({ root }) => holdsRules(root),
  read: readCli,
};
