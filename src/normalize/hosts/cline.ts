// Turns Cline's cline_mcp_settings.json into events.
import { isAbsolute, join } from "node:path";
import type { Folders } from "../machine.ts";
import { approvalLists, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

/** Where editors of VS Code's family keep the files of extensions, on this machine and when it is worked on from another. */
export function listExtensionFolders({ applications, home }: Folders): string[] {
  const editors = ["Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf"];
  const servers = [".vscode-server", ".vscode-server-insiders", ".cursor-server", ".windsurf-server"];
  return [
    ...editors.map((editor) => join(applications, editor, "User", "globalStorage")),
    ...servers.map((server) => join(home, server, "data", "User", "globalStorage")),
  ];
}

const settingsFile = join("settings", "cline_mcp_settings.json");

export const cline: Host = {
  kind: "cline",
  label: "Cline",
  syntax: "json",
  places: {
    user: (folders) => {
      const { env, home } = folders;
      const moved = env.CLINE_MCP_SETTINGS_PATH;
      return [
        // A relative one is another file in each folder, which nobody can name.
        ...(moved && isAbsolute(moved) ? [moved] : []),
        join(env.CLINE_DATA_DIR || join(env.CLINE_DIR || join(home, ".cline"), "data"), settingsFile),
        ...listExtensionFolders(folders).map((folder) => join(folder, "saoudrizwan.claude-dev", settingsFile)),
      ];
    },
  },
  recognizes: (path) => endOfPath(path, 1) === "cline_mcp_settings.json",
  read: (context) =>
    readServerMaps(context.document.root, "mcpServers", "", context, {
      settings: approvalLists,
      fields: { type: ["type", "transportType"], nested: ["transport"] },
      transports: { remote: "sse" },
    }),
};
