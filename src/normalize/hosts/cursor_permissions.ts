// Turns Cursor's permissions.json into setting events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers } from "../formats/tree.ts";
import { SettingReader } from "../setting.ts";
import { addRules, readColonRule } from "./claude_code_rules.ts";
import { endOfPath, type Host } from "./host.ts";

/** `terminalAllowlist` is about commands of the model, not of servers. */
function readPermissions(context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  const place = { name: "auto_approve_tools", key: "mcpAllowlist", pointer: "/mcpAllowlist" } as const;
  for (const list of findMembers(context.document.root, "mcpAllowlist")) addRules(reader, list, place, readColonRule);
  return { events: reader.events, problems: reader.problems };
}

export const cursorPermissions: Host = {
  kind: "cursor",
  label: "Cursor",
  syntax: "jsonc",
  places: {
    user: ({ home }) => [join(home, ".cursor", "permissions.json")],
    project: (folder) => [join(folder, ".cursor", "permissions.json")],
  },
  recognizes: (path) => endOfPath(path, 2) === ".cursor/permissions.json",
  holds: ({ root }) => ["mcpAllowlist", "terminalAllowlist"].some((name) => findMembers(root, name).length > 0),
  read: readPermissions,
};
