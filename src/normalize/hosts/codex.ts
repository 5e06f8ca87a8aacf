// Turns Codex's config.toml into events.
import { join } from "node:path";
import type { Setting } from "../../generated/event.ts";
import { escapePointer, joinPointer } from "../../pointer.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import type { Folders } from "../machine.ts";
import { createProblem } from "../problem.ts";
import { joinParts, readServers, type ServerMapOptions } from "../server_map.ts";
import { type SettingItem, SettingReader } from "../setting.ts";
import { addSetting } from "../setting_names.ts";
import { addHooks } from "./claude_code_hooks.ts";
import { endOfPath, type Host } from "./host.ts";

const options: ServerMapOptions = {
  settings: [{ key: "disabled_tools", name: "denied_tools", form: "list" }],
  fields: {
    envNames: ["env_vars"],
    envFile: [],
    type: [],
    headers: ["http_headers", "bearer_token"],
    headerVariables: ["env_http_headers", "bearer_token_env_var"],
  },
};

/** The other modes, `auto` and `writes`, leave it to what the tool says of itself. */
const approvalModes: ReadonlyMap<string, Setting["name"]> = new Map([
  ["approve", "auto_approve_tools"],
  ["prompt", "asked_tools"],
]);

const adjustments = [
  ...["enabled", "required", "enabled_tools", "disabled_tools", "default_tools_approval_mode", "tools", "scopes"],
  ...["startup_timeout_sec", "startup_timeout_ms", "tool_timeout_sec", "supports_parallel_tool_calls"],
];

/** Codex puts all its files together, so an entry may adjust a server that another file starts, but not how. */
function adjusts({ value }: TreeMember): boolean {
  if (value.type !== "object" || value.members.length === 0) return false;
  return value.members.every(({ name }) => adjustments.includes(name));
}

/** Both say what the header Authorization holds: itself, or the variable it is in. */
function asHeader(member: TreeMember): TreeMember {
  const { name, keyOffset, value } = member;
  if (value.type !== "string" || !["bearer_token", "bearer_token_env_var"].includes(name)) return member;
  const { offset, end } = value;
  return { name, keyOffset, value: { type: "object", offset, end, members: [{ ...member, name: "Authorization" }] } };
}

function withHeaders(entry: TreeMember): TreeMember {
  const { value } = entry;
  return value.type === "object" ? { ...entry, value: { ...value, members: value.members.map(asHeader) } } : entry;
}

/** Codex refuses a file that holds a token in this place. */
function refuseTokens(entry: TreeMember, { document }: ReadContext): NormalizedPart {
  const problems = findMembers(entry.value, "bearer_token").map(({ keyOffset }) => {
    const message =
      "Expected `bearer_token_env_var` with the name of a variable, found `bearer_token`, which Codex refuses; keep the token in a variable.";
    return createProblem("ERR_NORMALIZE_HEADERS", document.file, document.positionAt(keyOffset), message);
  });
  return { events: [], problems };
}

/** The tools, and `*` for all without an own mode, that are approved beforehand, and those that are asked about. */
function readApprovals(entry: TreeMember, pointer: string, context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  const server = { name: entry.name, offset: entry.keyOffset };
  for (const mode of findMembers(entry.value, "default_tools_approval_mode")) {
    const name = approvalModes.get(reader.readText(mode) ?? "");
    if (!name) continue;
    const { name: key, keyOffset, value } = mode;
    const place = { name, key, pointer: joinPointer(pointer, key), keyOffset, server };
    reader.addList(place, [{ text: "*", offset: value.offset }], value.offset);
  }
  for (const { keyOffset, value } of reader.readObjects(entry.value, "tools")) {
    const tools = new Map<string, SettingItem[]>([...approvalModes.keys()].map((mode) => [mode, []]));
    for (const tool of value.type === "object" ? value.members : []) {
      for (const mode of findMembers(tool.value, "approval_mode")) {
        tools.get(reader.readText(mode) ?? "")?.push({ text: tool.name, offset: tool.keyOffset });
      }
    }
    for (const [mode, name] of approvalModes) {
      const place = { name, key: "tools.approval_mode", pointer: joinPointer(pointer, "tools"), keyOffset, server };
      const items = tools.get(mode) ?? [];
      reader.addList(place, items, items[0]?.offset ?? keyOffset);
    }
  }
  return { events: reader.events, problems: reader.problems };
}

