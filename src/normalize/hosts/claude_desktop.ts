// Turns claude_desktop_config.json into events.
import { join } from "node:path";
import type { Folders } from "../machine.ts";
import { approvalLists, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

const file = join("Claude", "claude_desktop_config.json");

/** What the program from Microsoft's store writes below %APPDATA% lands in a folder of its own. */
function listStore({ platform, home, env }: Folders): string[] {
  if (platform !== "win32") return [];
  const local = env.LOCALAPPDATA || join(home, "AppData", "Local");
  return [join(local, "Packages", "Claude_pzs8sxrjxfjjc", "LocalCache", "Roaming", file)];
}

export const claudeDesktop: Host = {
  kind: "claude_desktop",
  label: "Claude Desktop",
  syntax: "json",
  places: { user: (folders) => [join(folders.applications, file), ...listStore(folders)] },
  expands: [],
  recognizes: (path) => endOfPath(path, 1) === "claude_desktop_config.json",
  read: (context) => readServerMaps(context.document.root, "mcpServers", "", context, { settings: approvalLists }),
};
