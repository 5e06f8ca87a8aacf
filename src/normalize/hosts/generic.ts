// Turns the mcp.json that several clients share, or that a project keeps for any of them, into events.
import { join } from "node:path";
import { endOfPath, type Host } from "./host.ts";
import { readUnknown } from "./unknown.ts";
import { vscode } from "./vscode.ts";

export const generic: Host = {
  kind: "unknown",
  label: "Any client",
  syntax: "jsonc",
  places: {
    user: ({ config }) => [join(config, "mcp", "mcp.json")],
    project: (folder) => [join(folder, "mcp.json")],
  },
  // VS Code's own shape says more than the name.
  recognizes: (path, document) => endOfPath(path, 1) === "mcp.json" && !(document && vscode.holds?.(document)),
  read: readUnknown,
};
