// Turns VS Code's settings.json and *.code-workspace files into events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { joinParts, readServers } from "../server_map.ts";
import { type SettingItem, SettingReader } from "../setting.ts";
import { addSetting, findDotted, type SettingRule } from "../setting_names.ts";
import { endOfPath, type Host } from "./host.ts";
import { isVscodeFile, listHiddenInputs, listVscodeFiles, vscodeServers } from "./vscode.ts";

const starts = new Map([
  ["never", false],
  ["onlyNew", true],
  ["newAndOutdated", true],
]);

const unasked = new Map([
  ["autoApprove", true],
  ["autopilot", true],
]);

/** `chat.mcp.access` and `chat.mcp.enabled` only take servers away. */
const rules: readonly SettingRule[] = [
  { key: "chat.tools.global.autoApprove", name: "bypass_permissions", form: "switch" },
  { key: "chat.tools.autoApprove", name: "bypass_permissions", form: "switch" },
  { key: "chat.permissions.default", name: "bypass_permissions", form: unasked },
  { key: "chat.mcp.autostart", name: "auto_connect", form: starts },
  { key: "chat.mcp.gallery.serviceUrl", name: "server_gallery", form: "text" },
  { key: "security.workspace.trust.enabled", name: "folder_trust", form: "switch" },
];

function isOn({ value }: TreeMember): boolean {
  return value.type === "boolean" && value.value;
}

function membersOf(node: TreeNode): readonly TreeMember[] {
  return node.type === "object" ? node.members : [];
}

function namesOf(members: readonly TreeMember[]): SettingItem[] {
  return members.map(({ name, keyOffset }) => ({ text: name, offset: keyOffset }));
}

/** One switch for all, or one for each program whose servers are taken over. */
function addDiscovery(reader: SettingReader, root: TreeNode, base: string): void {
  const key = "chat.mcp.discovery.enabled";
  for (const found of findDotted(root, key, base)) {
    const { member, pointer } = found;
    const place = { name: "discover_servers", key, pointer, keyOffset: member.keyOffset } as const;
    if (member.value.type === "object") {
      reader.addList(place, namesOf(membersOf(member.value).filter(isOn)), member.value.offset);
    } else addSetting(reader, found, { key, name: "discover_servers", form: "switch" });
  }
}

/** Tools that are not eligible always ask. */
function addEligibility(reader: SettingReader, root: TreeNode, base: string): void {
  const key = "chat.tools.eligibleForAutoApproval";
  for (const { member, pointer } of findDotted(root, key, base)) {
    const { keyOffset, value } = member;
    const off = membersOf(value).filter((tool) => tool.value.type === "boolean" && !tool.value.value);
    if (value.type === "object") {
      reader.addList({ name: "asked_tools", key, pointer, keyOffset }, namesOf(off), value.offset);
    } else if (value.type !== "null") reader.reject(key, "an object", value);
  }
}

/** For each server what it may ask of the model unasked. The name stands behind that of the collection it comes from. */
function addSampling(reader: SettingReader, root: TreeNode, base: string): void {
  const key = "chat.mcp.serverSampling";
  for (const { member, pointer } of findDotted(root, key, base)) {
    const { keyOffset, value } = member;
    if (value.type !== "object" && value.type !== "null") reader.reject(key, "an object", value);
    for (const entry of membersOf(value)) {
      const on = ["allowedDuringChat", "allowedOutsideChat"].flatMap((name) =>
        findMembers(entry.value, name).filter(isOn),
      )[0];
      if (!on) continue;
      const server = { name: entry.name.slice(entry.name.lastIndexOf(": ") + 1).trim(), offset: entry.keyOffset };
      reader.add({ name: "server_sampling", key, pointer, keyOffset, server }, true, on.value.offset);
    }
  }
}

function readSettings(root: TreeNode, base: string, context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  for (const rule of rules) for (const found of findDotted(root, rule.key, base)) addSetting(reader, found, rule);
  addDiscovery(reader, root, base);
  addEligibility(reader, root, base);
  addSampling(reader, root, base);
  const servers = findDotted(root, "mcp.servers", base).map(({ member, pointer }) =>
    readServers(member.value, pointer, context, vscodeServers),
  );
  return joinParts([...servers, { events: reader.events, problems: reader.problems }]);
}

function isWorkspace(path: string): boolean {
  return endOfPath(path, 1).endsWith(".code-workspace");
}

function readVscodeSettings({ document, ...rest }: ReadContext): NormalizedPart {
  const { file, root } = document;
  const context = { document, ...rest, hiddenInputs: listHiddenInputs(root) };
  if (!isWorkspace(file)) return readSettings(root, "", context);
  // Beside its settings a workspace has what else stands in files of their own.
  const servers = findDotted(root, "mcp.servers").map(({ member, pointer }) =>
    readServers(member.value, pointer, context, vscodeServers),
  );
  const settings = findMembers(root, "settings").map(({ value }) => readSettings(value, "/settings", context));
  return joinParts([...servers, ...settings]);
}

export const vscodeSettings: Host = {
  kind: "vscode",
  label: "VS Code",
  syntax: "jsonc",
  places: {
    user: (folders) => listVscodeFiles(folders, "settings.json"),
    project: (folder) => [join(folder, ".vscode", "settings.json"), { path: folder, each: ["*.code-workspace"] }],
  },
  expands: ["${input:ID}", "${env:VAR}", "${userHome}"],
  recognizes: (path) => isWorkspace(path) || isVscodeFile(path, "settings.json"),
  holds: ({ root }) => membersOf(root).some(({ name }) => /^(chat|editor|files|workbench)\./.test(name)),
  read: readVscodeSettings,
};
