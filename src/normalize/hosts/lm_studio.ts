// Turns LM Studio's mcp.json into events.
import { join } from "node:path";
import { approvalLists, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

export const lmStudio: Host = {
  kind: "lm_studio",
  label: "LM Studio",
  syntax: "json",
  places: { user: ({ home }) => [join(home, ".lmstudio", "mcp.json"), join(home, ".cache", "lm-studio", "mcp.json")] },
  recognizes: (path) =>
    endOfPath(path, 2) === ".lmstudio/mcp.json" || endOfPath(path, 3) === ".cache/lm-studio/mcp.json",
  read: (context) => readServerMaps(context.document.root, "mcpServers", "", context, { settings: approvalLists }),
};
