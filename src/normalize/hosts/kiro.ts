// Turns Kiro's mcp.json and its agents into events.
import { join } from "node:path";
import { approvalLists, disabledTools, readServerMaps } from "../server_map.ts";
import { readAgent } from "./amazon_q_agents.ts";
import { endOfPath, type Host } from "./host.ts";

const client = {
  kind: "kiro",
  label: "Kiro",
  syntax: "json",
  expands: ["${VAR}"],
} as const satisfies Partial<Host>;

export const kiro: Host = {
  ...client,
  places: {
    user: ({ home }) => [join(home, ".kiro", "settings", "mcp.json")],
    project: (folder) => [join(folder, ".kiro", "settings", "mcp.json")],
  },
  recognizes: (path) => endOfPath(path, 3) === ".kiro/settings/mcp.json",
  read: (context) =>
    readServerMaps(context.document.root, "mcpServers", "", context, { settings: [...approvalLists, disabledTools] }),
};

export const kiroAgents: Host = {
  ...client,
  places: {
    user: ({ home }) => [{ path: join(home, ".kiro", "agents"), each: ["*.json"] }],
    project: (folder) => [{ path: join(folder, ".kiro", "agents"), each: ["*.json"] }],
  },
  recognizes: (path) => /(^|\/)\.kiro\/agents\/[^/]+\.json$/.test(endOfPath(path, 3)),
  read: readAgent,
};
