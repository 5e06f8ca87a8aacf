// Turns opencode's configuration, of both its versions, into events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import type { Folders } from "../machine.ts";
import { joinParts, readServers, type ServerMapOptions } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";
import { readOpencodePermissions } from "./opencode_permissions.ts";

const options: ServerMapOptions = {
  settings: [],
  fields: { command: [], commandLine: ["command"], args: [], env: ["environment"] },
  transports: {
    words: new Map([
      ["local", "stdio"],
      ["remote", "http"],
    ]),
  },
};

function has(node: TreeNode, ...names: string[]): boolean {
  return names.some((name) => findMembers(node, name).length > 0);
}

/** In the second version the servers stand one level deeper; `servers` may also be the name of a server of the first. */
function isServerMap({ name, value }: TreeMember): boolean {
  return name === "servers" && !has(value, "type", "command", "url");
}

/** An entry that only switches a server on or off which is configured elsewhere. */
function isSwitch({ value }: TreeMember): boolean {
  return value.type === "object" && value.members.length > 0 && value.members.every(({ name }) => name === "enabled");
}

export interface ServerMap {
  map: TreeNode;
  pointer: string;
}

/** Attacker-controlled: whichever version reads the file, the servers of the other do not hide behind its own. */
export function findServerMaps(root: TreeNode): ServerMap[] {
  return findMembers(root, "mcp").flatMap(({ value }): ServerMap[] => {
    if (value.type !== "object") return [{ map: value, pointer: "/mcp" }];
    const deeper = value.members.filter(isServerMap);
    const others = value.members.filter((member) => !isServerMap(member) && !isSwitch(member));
    // Beside the map of the second version stand its settings.
    const entries = deeper.length === 0 ? others : others.filter((member) => has(member.value, "command", "url"));
    return [
      { map: { ...value, members: entries }, pointer: "/mcp" },
      ...deeper.map((member) => ({ map: member.value, pointer: "/mcp/servers" })),
    ];
  });
}

function listNames(maps: readonly ServerMap[]): string[] {
  return maps.flatMap(({ map }) => (map.type === "object" ? map.members.map(({ name }) => name) : []));
}

function readOpencode(context: ReadContext): NormalizedPart {
  const maps = findServerMaps(context.document.root);
  return joinParts([
    ...maps.map(({ map, pointer }) => readServers(map, pointer, context, options)),
    readOpencodePermissions(context, listNames(maps)),
  ]);
}

const names = ["opencode.json", "opencode.jsonc"];

function inFolder(folder: string): string[] {
  return names.map((name) => join(folder, name));
}

/** The same on all platforms. */
function listUserFiles({ home, env }: Folders): string[] {
  const folder = join(env.XDG_CONFIG_HOME || join(home, ".config"), "opencode");
  return [
    ...(env.OPENCODE_CONFIG_DIR ? inFolder(env.OPENCODE_CONFIG_DIR) : []),
    ...inFolder(folder),
    join(folder, "config.json"),
    ...inFolder(join(home, ".opencode")),
  ];
}

export const opencode: Host = {
  kind: "opencode",
  label: "opencode",
  syntax: "jsonc",
  places: {
    user: listUserFiles,
    project: (folder) => [...inFolder(folder), ...inFolder(join(folder, ".opencode"))],
    managed: ({ system }) => inFolder(join(system, "opencode")),
  },
  expands: ["{env:VAR}", "{file:PATH}"],
  recognizes: (path) => names.includes(endOfPath(path, 1)) || endOfPath(path, 2) === "opencode/config.json",
  holds: ({ root }) =>
    findMembers(root, "$schema").some(
      ({ value }) => value.type === "string" && /^https?:\/\/opencode\.ai\//.test(value.text),
    ),
  read: readOpencode,
};
