// Turns Amazon Q Developer's mcp.json into events.
import { join } from "node:path";
import { approvalLists, disabledTools, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

export const amazonQ: Host = {
  kind: "amazon_q",
  label: "Amazon Q",
  syntax: "json",
  places: {
    user: ({ home }) => [join(home, ".aws", "amazonq", "mcp.json")],
    project: (folder) => [join(folder, ".amazonq", "mcp.json")],
  },
  recognizes: (path) => endOfPath(path, 3) === ".aws/amazonq/mcp.json" || endOfPath(path, 2) === ".amazonq/mcp.json",
  read: (context) =>
    readServerMaps(context.document.root, "mcpServers", "", context, { settings: [...approvalLists, disabledTools] }),
};
