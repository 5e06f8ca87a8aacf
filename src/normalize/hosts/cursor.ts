// Turns Cursor's mcp.json into events.
import { join } from "node:path";
import { approvalLists, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

export const cursor: Host = {
  kind: "cursor",
  label: "Cursor",
  syntax: "json",
  places: {
    user: ({ home }) => [join(home, ".cursor", "mcp.json")],
    project: (folder) => [join(folder, ".cursor", "mcp.json")],
  },
  recognizes: (path) => endOfPath(path, 2) === ".cursor/mcp.json",
  read: (context) => readServerMaps(context.document.root, "mcpServers", "", context, { settings: approvalLists }),
};
