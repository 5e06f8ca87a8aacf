// Turns claude_desktop_config.json into events.
import { join } from "node:path";
import { approvalLists, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

export const claudeDesktop: Host = {
  kind: "claude_desktop",
  label: "Claude Desktop",
  syntax: "json",
  places: { user: ({ applications }) => [join(applications, "Claude", "claude_desktop_config.json")] },
  recognizes: (path) => endOfPath(path, 1) === "claude_desktop_config.json",
  read: (context) => readServerMaps(context.document.root, "mcpServers", "", context, { settings: approvalLists }),
};
