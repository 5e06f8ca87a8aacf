// Turns Goose's permission.yaml, in which it keeps the answers that people gave, into setting events.
import { join } from "node:path";
import { joinPointer } from "../../pointer.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember } from "../formats/tree.ts";
import { SettingReader } from "../setting.ts";
import { addRules, type ToolRule } from "./claude_code_rules.ts";
import { gooseFolders } from "./goose.ts";
import { endOfPath, type Host } from "./host.ts";

const lists = [
  ["always_allow", "auto_approve_tools"],
  ["ask_before", "asked_tools"],
  ["never_allow", "denied_tools"],
] as const;

/** `extension__tool`; some of Goose's own tools stand alone. */
function readTool(name: string): ToolRule {
  const [extension = "", ...tool] = name.split("__");
  return extension === "" || tool.length === 0
    ? { server: null, tool: name }
    : { server: extension, tool: tool.join("__") };
}

/** One group of lists for what the user said, others for what Goose itself found harmless; both end the questions. */
function readPermissions(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const reader = new SettingReader(context);
  for (const group of root.type === "object" ? root.members : []) {
    for (const [key, name] of lists) {
      const pointer = joinPointer(joinPointer("", group.name), key);
      for (const list of findMembers(group.value, key)) {
        addRules(reader, list, { name, key: `${group.name}.${key}`, pointer }, readTool);
      }
    }
  }
  return { events: reader.events, problems: reader.problems };
}

function isGroup({ value }: TreeMember): boolean {
  return lists.every(([key]) => findMembers(value, key).length > 0);
}

export const goosePermissions: Host = {
  kind: "goose",
  label: "Goose",
  syntax: "yaml",
  places: { user: (folders) => gooseFolders(folders).map((folder) => join(folder, "permission.yaml")) },
  recognizes: (path) => /(^|\/)goose\/(config\/)?permission\.yaml$/.test(endOfPath(path, 3)),
  holds: ({ syntax, root }) => syntax === "yaml" && root.type === "object" && root.members.some(isGroup),
  read: readPermissions,
};
