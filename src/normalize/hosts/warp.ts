// Turns Warp's .mcp.json into events.
import { join } from "node:path";
import type { ReadContext } from "../entry.ts";
import { findMembers, type TreeMember } from "../formats/tree.ts";
import { approvalLists, joinParts, noPart, readServerMaps, readServers, type ServerMapOptions } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

const options: ServerMapOptions = {
  settings: approvalLists,
  fields: { cwd: ["working_directory", "cwd"], url: ["url", "serverUrl"] },
};

function startsServer({ name, value }: TreeMember): boolean {
  if (name === "mcpServers") return false;
  return ["command", "url", "serverUrl"].some((field) => findMembers(value, field).length > 0);
}

/** The file may be the map itself, without `mcpServers` around it. */
function readBareMap(context: ReadContext) {
  const { root } = context.document;
  if (root.type !== "object") return noPart;
  return readServers({ ...root, members: root.members.filter(startsServer) }, "", context, options);
}

export const warp: Host = {
  kind: "warp",
  label: "Warp",
  syntax: "json",
  places: {
    user: ({ home }) => [join(home, ".warp", ".mcp.json")],
    project: (folder) => [join(folder, ".warp", ".mcp.json")],
  },
  recognizes: (path) => endOfPath(path, 2) === ".warp/.mcp.json",
  read: (context) =>
    joinParts([readServerMaps(context.document.root, "mcpServers", "", context, options), readBareMap(context)]),
};
