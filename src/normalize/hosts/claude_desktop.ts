// Turns claude_desktop_config.json into events.
import { approvalLists, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

export const claudeDesktop: Host = {
  kind: "claude_desktop",
  label: "Claude Desktop",
  syntax: "json",
  recognizes: (path) => endOfPath(path, 1) === "claude_desktop_config.json",
  read(document, source) {
    const context = { document, client: "claude_desktop", source };
    return readServerMaps(document.root, "mcpServers", "", context, { settings: approvalLists });
  },
};
