// Turns Goose's config.yaml into events.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import type { Folders } from "../machine.ts";
import { joinParts, readServers, type ServerMapOptions } from "../server_map.ts";
import { SettingReader } from "../setting.ts";
import { addSetting } from "../setting_names.ts";
import { endOfPath, type Host } from "./host.ts";

const options: ServerMapOptions = {
  settings: [],
  fields: { command: ["cmd"], env: ["envs"], envNames: ["env_keys"], envFile: [], url: ["uri"] },
  transports: { words: new Map([["inline_python", "stdio"]]) },
};

const ownTypes = ["builtin", "platform", "frontend"];

function isOfType({ value }: TreeMember, types: readonly string[]): boolean {
  const found = findMembers(value, "type");
  return found.length > 0 && found.every(({ value: type }) => type.type === "string" && types.includes(type.text));
}

/** Goose writes the code to a file and has uvx run it with the packages it asks for; here it stands in the command. */
function asCommand(entry: TreeMember): TreeMember {
  const { value } = entry;
  const code = findMembers(value, "code").at(-1);
  if (value.type !== "object" || !code || !isOfType(entry, ["inline_python"])) return entry;
  const { keyOffset } = code;
  const word = (text: string): TreeNode => ({ type: "string", text, offset: keyOffset, end: code.value.end });
  const dependencies = findMembers(value, "dependencies").flatMap((list) =>
    list.value.type === "array" ? list.value.items : [],
  );
  const packages = [word("mcp"), ...dependencies].flatMap((item) => [word("--with"), item]);
  const items = [...packages, word("python"), word("-c"), code.value];
  const { offset, end } = code.value;
  const others = value.members.filter(({ name }) => name !== "cmd" && name !== "args");
  const members: TreeMember[] = [
    ...others,
    { name: "cmd", keyOffset, value: word("uvx") },
    { name: "args", keyOffset, value: { type: "array", offset, end, items } },
  ];
  return { ...entry, value: { ...value, members } };
}

/** What is part of Goose is no server: nothing is started or reached for it. */
function readExtensions(context: ReadContext): NormalizedPart {
  return joinParts(
    findMembers(context.document.root, "extensions").map(({ name, value }) => {
      if (value.type !== "object") return readServers(value, `/${name}`, context, options);
      const members = value.members.filter((entry) => !isOfType(entry, ownTypes)).map(asCommand);
      return readServers({ ...value, members }, `/${name}`, context, options);
    }),
  );
}

/** A mode that is not written is Goose's own choice and nobody's switch. */
function readGoose(context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  const form = new Map([["auto", true]]);
  for (const member of findMembers(context.document.root, "GOOSE_MODE")) {
    const key = member.name;
    addSetting(reader, { key, pointer: `/${key}`, member }, { key, name: "bypass_permissions", form });
  }
  return joinParts([readExtensions(context), { events: reader.events, problems: reader.problems }]);
}

/** On Windows below the name of its first publisher. */
export function gooseFolders({ config, env, platform }: Folders): string[] {
  return [
    ...(env.GOOSE_PATH_ROOT ? [join(env.GOOSE_PATH_ROOT, "config")] : []),
    platform === "win32" ? join(config, "Block", "goose", "config") : join(config, "goose"),
  ];
}

function holdsExtensions(root: TreeNode): boolean {
  const types = [...ownTypes, "stdio", "sse", "streamable_http", "inline_python"];
  return findMembers(root, "extensions").some(
    ({ value }) => value.type === "object" && value.members.some((entry) => isOfType(entry, types)),
  );
}

function holdsVariables(root: TreeNode): boolean {
  return root.type === "object" && root.members.some(({ name }) => name.startsWith("GOOSE_"));
}

export const goose: Host = {
  kind: "goose",
  label: "Goose",
  syntax: "yaml",
  places: {
    user: (folders) => gooseFolders(folders).map((folder) => join(folder, "config.yaml")),
    project: (folder) => [join(folder, ".config", "goose", "config.yaml")],
    managed: ({ platform, etc }) => (platform === "win32" ? [] : [join(etc, "goose", "config.yaml")]),
  },
  recognizes: (path) => /(^|\/)goose\/(config\/)?config\.yaml$/.test(endOfPath(path, 3)),
  holds: ({ syntax, root }) => syntax === "yaml" && (holdsExtensions(root) || holdsVariables(root)),
  read: readGoose,
};
