// Turns Cursor's mcp.json into events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { keepSecrets, rewriteMaps } from "../rewrite_entries.ts";
import { approvalLists, readServerMaps, type ServerMapOptions } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

const options: ServerMapOptions = { settings: approvalLists, fields: { env: ["env", "auth"] } };

/** The client's own secret, `auth.CLIENT_SECRET`, is a named value as those of `env` are. */
function readCursorServers(context: ReadContext): NormalizedPart {
  const root = rewriteMaps(context.document.root, "mcpServers", keepSecrets("auth"));
  return readServerMaps(root, "mcpServers", "", context, options);
}

export const cursor: Host = {
  kind: "cursor",
  label: "Cursor",
  syntax: "json",
  places: {
    user: ({ home }) => [join(home, ".cursor", "mcp.json")],
    project: (folder) => [join(folder, ".cursor", "mcp.json")],
  },
  expands: ["${env:VAR}", "${userHome}"],
  recognizes: (path) => endOfPath(path, 2) === ".cursor/mcp.json",
  read: readCursorServers,
};
