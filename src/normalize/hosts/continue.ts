// Turns Continue's config.yaml, and the files with servers beside it, into events.
import { basename, join } from "node:path";
import { type NormalizedPart, type ReadContext, readEntry } from "../entry.ts";
import { findMembers, type TreeNode } from "../formats/tree.ts";
import { readServerLists, type ServerListOptions } from "../server_list.ts";
import { joinParts } from "../server_map.ts";
import { readClaudeCodeServers } from "./claude_code.ts";
import { endOfPath, type Host, type Place } from "./host.ts";

const options: ServerListOptions = {
  settings: [],
  fields: { envFile: [], nested: ["requestOptions"] },
  published: "uses",
};

function has(node: TreeNode, name: string): boolean {
  return findMembers(node, name).length > 0;
}

/** Files in the folder and in its folders: Continue looks into all of them. */
function listFiles(folder: string, endings: readonly string[]): Place[] {
  return endings.flatMap((ending) => [
    { path: folder, each: [`*${ending}`] },
    { path: folder, each: ["*", `*${ending}`] },
  ]);
}

const yamlEndings = [".yaml", ".yml"];

function listYamlFiles(folder: string): Place[] {
  // The middle one is the older name of the first.
  return ["agents", "assistants", "mcpServers"].flatMap((name) => listFiles(join(folder, name), yamlEndings));
}

/** The same on all platforms. */
function userFolder({ home, env }: { home: string; env: Readonly<Record<string, string | undefined>> }): string {
  return env.CONTINUE_GLOBAL_DIR || join(home, ".continue");
}

export const continueYaml: Host = {
  kind: "continue",
  label: "Continue",
  syntax: "yaml",
  places: {
    user: (folders) => {
      const folder = userFolder(folders);
      return [...yamlEndings.map((ending) => join(folder, `config${ending}`)), ...listYamlFiles(folder)];
    },
    project: (folder) => listYamlFiles(join(folder, ".continue")),
  },
  expands: ["${{SCOPE.VAR}}", "tilde"],
  recognizes: (path) =>
    /(^|\/)\.continue\/(config|(agents|assistants|mcpservers)\/([^/]+\/)?[^/]+)\.ya?ml$/.test(endOfPath(path, 4)),
  holds: ({ root, syntax }) =>
    findMembers(root, "mcpServers").some(({ value }) => value.type === "array") ||
    (syntax === "yaml" && has(root, "schema") && has(root, "version") && has(root, "models")),
  read: (context) => readServerLists(context.document.root, "mcpServers", "", context, options),
};

/** In the style of other clients; a file may also be one server, whose name is then the file's. */
function readJsonFile(context: ReadContext): NormalizedPart {
  const { file, root } = context.document;
  if (has(root, "mcpServers") || !(has(root, "command") || has(root, "url"))) return readClaudeCodeServers(context);
  const entry = { name: basename(file).replace(/\.json$/i, ""), keyOffset: root.offset, value: root };
  return joinParts([readEntry(entry, "", context), readClaudeCodeServers(context)]);
}

export const continueJson: Host = {
  kind: "continue",
  label: "Continue",
  syntax: "jsonc",
  places: {
    user: (folders) => listFiles(join(userFolder(folders), "mcpServers"), [".json"]),
    project: (folder) => listFiles(join(folder, ".continue", "mcpServers"), [".json"]),
  },
  recognizes: (path) => /(^|\/)\.continue\/mcpservers\/([^/]+\/)?[^/]+\.json$/.test(endOfPath(path, 4)),
  read: readJsonFile,
};
