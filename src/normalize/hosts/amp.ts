// Turns Amp's settings into events.
import { isAbsolute, join } from "node:path";
import type { Setting } from "../../generated/event.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { approvalLists, joinParts, readServerMaps } from "../server_map.ts";
import { type SettingItem, SettingReader } from "../setting.ts";
import { addRules, readClaudeRule, type ToolRule } from "./claude_code_rules.ts";
import { endOfPath, type Host } from "./host.ts";

const toolActions = new Map<string, Setting["name"]>([
  ["allow", "auto_approve_tools"],
  ["ask", "asked_tools"],
  ["reject", "denied_tools"],
]);

const serverActions = new Map<string, Setting["name"]>([
  ["allow", "allowed_servers"],
  ["reject", "denied_servers"],
]);

/** The objects of a list. */
function listObjects(reader: SettingReader, { name, value }: TreeMember): TreeNode[] {
  if (value.type !== "array") {
    reader.reject(name, "an array of objects", value);
    return [];
  }
  return value.items.filter((item) => {
    if (item.type !== "object") reader.reject(name, "an array of objects only", item);
    return item.type === "object";
  });
}

function readField(reader: SettingReader, rule: TreeNode, field: string, key: string): SettingItem | null {
  const member = findMembers(rule, field).at(-1);
  const text = member ? reader.readText(member, `${key}.${field}`) : null;
  return member && text !== null ? { text, offset: member.value.offset } : null;
}

/** Tools are called `mcp__server__tool`; `*` is every tool, also the client's own. */
function readToolRule(rule: string): ToolRule | null {
  return rule === "*" ? { server: null, tool: "*" } : readClaudeRule(rule);
}

interface Rule {
  action: string;
  tool: Extract<TreeNode, { type: "string" }>;
}

function toText({ text, offset }: SettingItem): Rule["tool"] {
  return { type: "string", text, offset, end: offset };
}

function addPermissions(reader: SettingReader, list: TreeMember): void {
  const { name: key, keyOffset } = list;
  const place = { key, pointer: `/${key}`, keyOffset };
  const rules: Rule[] = [];
  for (const rule of listObjects(reader, list)) {
    const tool = readField(reader, rule, "tool", key);
    const action = readField(reader, rule, "action", key);
    const program = readField(reader, rule, "to", key);
    if (!tool || !action) continue;
    // A rule for some inputs only is no grant of everything.
    const whole = tool.text === "*" && findMembers(rule, "matches").length === 0;
    if (action.text === "delegate" && program) {
      reader.add({ ...place, name: "hook_command" }, program.text, program.offset);
    } else if (action.text === "allow" && whole) {
      reader.add({ ...place, name: "bypass_permissions" }, true, tool.offset);
    } else if (tool.text !== "*" || whole) {
      rules.push({ action: action.text, tool: toText(tool) });
    }
  }
  for (const [action, name] of toolActions) {
    const items = rules.filter((rule) => rule.action === action).map(({ tool }) => tool);
    addRules(reader, { ...list, value: { ...list.value, type: "array", items } }, { ...place, name }, readToolRule);
  }
}

/** What starts or reaches the servers that a rule is about, each in one text. */
function describeMatch(reader: SettingReader, rule: TreeNode, key: string): SettingItem | null {
  const matches = findMembers(rule, "matches").at(-1);
  if (!matches) return null;
  const [url, command, args] = ["url", "command", "args"].map((field) =>
    readField(reader, matches.value, field, `${key}.matches`),
  );
  if (url) return url;
  const parts = [command, args].flatMap((part) => (part ? [part.text] : []));
  return parts.length === 0 ? null : { text: parts.join(" "), offset: matches.value.offset };
}

function addServerPermissions(reader: SettingReader, list: TreeMember): void {
  const { name: key, keyOffset, value } = list;
  const lists = new Map<string, SettingItem[]>([...serverActions.keys()].map((action) => [action, []]));
  for (const rule of listObjects(reader, list)) {
    const match = describeMatch(reader, rule, key);
    const action = readField(reader, rule, "action", key);
    if (match && action) lists.get(action.text)?.push(match);
  }
  for (const [action, name] of serverActions) {
    reader.addList({ name, key, pointer: `/${key}`, keyOffset }, lists.get(action) ?? [], value.offset);
  }
}

function readSettings(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const reader = new SettingReader(context);
  for (const member of findMembers(root, "amp.dangerouslyAllowAll")) {
    const { name: key, keyOffset, value } = member;
    if (reader.readSwitch(member) !== true) continue;
    reader.add({ name: "bypass_permissions", key, pointer: `/${key}`, keyOffset }, true, value.offset);
  }
  for (const list of findMembers(root, "amp.permissions")) addPermissions(reader, list);
  for (const list of findMembers(root, "amp.mcpPermissions")) addServerPermissions(reader, list);
  for (const list of findMembers(root, "amp.tools.disable")) {
    const { name: key, keyOffset, value } = list;
    const tools = reader.readList(list).filter(({ text }) => !text.startsWith("builtin:"));
    reader.addList({ name: "denied_tools", key, pointer: `/${key}`, keyOffset }, tools, value.offset);
  }
  return { events: reader.events, problems: reader.problems };
}

const names = ["settings.json", "settings.jsonc"];

export const amp: Host = {
  kind: "amp",
  label: "Amp",
  syntax: "jsonc",
  places: {
    user: ({ home, env }) => [
      ...(env.AMP_SETTINGS_FILE && isAbsolute(env.AMP_SETTINGS_FILE) ? [env.AMP_SETTINGS_FILE] : []),
      ...names.map((name) => join(env.XDG_CONFIG_HOME || join(home, ".config"), "amp", name)),
    ],
    project: (folder) => names.map((name) => join(folder, ".amp", name)),
    managed: ({ system }) => [join(system, "ampcode", "managed-settings.json")],
  },
  expands: ["${VAR}"],
  recognizes: (path) =>
    /(^|\/)(\.amp|\.config\/amp)\/settings\.jsonc?$/.test(endOfPath(path, 3)) ||
    endOfPath(path, 2) === "ampcode/managed-settings.json",
  holds: ({ root }) => root.type === "object" && root.members.some(({ name }) => name.startsWith("amp.")),
  read: (context) =>
    joinParts([
      readServerMaps(context.document.root, "amp.mcpServers", "", context, { settings: approvalLists }),
      readSettings(context),
    ]),
};
