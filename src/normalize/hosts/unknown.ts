// Turns files whose name no client is known for into events, by what they hold.
import { joinPointer } from "../../pointer.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import type { Document } from "../formats/document.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { keepSecrets, rewriteEntries } from "../rewrite_entries.ts";
import { approvalLists, disabledTools, joinParts, readServers, type ServerMapOptions } from "../server_map.ts";
import { readProjectApprovals } from "./claude_code_settings.ts";
import { endOfPath, type Host } from "./host.ts";
import { findServerMaps, type ServerMap } from "./opencode.ts";
import { listHiddenInputs } from "./vscode.ts";

/** What any client calls its fields and switches. */
const options: ServerMapOptions = {
  settings: [
    ...approvalLists,
    disabledTools,
    { key: "headersHelper", name: "headers_helper", form: "text" },
    { key: "sandboxEnabled", name: "sandbox_auto_approve", form: "switch" },
    { key: "trust", name: "trust_server", form: "switch" },
  ],
  fields: {
    command: ["command", "cmd"],
    commandLine: ["command"],
    env: ["env", "environment", "envs", "oauth"],
    envNames: ["env_vars", "env_keys"],
    cwd: ["cwd", "working_directory"],
    url: ["url", "serverUrl", "httpUrl", "uri"],
    headers: ["headers", "http_headers"],
    headerVariables: ["env_http_headers"],
    type: ["type", "transportType", "transport"],
    nested: ["transport"],
  },
  transports: {
    words: new Map([
      ["local", "stdio"],
      ["remote", "http"],
    ]),
  },
};

const keepClientSecret = keepSecrets("oauth");

/** Names that nothing but a map of servers has. */
const ownNames = ["mcpServers", "context_servers", "mcp_servers"];

function startsServer({ value }: TreeMember): boolean {
  return ["command", "cmd", "url", "serverUrl", "httpUrl", "uri"].some((name) => findMembers(value, name).length > 0);
}

/** `mcp` and `servers` are also words for other things, so only what starts a server counts. */
function findSharedMaps(root: TreeNode): ServerMap[] {
  return findServerMaps(root).flatMap(({ map, pointer }) => {
    const members = map.type === "object" ? map.members.filter(startsServer) : [];
    return members.length === 0 ? [] : [{ map: { ...map, type: "object", members }, pointer }];
  });
}

/** A file of this name may be the map itself, as plugins have it. */
function findBareMap({ file, root }: Document): ServerMap[] {
  if (endOfPath(file, 1) !== ".mcp.json" || root.type !== "object") return [];
  const members = root.members.filter((member) => !ownNames.includes(member.name) && startsServer(member));
  return members.length === 0 ? [] : [{ map: { ...root, members }, pointer: "" }];
}

function findMaps(document: Document): ServerMap[] {
  const { root } = document;
  const maps = ownNames.flatMap((name) => findMembers(root, name));
  const servers = findMembers(root, "servers").filter(
    (member) => member.value.type === "object" && !startsServer(member),
  );
  return [
    ...findBareMap(document),
    ...[...maps, ...servers].map(({ name, value }) => ({ map: value, pointer: `/${name}` })),
    ...findSharedMaps(root),
  ];
}

function readMaps(maps: readonly ServerMap[], context: ReadContext): NormalizedPart {
  return joinParts(
    maps.map(({ map, pointer }) => readServers(rewriteEntries(map, keepClientSecret), pointer, context, options)),
  );
}

/** A copy of Claude Code's file of projects, under another name. */
function readProjects(context: ReadContext): NormalizedPart {
  const projects = findMembers(context.document.root, "projects").flatMap(({ value }) =>
    value.type === "object" ? value.members : [],
  );
  return joinParts(
    projects.flatMap(({ name, value }) => {
      const pointer = joinPointer("/projects", name);
      const maps = findMembers(value, "mcpServers").map((map) => ({
        map: map.value,
        pointer: `${pointer}/mcpServers`,
      }));
      return [readMaps(maps, context), readProjectApprovals(value, pointer, context)];
    }),
  );
}

export function readUnknown(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  return joinParts([
    readMaps(findMaps(context.document), { ...context, hiddenInputs: listHiddenInputs(root) }),
    readProjects(context),
  ]);
}

/** Nothing is known about how strict their reader is. */
export const unknownClient: Host = {
  kind: "unknown",
  label: "An unknown client",
  syntax: "jsonc",
  places: {},
  recognizes: () => false,
  holds: (document) => findMaps(document).length > 0,
  read: readUnknown,
};