function readCodexServers(root: TreeNode, context: ReadContext): NormalizedPart {
  return joinParts(
    findMembers(root, "mcp_servers").flatMap(({ name, value }) => {
      if (value.type !== "object") return [readServers(value, `/${name}`, context, options)];
      const servers = value.members.filter((entry) => !adjusts(entry));
      return [
        readServers({ ...value, members: servers.map(withHeaders) }, `/${name}`, context, options),
        ...value.members.flatMap((entry) => [
          refuseTokens(entry, context),
          readApprovals(entry, `/${name}/${escapePointer(entry.name)}`, context),
        ]),
      ];
    }),
  );
}

const switches = [
  { key: "approval_policy", name: "bypass_permissions", form: new Map([["never", true]]) },
  { key: "sandbox_mode", name: "sandbox_off", form: new Map([["danger-full-access", true]]) },
] as const;

function addSwitches(reader: SettingReader, node: TreeNode, prefix: string, pointer: string): void {
  for (const rule of switches) {
    for (const member of findMembers(node, rule.key)) {
      // A policy may also be a table of single approvals, which bypasses none of them as a whole.
      if (member.value.type === "object") continue;
      const found = { key: `${prefix}${rule.key}`, pointer: joinPointer(pointer, rule.key), member };
      addSetting(reader, found, rule);
    }
  }
}

/** Which folders a person trusts is no switch: each was answered for when it was opened. */
function readCodex(context: ReadContext): NormalizedPart {
  const { root } = context.document;
  const reader = new SettingReader(context);
  addSwitches(reader, root, "", "");
  for (const profiles of reader.readObjects(root, "profiles")) {
    for (const { name, value } of profiles.value.type === "object" ? profiles.value.members : []) {
      addSwitches(reader, value, `profiles.${name}.`, `/profiles/${escapePointer(name)}`);
    }
  }
  addHooks(reader, root);
  addNotifier(reader, root);
  return joinParts([readCodexServers(root, context), { events: reader.events, problems: reader.problems }]);
}

/** The administrator's folder. */
export function codexManaged({ platform, system, etc }: Folders): string {
  return platform === "win32" ? join(system, "OpenAI", "Codex") : join(etc, "codex");
}

const ownNames = [
  "mcp_servers",
  "approval_policy",
  "sandbox_mode",
  "sandbox_workspace_write",
  "model_provider",
  "model_providers",
  "model_reasoning_effort",
];

/** `notify`: a program and its arguments that Codex starts when a turn has ended. */
function addNotifier(reader: SettingReader, root: TreeNode): void {
  for (const list of findMembers(root, "notify")) {
    const words = reader.readList(list).map(({ text }) => text);
    const { keyOffset, value } = list;
    if (words.length === 0) continue;
    reader.add({ name: "hook_command", key: "notify", pointer: "/notify", keyOffset }, words.join(" "), value.offset);
  }
}

export const codex: Host = {
  kind: "codex",
  label: "Codex",
  syntax: "toml",
  places: {
    user: ({ home, env, platform }) => {
      const own = join(home, ".codex");
      return [
        ...(env.CODEX_HOME ? [join(env.CODEX_HOME, "config.toml")] : []),
        join(own, "config.toml"),
        // For administrators, but where the user can write.
        ...(platform === "win32" ? [join(own, "managed_config.toml")] : []),
      ];
    },
    project: (folder) => [join(folder, ".codex", "config.toml")],
    managed: (folders) => ["config.toml", "managed_config.toml"].map((name) => join(codexManaged(folders), name)),
  },
  expands: [],
  recognizes: (path) => /(^|\/)\.?codex\/(managed_)?config\.toml$/.test(endOfPath(path, 2)),
  holds: ({ syntax, root }) => syntax === "toml" && ownNames.some((key) => findMembers(root, key).length > 0),
  read: readCodex,
};
