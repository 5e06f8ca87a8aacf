// Turns Gemini CLI's map of servers, and its lists of those that may run, into events.
import { listNames, markDisabled } from "../disabled_servers.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { keepSecrets, rewriteMaps } from "../rewrite_entries.ts";
import { readServerMaps, type ServerMapOptions } from "../server_map.ts";

/** `includeTools` only takes tools away. */
const options: ServerMapOptions = {
  settings: [
    { key: "trust", name: "trust_server", form: "switch" },
    { key: "excludeTools", name: "denied_tools", form: "list" },
  ],
  fields: { url: ["httpUrl", "url", "tcp"], env: ["env", "oauth"] },
};

const keepClientSecret = keepSecrets("oauth");

/** A bare `url` is read as one of server-sent events, `tcp` is a web socket; only `httpUrl` is what it says. */
function rewriteEntry(members: readonly TreeMember[]): readonly TreeMember[] {
  const kept = keepClientSecret(members);
  const find = (name: string): TreeMember | undefined => kept.find((member) => member.name === name);
  if (find("command") || find("type") || find("httpUrl")) return kept;
  const address = find("url") ?? find("tcp");
  if (!address) return kept;
  const { name, keyOffset } = address;
  const text = name === "url" ? "sse" : "ws";
  return [...kept, { name: "type", keyOffset, value: { type: "string", text, offset: keyOffset, end: keyOffset } }];
}

/** A list by its newer or its older spelling. Of repeated ones nobody knows which one counts. */
function findList(root: TreeNode, name: string, older: string): TreeNode | null {
  const nested = findMembers(root, "mcp").flatMap(({ value }) => findMembers(value, name));
  const [list, another] = [...nested, ...findMembers(root, older)];
  return list && !another && list.value.type === "array" ? list.value : null;
}

export function readGeminiServers(context: ReadContext): NormalizedPart {
  const maps = rewriteMaps(context.document.root, "mcpServers", rewriteEntry);
  return readServerMaps(maps, "mcpServers", "", context, options);
}

/** The lists count in the client's settings alone: an extension's manifest switches nothing off. */
export function readListedServers(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const excludedList = findList(root, "excluded", "excludeMCPServers");
  const allowedList = findList(root, "allowed", "allowMCPServers");
  const excluded = excludedList ? listNames(excludedList) : new Map<string, number>();
  const allowed = allowedList ? listNames(allowedList) : new Map<string, number>();
  return markDisabled(readGeminiServers(context), context, (name) => {
    const offset = excluded.get(name);
    if (offset !== undefined) return offset;
    return allowedList && allowed.size > 0 && !allowed.has(name) ? allowedList.offset : null;
  });
}
