// Turns the manifest of an MCPB bundle into the server that installing it would start.
import { join } from "node:path";
import { escapePointer } from "../../pointer.ts";
import { type NormalizedPart, type ReadContext, readEntry } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode, type TreeObject } from "../formats/tree.ts";
import { createProblem } from "../problem.ts";
import { joinParts, noPart } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

function lastMember(node: TreeNode, name: string): TreeMember | undefined {
  return findMembers(node, name).at(-1);
}

function textOf(node: TreeNode | undefined): string | undefined {
  return node?.type === "string" ? node.text : undefined;
}

/** What a platform's part gives replaces the same field of the common part. */
function overrideWith(common: TreeObject, part: TreeObject): TreeObject {
  const names = new Set(part.members.map(({ name }) => name));
  return { ...common, members: [...common.members.filter(({ name }) => !names.has(name)), ...part.members] };
}

interface Manifest {
  context: ReadContext;
  /** Of the server: the manifest's `name`. */
  name: string;
  keyOffset: number;
}

function readConfig({ context, name, keyOffset }: Manifest, value: TreeNode, pointer: string): NormalizedPart {
  return readEntry({ name, keyOffset, value }, pointer, context);
}

/** The common configuration, and one for each platform that changes it. */
function readConfigs(manifest: Manifest, config: TreeNode): NormalizedPart {
  const pointer = "/server/mcp_config";
  const parts = [readConfig(manifest, config, pointer)];
  if (config.type !== "object") return joinParts(parts);
  const overrides = lastMember(config, "platform_overrides")?.value;
  const platforms = overrides?.type === "object" ? overrides.members : [];
  for (const { name, value } of platforms) {
    if (value.type !== "object") continue;
    const merged = overrideWith(config, value);
    parts.push(readConfig(manifest, merged, `${pointer}/platform_overrides/${escapePointer(name)}`));
  }
  return joinParts(parts);
}

/** A bundle of the type `uv` may leave out how it is started: the client runs its entry point with uv. */
function describeUvStart({ offset, end }: TreeNode, entryPoint: TreeNode): TreeNode {
  const text = (value: string): TreeNode => ({ type: "string", text: value, offset, end });
  const items = [text("run"), text("--directory"), text("${__dirname}"), entryPoint];
  const members = [
    { name: "command", keyOffset: offset, value: text("uv") },
    { name: "args", keyOffset: entryPoint.offset, value: { type: "array" as const, offset, end, items } },
  ];
  return { type: "object", offset, end, members };
}

function readManifest(context: ReadContext): NormalizedPart {
  const { document } = context;
  const named = lastMember(document.root, "name");
  const server = lastMember(document.root, "server");
  if (!server) return noPart;
  const name = textOf(named?.value) ?? "";
  const manifest = { context, name, keyOffset: named?.keyOffset ?? server.keyOffset };
  const config = lastMember(server.value, "mcp_config");
  if (config) return readConfigs(manifest, config.value);
  const entryPoint = lastMember(server.value, "entry_point")?.value;
  if (entryPoint?.type === "string" && textOf(lastMember(server.value, "type")?.value) === "uv") {
    return readConfig(manifest, describeUvStart(server.value, entryPoint), "/server");
  }
  const message = "Expected `mcp_config` in `server`, which says how the server is started, found none; add it.";
  const { file, positionAt } = document;
  return {
    events: [],
    problems: [createProblem("ERR_NORMALIZE_NO_LAUNCH", file, positionAt(server.keyOffset), message)],
  };
}

export const mcpb: Host = {
  kind: "mcpb",
  label: "MCPB",
  syntax: "json",
  places: {
    user: ({ applications }) => [
      { path: join(applications, "Claude", "Claude Extensions"), each: ["*", "manifest.json"] },
    ],
  },
  expands: ["${user_config.KEY}"],
  expandsNames: ["HOME"],
  recognizes: (path) => /\.(mcpb|dxt)$/.test(endOfPath(path, 1)),
  holds: ({ root }) =>
    findMembers(root, "manifest_version").length + findMembers(root, "dxt_version").length > 0 &&
    findMembers(root, "server").some(({ value }) => value.type === "object"),
  read: readManifest,
};
