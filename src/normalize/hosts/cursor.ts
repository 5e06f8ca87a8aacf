// Turns Cursor's mcp.json into events.
import { approvalLists, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

export const cursor: Host = {
  kind: "cursor",
  label: "Cursor",
  syntax: "json",
  recognizes: (path) => endOfPath(path, 2) === ".cursor/mcp.json",
  read(document, source) {
    const context = { document, client: "cursor", source };
    return readServerMaps(document.root, "mcpServers", "", context, { settings: approvalLists });
  },
};
