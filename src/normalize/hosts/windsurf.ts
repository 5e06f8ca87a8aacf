// Turns Windsurf's mcp_config.json into events.
import { join } from "node:path";
import { approvalLists, disabledTools, readServerMaps, type ServerMapOptions } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

const options: ServerMapOptions = {
  settings: [...approvalLists, disabledTools],
  fields: { url: ["serverUrl", "url"] },
};

export const windsurf: Host = {
  kind: "windsurf",
  label: "Windsurf",
  syntax: "json",
  places: {
    // The last one is that of the plugin for JetBrains.
    user: ({ home }) =>
      [["windsurf"], ["windsurf-next"], []].map((folder) => join(home, ".codeium", ...folder, "mcp_config.json")),
  },
  expands: ["${env:VAR}"],
  recognizes: (path) => /(^|\/)(\.codeium|\.?windsurf|windsurf-next)\/mcp_config\.json$/.test(endOfPath(path, 2)),
  read: (context) => readServerMaps(context.document.root, "mcpServers", "", context, options),
};
