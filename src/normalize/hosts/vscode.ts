// Turns VS Code's mcp.json into events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { approvalLists, type EntrySetting, readServerMaps } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

// A sandboxed server's tools run without a question.
const settings: readonly EntrySetting[] = [
  ...approvalLists,
  { key: "sandboxEnabled", name: "sandbox_auto_approve", form: "switch" },
];

export function readVscodeServers(context: ReadContext): NormalizedPart {
  return readServerMaps(context.document.root, "servers", "", context, { settings });
}

export const vscode: Host = {
  kind: "vscode",
  label: "VS Code",
  syntax: "jsonc",
  places: {
    user: ({ applications }) =>
      ["Code", "Code - Insiders", "VSCodium"].flatMap((folder) => [
        join(applications, folder, "User", "mcp.json"),
        { path: join(applications, folder, "User", "profiles"), each: ["*", "mcp.json"] },
      ]),
    project: (folder) => [join(folder, ".vscode", "mcp.json")],
  },
  recognizes: (path) =>
    endOfPath(path, 2) === ".vscode/mcp.json" ||
    /(^|\/)(code|code - insiders|vscodium)\/user\/(profiles\/[^/]+\/)?mcp\.json$/.test(endOfPath(path, 5)),
  read: readVscodeServers,
};
