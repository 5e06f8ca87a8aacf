// Turns VS Code's mcp.json into events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeNode } from "../formats/tree.ts";
import type { Folders } from "../machine.ts";
import { approvalLists, readServerMaps, type ServerMapOptions } from "../server_map.ts";
import { findDotted } from "../setting_names.ts";
import { endOfPath, type Host, type Place } from "./host.ts";

// A sandboxed server's tools run without a question.
export const vscodeServers: ServerMapOptions = {
  settings: [...approvalLists, { key: "sandboxEnabled", name: "sandbox_auto_approve", form: "switch" }],
};

export function readVscodeServers(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  return readServerMaps(root, "servers", "", { ...context, hiddenInputs: listHiddenInputs(root) }, vscodeServers);
}

/**
 * The prompts that `${input:id}` stands for, and whether what the person types is hidden. Other inputs are picked, not
 * typed. Of a repeated id the open one counts: nobody knows which one the client takes.
 */
export function listHiddenInputs(root: TreeNode): Map<string, boolean> {
  const lists = ["inputs", "mcp.inputs", "settings.mcp.inputs"].flatMap((name) => findDotted(root, name));
  const inputs = lists.flatMap(({ member: { value } }) => (value.type === "array" ? value.items : []));
  const hidden = new Map<string, boolean>();
  for (const input of inputs) {
    const id = findMembers(input, "id").at(-1)?.value;
    const type = findMembers(input, "type").at(-1)?.value;
    if (id?.type !== "string" || type?.type !== "string" || type.text !== "promptString") continue;
    const password = findMembers(input, "password").at(-1)?.value;
    const isHidden = password?.type === "boolean" && password.value;
    hidden.set(id.text, isHidden && hidden.get(id.text) !== false);
  }
  return hidden;
}

const products = ["Code", "Code - Insiders", "Code - OSS", "VSCodium", "VSCodium - Insiders"];
const remotes = [".vscode-server", ".vscode-server-insiders", ".vscodium-server"];

/** A file of that name for each product, profile and remote machine. */
export function listVscodeFiles({ applications, home }: Folders, name: string): Place[] {
  const users = products.map((product) => join(applications, product, "User"));
  const far = remotes.flatMap((remote) => ["User", "Machine"].map((folder) => join(home, remote, "data", folder)));
  return [
    ...users.flatMap((folder) => [join(folder, name), { path: join(folder, "profiles"), each: ["*", name] }]),
    ...far.map((folder) => join(folder, name)),
  ];
}

/** One of the above, or the project's. */
export function isVscodeFile(path: string, name: string): boolean {
  const end = endOfPath(path, 5);
  if (!end.endsWith(`/${name}`)) return false;
  return /(^|\/)(\.vscode|(code|code - insiders|code - oss|vscodium|vscodium - insiders)\/user(\/profiles\/[^/]+)?|\.(vscode|vscodium)-server(-insiders)?\/data\/(user|machine))\/[^/]+$/.test(
    end,
  );
}

export const vscode: Host = {
  kind: "vscode",
  label: "VS Code",
  syntax: "jsonc",
  places: {
    user: (folders) => listVscodeFiles(folders, "mcp.json"),
    project: (folder) => [join(folder, ".vscode", "mcp.json")],
  },
  expands: ["${input:ID}", "${env:VAR}", "${userHome}"],
  recognizes: (path) => isVscodeFile(path, "mcp.json"),
  // Others have one or the other.
  holds: ({ root }) =>
    findMembers(root, "inputs").some(({ value }) => value.type === "array") &&
    findMembers(root, "servers").some(({ value }) => value.type === "object"),
  read: readVscodeServers,
};
