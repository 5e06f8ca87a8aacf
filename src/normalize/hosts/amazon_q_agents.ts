// Turns the agents of Amazon Q Developer, which Kiro has too, into events.
import { join } from "node:path";
import { joinPointer } from "../../pointer.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeNode } from "../formats/tree.ts";
import { approvalLists, disabledTools, joinParts, readServerMaps } from "../server_map.ts";
import { SettingReader } from "../setting.ts";
import { addRules, type ToolRule } from "./claude_code_rules.ts";
import { endOfPath, type Host } from "./host.ts";

/** `@server`, `@server/tool` and `@server/read_*` name one server. Null for tools that are the client's own. */
function readGrant(pattern: string): ToolRule | null {
  if (pattern === "*" || pattern === "@*" || pattern === "@*/*") return { server: null, tool: "*" };
  if (!pattern.startsWith("@") || pattern === "@builtin" || pattern.startsWith("@builtin/")) return null;
  const slash = pattern.indexOf("/");
  const server = pattern.slice(1, slash === -1 ? undefined : slash);
  if (server === "" || /[*?]/.test(server)) return { server: null, tool: pattern };
  return { server, tool: slash === -1 ? "*" : pattern.slice(slash + 1) };
}

/** Every command below, however the versions of the client nest it. */
function addHookCommands(reader: SettingReader, node: TreeNode, key: string, pointer: string): void {
  if (node.type === "array") {
    for (const [index, item] of node.items.entries()) addHookCommands(reader, item, key, `${pointer}/${index}`);
  }
  if (node.type !== "object") return;
  for (const member of node.members) {
    const place = joinPointer(pointer, member.name);
    if (member.name !== "command" || member.value.type === "object" || member.value.type === "array") {
      addHookCommands(reader, member.value, key, place);
      continue;
    }
    const command = reader.readText(member, `${key}.command`);
    if (command === null) continue;
    const { keyOffset, value } = member;
    reader.add({ name: "hook_command", key, pointer: place, keyOffset }, command, value.offset);
  }
}

function addHooks(reader: SettingReader, node: TreeNode): void {
  if (node.type !== "object") addHookCommands(reader, node, "hooks", "/hooks");
  else
    for (const { name, value } of node.members)
      addHookCommands(reader, value, `hooks.${name}`, joinPointer("/hooks", name));
}

export function readAgent(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const reader = new SettingReader(context);
  for (const list of findMembers(root, "allowedTools")) {
    addRules(reader, list, { name: "auto_approve_tools", key: list.name, pointer: `/${list.name}` }, readGrant);
  }
  for (const { value } of findMembers(root, "hooks")) addHooks(reader, value);
  return joinParts([
    readServerMaps(root, "mcpServers", "", context, { settings: [...approvalLists, disabledTools] }),
    { events: reader.events, problems: reader.problems },
  ]);
}

export const amazonQAgents: Host = {
  kind: "amazon_q",
  label: "Amazon Q",
  syntax: "json",
  places: {
    user: ({ home }) => {
      const folder = join(home, ".aws", "amazonq");
      return [
        { path: join(folder, "cli-agents"), each: ["*.json"] },
        { path: join(folder, "agents"), each: ["*.json"] },
        join(folder, "default.json"),
      ];
    },
    project: (project) => [
      { path: join(project, ".amazonq", "cli-agents"), each: ["*.json"] },
      { path: join(project, ".amazonq", "agents"), each: ["*.json"] },
      join(project, ".amazonq", "default.json"),
    ],
  },
  recognizes: (path) =>
    /(^|\/)(\.amazonq|\.aws\/amazonq)\/((cli-)?agents\/[^/]+|default)\.json$/.test(endOfPath(path, 4)),
  holds: ({ root }) =>
    findMembers(root, "$schema").some(
      ({ value }) => value.type === "string" && /amazon-q-developer-cli\/.*agent[^/]*\.json$/.test(value.text),
    ),
  read: readAgent,
};
