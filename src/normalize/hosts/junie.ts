// Turns the mcp.json of JetBrains Junie into events.
import { join } from "node:path";
import { approvalLists, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

export const junie: Host = {
  kind: "junie",
  label: "Junie",
  syntax: "json",
  places: {
    user: ({ home }) => [join(home, ".junie", "mcp", "mcp.json")],
    project: (folder) => [join(folder, ".junie", "mcp", "mcp.json")],
  },
  recognizes: (path) => endOfPath(path, 3) === ".junie/mcp/mcp.json",
  read: (context) => readServerMaps(context.document.root, "mcpServers", "", context, { settings: approvalLists }),
};
