// Turns Codex's requirements.toml, in which an administrator restricts what users may configure, into events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { SettingReader } from "../setting.ts";
import { codexManaged } from "./codex.ts";
import { endOfPath, type Host } from "./host.ts";

/** Servers are allowed by name and identity, a command or a URL, so nothing here starts one. */
function readRequirements(context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  for (const { name: key, keyOffset, value } of reader.readObjects(context.document.root, "mcp_servers")) {
    const members = value.type === "object" ? value.members : [];
    const items = members.map((member) => ({ text: member.name, offset: member.keyOffset }));
    reader.addList({ name: "allowed_servers", key, pointer: `/${key}`, keyOffset }, items, value.offset);
  }
  return { events: reader.events, problems: reader.problems };
}

function identifies({ value }: TreeMember): boolean {
  const has = (name: string): boolean => findMembers(value, name).length > 0;
  return has("identity") && !has("command") && !has("url");
}

function identifiesServers(root: TreeNode): boolean {
  const maps = findMembers(root, "mcp_servers");
  return maps.length > 0 && maps.every(({ value }) => value.type === "object" && value.members.every(identifies));
}

function restricts(root: TreeNode): boolean {
  return ["allowed_approval_policies", "allowed_sandbox_modes"].some((key) => findMembers(root, key).length > 0);
}

export const codexRequirements: Host = {
  kind: "codex",
  label: "Codex",
  syntax: "toml",
  places: { managed: (folders) => [join(codexManaged(folders), "requirements.toml")] },
  recognizes: (path) => /(^|\/)\.?codex\/requirements\.toml$/.test(endOfPath(path, 2)),
  holds: ({ syntax, root }) =>
    syntax === "toml" &&
    (identifiesServers(root) || (findMembers(root, "mcp_servers").length === 0 && restricts(root))),
  read: readRequirements,
};
