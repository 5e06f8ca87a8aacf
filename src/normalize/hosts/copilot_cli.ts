// Turns the mcp-config.json and config.json of GitHub Copilot's command line into events.
import { join } from "node:path";
import type { ReadContext } from "../entry.ts";
import { findMembers } from "../formats/tree.ts";
import type { Folders } from "../machine.ts";
import { approvalLists, readServerMaps } from "../server_map.ts";
import { SettingReader } from "../setting.ts";
import { endOfPath, type Host } from "./host.ts";

function inFolder(file: string): (folders: Folders) => string[] {
  return ({ home, env }) => [
    ...(env.COPILOT_HOME ? [join(env.COPILOT_HOME, file)] : []),
    ...(env.XDG_CONFIG_HOME ? [join(env.XDG_CONFIG_HOME, "copilot", file)] : []),
    join(home, ".copilot", file),
  ];
}

const client = { kind: "copilot_cli", label: "Copilot CLI" } as const satisfies Partial<Host>;

// `tools` says which of the server's tools exist for the model; each use is asked about all the same.
export const copilotCli: Host = {
  ...client,
  syntax: "json",
  places: {
    user: inFolder("mcp-config.json"),
    project: (folder) => [join(folder, ".github", "mcp.json"), join(folder, ".copilot", "mcp-config.json")],
  },
  expands: ["${VAR}", "${VAR:-default}", "$VAR"],
  recognizes: (path) => /(^|\/)(\.?copilot\/mcp-config|\.github\/mcp)\.json$/.test(endOfPath(path, 2)),
  read: (context) =>
    readServerMaps(context.document.root, "mcpServers", "", context, {
      settings: approvalLists,
      transports: { words: new Map([["local", "stdio"]]) },
    }),
};

function readTrustedFolders(context: ReadContext) {
  const reader = new SettingReader(context);
  // The first is the older spelling.
  for (const key of ["trusted_folders", "trustedFolders"]) {
    for (const list of findMembers(context.document.root, key)) {
      const place = { name: "folder_trust", key, pointer: `/${key}`, keyOffset: list.keyOffset } as const;
      reader.addList(place, reader.readList(list), list.value.offset);
    }
  }
  return { events: reader.events, problems: reader.problems };
}

export const copilotCliSettings: Host = {
  ...client,
  syntax: "jsonc",
  places: { user: inFolder("config.json") },
  recognizes: (path) => endOfPath(path, 2) === ".copilot/config.json",
  read: readTrustedFolders,
};
