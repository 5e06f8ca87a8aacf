// Turns Zed's settings.json into events.
import { join } from "node:path";
import { joinPointer } from "../../pointer.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { rewriteMaps } from "../rewrite_entries.ts";
import { approvalLists, joinParts, readServerMaps } from "../server_map.ts";
import { SettingReader } from "../setting.ts";
import { addSetting, findNested, type SettingRule } from "../setting_names.ts";
import { endOfPath, type Host } from "./host.ts";

const rules: readonly SettingRule[] = [
  { key: "agent.always_allow_tool_actions", name: "bypass_permissions", form: "switch" },
  { key: "assistant.always_allow_tool_actions", name: "bypass_permissions", form: "switch" },
  { key: "agent.tool_permissions.default", name: "bypass_permissions", form: new Map([["allow", true]]) },
];

const trustsAll = "session.trust_all_worktrees";

const toolModes = new Map([
  ["allow", "auto_approve_tools"],
  ["deny", "denied_tools"],
  ["confirm", "asked_tools"],
] as const);

/** Settings for one system or release stand once more under its name. */
const variants = ["linux", "macos", "windows", "dev", "nightly", "preview", "stable"];

/** Older versions keep `path`, `args` and `env` in `command`. What an extension starts stands in the extension. */
function rewriteEntry(members: readonly TreeMember[]): readonly TreeMember[] | null {
  const names = new Set(members.map(({ name }) => name));
  if (!names.has("command") && !names.has("url") && (names.has("settings") || names.has("source"))) return null;
  return members.flatMap((member) =>
    member.name === "command" && member.value.type === "object"
      ? member.value.members.map((inner) => (inner.name === "path" ? { ...inner, name: "command" } : inner))
      : [member],
  );
}

/** `mcp:server:tool`; other names are those of Zed's own tools. */
function addToolModes(reader: SettingReader, root: TreeNode, pointer: string): void {
  const key = "agent.tool_permissions.tools";
  for (const { member: tools, pointer: place } of findNested(reader, root, key, pointer)) {
    for (const { name, keyOffset, value } of tools.value.type === "object" ? tools.value.members : []) {
      const [prefix, server, ...tool] = name.split(":");
      if (prefix !== "mcp" || server === undefined || tool.length === 0) continue;
      for (const mode of findMembers(value, "default")) {
        const text = reader.readText(mode, `${key}.default`);
        const setting = [...toolModes].find(([word]) => word === text)?.[1];
        if (setting === undefined) continue;
        const about = { name: setting, key, pointer: `${joinPointer(place, name)}/default`, keyOffset };
        const items = [{ text: tool.join(":"), offset: keyOffset }];
        reader.addList({ ...about, server: { name: server, offset: keyOffset } }, items, mode.value.offset);
      }
    }
  }
}

function readSettings(root: TreeNode, pointer: string, context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  for (const rule of rules) {
    for (const found of findNested(reader, root, rule.key, pointer)) addSetting(reader, found, rule);
  }
  addToolModes(reader, root, pointer);
  for (const { key, pointer: place, member } of findNested(reader, root, trustsAll, pointer)) {
    const all = reader.readSwitch(member, key);
    const about = { name: "folder_trust", key, pointer: place, keyOffset: member.keyOffset } as const;
    if (all !== null) reader.add(about, !all, member.value.offset);
  }
  const map = "context_servers";
  const servers = readServerMaps(rewriteMaps(root, map, rewriteEntry), map, pointer, context, {
    settings: approvalLists,
  });
  return joinParts([servers, { events: reader.events, problems: reader.problems }]);
}

function readZed(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const own = variants.flatMap((name) =>
    findMembers(root, name).map(({ value }) => readSettings(value, `/${name}`, context)),
  );
  return joinParts([readSettings(root, "", context), ...own]);
}

/** The fonts are in nearly every file of settings, and no other client calls them so. */
const ownNames = ["context_servers", "agent_servers", "edit_predictions", "buffer_font_size", "ui_font_size"];

export const zed: Host = {
  kind: "zed",
  label: "Zed",
  syntax: "jsonc",
  places: {
    user: ({ platform, applications, config }) => [
      platform === "win32" ? join(applications, "Zed", "settings.json") : join(config, "zed", "settings.json"),
    ],
    project: (folder) => [join(folder, ".zed", "settings.json")],
  },
  expands: [],
  recognizes: (path) => /(^|\/)\.?zed\/settings\.json$/.test(endOfPath(path, 2)),
  holds: ({ root }) => ownNames.some((name) => findMembers(root, name).length > 0),
  read: readZed,
};
