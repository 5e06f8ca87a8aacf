// Turns a registry's server.json into the servers that installing it would start or reach.
import type { Package } from "../../generated/event.ts";
import { createConnection, type NormalizedPart, type ReadContext } from "../entry.ts";
import { describeType, findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { createLaunch, type Launch } from "../launch.ts";
import { createProblem } from "../problem.ts";
import { joinParts, noPart } from "../server_map.ts";
import { endOfPath, type Host } from "./host.ts";

/** What clients run for a package of each registry when the file gives no hint, and how they name the version. */
const runners: Readonly<Record<string, { command: string; first: readonly string[]; separator: string }>> = {
  npm: { command: "npx", first: ["-y"], separator: "@" },
  pypi: { command: "uvx", first: [], separator: "==" },
  nuget: { command: "dnx", first: [], separator: "@" },
  oci: { command: "docker", first: ["run", "-i", "--rm"], separator: ":" },
};

function memberOf(node: TreeNode, name: string): TreeNode | undefined {
  return findMembers(node, name).at(-1)?.value;
}

function textOf(node: TreeNode, name: string): string | undefined {
  const member = memberOf(node, name);
  return member?.type === "string" ? member.text : undefined;
}

function itemsOf(node: TreeNode, name: string): TreeNode[] {
  const list = memberOf(node, name);
  return list?.type === "array" ? list.items : [];
}

function addArgument(launch: Launch, value: string, offset: number): void {
  launch.server.args ??= [];
  const pointer = `/server/args/${launch.server.args.length}`;
  launch.server.args.push(value);
  launch.offsets.set(pointer, offset);
  launch.values.push({ pointer, name: "args", value });
}

/** What a person fills in later has no value yet; its hint stands for it in angle brackets. */
function addArguments(launch: Launch, list: readonly TreeNode[]): void {
  for (const item of list) {
    const name = textOf(item, "name");
    const value = textOf(item, "value") ?? textOf(item, "default") ?? textOf(item, "valueHint");
    if (textOf(item, "type") === "named" && name !== undefined) addArgument(launch, name, item.offset);
    if (value === undefined) continue;
    const known = memberOf(item, "value") !== undefined || memberOf(item, "default") !== undefined;
    addArgument(launch, known ? value : `<${value}>`, item.offset);
  }
}

/** Of environment variables and headers: their names, and whatever value the file gives, which may be a secret. */
function addNamed(launch: Launch, list: readonly TreeNode[], field: "env_keys" | "header_names"): void {
  if (list.length === 0) return;
  launch.server[field] = list.map((item, index) => {
    const name = textOf(item, "name") ?? "";
    const pointer = `/server/${field}/${index}`;
    launch.offsets.set(pointer, memberOf(item, "name")?.offset ?? item.offset);
    for (const key of ["value", "default"]) {
      const value = textOf(item, key);
      if (value !== undefined) launch.values.push({ pointer, name, value });
    }
    return name;
  });
}

/** A file that is fetched whole; only its digest says which. */
function describeDownload(node: TreeNode, identifier: string): Package {
  const digest = textOf(node, "fileSha256");
  const version = textOf(node, "version");
  return {
    runner: "mcpb",
    registry: "url",
    name: identifier,
    ...(version === undefined ? {} : { version }),
    ...(digest === undefined ? {} : { digest: `sha256:${digest}` }),
    pinned: digest !== undefined && /^[0-9a-f]{64}$/i.test(digest),
  };
}

function namePackage(identifier: string, version: string | undefined, separator: string): string {
  const tail = identifier.slice(identifier.lastIndexOf("/") + 1);
  const named = separator === ":" && /[:@]/.test(tail);
  return version === undefined || named ? identifier : `${identifier}${separator}${version}`;
}

function readPackage(node: TreeNode): Launch | null {
  const launch = createLaunch();
  const identifier = textOf(node, "identifier") ?? textOf(node, "name");
  if (identifier === undefined) return null;
  const offset = (memberOf(node, "identifier") ?? memberOf(node, "name") ?? node).offset;
  const registry = (textOf(node, "registryType") ?? textOf(node, "registry_type") ?? "").toLowerCase();
  launch.server.transport = "stdio";
  addNamed(launch, itemsOf(node, "environmentVariables"), "env_keys");
  const runner = runners[registry];
  if (!runner) {
    launch.server.command = identifier;
    launch.offsets.set("/server/command", offset);
    launch.server.package = describeDownload(node, identifier);
    addArguments(launch, itemsOf(node, "packageArguments"));
    return launch;
  }
  launch.server.command = textOf(node, "runtimeHint") ?? runner.command;
  launch.offsets.set("/server/command", memberOf(node, "runtimeHint")?.offset ?? offset);
  for (const first of runner.first) addArgument(launch, first, offset);
  addArguments(launch, itemsOf(node, "runtimeArguments"));
  addArgument(launch, namePackage(identifier, textOf(node, "version"), runner.separator), offset);
  addArguments(launch, itemsOf(node, "packageArguments"));
  return launch;
}

function readRemote(node: TreeNode): Launch | null {
  const url = textOf(node, "url");
  if (url === undefined) return null;
  const launch = createLaunch();
  launch.server.transport = textOf(node, "type") === "sse" ? "sse" : "http";
  launch.server.url = url;
  const offset = memberOf(node, "url")?.offset ?? node.offset;
  launch.offsets.set("/server/url", offset);
  launch.values.push({ pointer: "/server/url", name: "url", value: url });
  addNamed(launch, itemsOf(node, "headers"), "header_names");
  return launch;
}

function readList(
  context: ReadContext,
  server: TreeMember,
  list: string,
  read: (node: TreeNode) => Launch | null,
): NormalizedPart {
  const { document } = context;
  return joinParts(
    itemsOf(document.root, list).map((node, index) => {
      const launch = read(node);
      const entry = { ...server, keyOffset: node.offset };
      if (launch) return { events: [createConnection(entry, `/${list}/${index}`, launch, context)], problems: [] };
      const message = `Expected each element of \`${list}\` to say what is fetched or reached, found ${describeType(node)} without it; complete it.`;
      const { file, positionAt } = document;
      return {
        events: [],
        problems: [createProblem("ERR_NORMALIZE_NO_LAUNCH", file, positionAt(node.offset), message)],
      };
    }),
  );
}

function readServer(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const named = findMembers(root, "name").at(-1);
  if (!named) return noPart;
  const server = { ...named, name: textOf(root, "name") ?? "" };
  return joinParts([
    readList(context, server, "packages", readPackage),
    readList(context, server, "remotes", readRemote),
  ]);
}

export const serverJson: Host = {
  kind: "registry",
  label: "The MCP registry",
  syntax: "json",
  // Not looked for: many projects keep something else under this name.
  places: {},
  recognizes: (path, document) =>
    endOfPath(path, 1) === "server.json" && (document === null || serverJson.holds?.(document) === true),
  holds: ({ root }) =>
    ["packages", "remotes"].some((list) => findMembers(root, list).some(({ value }) => value.type === "array")) &&
    (/modelcontextprotocol/.test(textOf(root, "$schema") ?? "") ||
      /^[a-zA-Z0-9.-]+\/[^/]+$/.test(textOf(root, "name") ?? "")),
  read: readServer,
};
