// Turns the mcp_config.json of Google Antigravity into events.
import { join } from "node:path";
import { approvalLists, disabledTools, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

export const antigravity: Host = {
  kind: "antigravity",
  label: "Antigravity",
  syntax: "json",
  places: {
    user: ({ home }) => ["antigravity", "config"].map((folder) => join(home, ".gemini", folder, "mcp_config.json")),
    project: (folder) => [join(folder, ".agents", "mcp_config.json")],
  },
  recognizes: (path) =>
    /(^|\/)\.gemini\/(antigravity|config)\/mcp_config\.json$/.test(endOfPath(path, 3)) ||
    endOfPath(path, 2) === ".agents/mcp_config.json",
  read: (context) =>
    readServerMaps(context.document.root, "mcpServers", "", context, {
      settings: [...approvalLists, disabledTools],
      fields: { url: ["serverUrl", "url", "httpUrl"] },
    }),
};
