// Turns opencode's permissions into setting events.
import type { Setting } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import { SettingReader } from "../setting.ts";
import { addRules, type ToolRule } from "./claude_code_rules.ts";

const actions = new Map<string, Setting["name"]>([
  ["allow", "auto_approve_tools"],
  ["ask", "asked_tools"],
  ["deny", "denied_tools"],
]);

/** The client's own tools, and what it asks about beside tools. */
const ownTools = new Set(
  (
    "apply_patch bash codesearch doom_loop edit external_directory glob grep list lsp multiedit patch plan_enter plan_exit " +
    "question read skill task todoread todowrite webfetch websearch write"
  ).split(" "),
);

/** `external_*` is how people write external_directory, where no server is called so. */
const ownPatterns = new Set([...ownTools].flatMap((tool) => (tool.includes("_") ? [tool.replace(/_.*/, "_*")] : [])));

/** Longer names are not looked for. */
const maximumName = 256;

/** The client calls a tool `server_tool`, with the server's name cut down to these characters. */
function toToolName(server: string): string {
  return server.replaceAll(/[^a-zA-Z0-9_-]/g, "_");
}

/** Attacker-controlled: a file may hold as many servers as rules, so each rule is taken apart rather than each server tried. */
function createRuleReader(servers: readonly string[]): (rule: string) => ToolRule | null {
  const known = new Map(servers.map((server) => [toToolName(server), server]));
  const find = (rule: string): ToolRule => {
    // Of two servers that fit, the one with the longer name.
    for (let at = rule.lastIndexOf("_", maximumName); at > 0; at = rule.lastIndexOf("_", at - 1)) {
      const server = known.get(rule.slice(0, at));
      if (server !== undefined && at + 1 < rule.length) return { server, tool: rule.slice(at + 1) };
    }
    return { server: null, tool: rule };
  };
  // Every tool of a server has an underscore in its name.
  const isOwn = (rule: string): boolean =>
    ownTools.has(rule) || (ownPatterns.has(rule) && !known.has(rule.slice(0, -2)));
  return (rule) => (isOwn(rule) || !/[_*?]/.test(rule) ? null : find(rule));
}

interface Permission {
  tool: TreeMember;
  action: string;
  /** Of the word. */
  offset: number;
}

/** A tool has one word for all of its uses, or one for each pattern of its input, of which only `*` is all of them. */
function readPermission(reader: SettingReader, tool: TreeMember, key: string): Permission[] {
  const words = tool.value.type === "object" ? findMembers(tool.value, "*") : [tool];
  return words.flatMap((word) => {
    const action = reader.readText(word, `${key}.${tool.name === "*" ? "*" : "TOOL"}`);
    return action === null ? [] : [{ tool, action, offset: word.value.offset }];
  });
}

function addBypass(reader: SettingReader, key: string, pointer: string, keyOffset: number, offset: number): void {
  reader.add({ name: "bypass_permissions", key, pointer, keyOffset }, true, offset);
}

class PermissionReader {
  readonly #reader: SettingReader;
  readonly #readRule: (rule: string) => ToolRule | null;

  constructor(reader: SettingReader, servers: readonly string[]) {
    this.#reader = reader;
    this.#readRule = createRuleReader(servers);
  }

  /** `permission` is one word for everything, or a word for each tool. */
  add({ keyOffset, value }: TreeMember, key: string, pointer: string): void {
    if (value.type === "string") {
      if (value.text === "allow") addBypass(this.#reader, key, pointer, keyOffset, value.offset);
      else this.#addList(value.text, [{ ...value, text: "*" }], { keyOffset, value }, key, pointer);
    } else if (value.type === "object") {
      this.#addTools({ keyOffset, value }, value.members, key, pointer);
    } else {
      this.#reader.reject(key, "allow, ask, deny or an object with one of them for each tool", value);
    }
  }

  #addTools(place: Omit<TreeMember, "name">, tools: TreeMember[], key: string, pointer: string): void {
    const permissions = tools.flatMap((tool) => readPermission(this.#reader, tool, key));
    for (const { tool, action, offset } of permissions) {
      if (tool.name !== "*" || action !== "allow") continue;
      addBypass(this.#reader, `${key}.*`, joinPointer(pointer, "*"), tool.keyOffset, offset);
    }
    for (const action of actions.keys()) {
      const items = permissions
        .filter((permission) => permission.action === action && !(permission.tool.name === "*" && action === "allow"))
        .map(({ tool }) => ({ type: "string" as const, text: tool.name, offset: tool.keyOffset, end: tool.keyOffset }));
      this.#addList(action, items, place, key, pointer);
    }
  }

  #addList(
    action: string,
    items: Extract<TreeNode, { type: "string" }>[],
    { keyOffset, value }: Omit<TreeMember, "name">,
    key: string,
    pointer: string,
  ): void {
    const name = actions.get(action);
    if (!name) return;
    const list: TreeMember = { name: key, keyOffset, value: { ...value, type: "array", items } };
    addRules(this.#reader, list, { name, key, pointer }, this.#readRule);
  }
}

/** Permissions of the file and of each of its agents; `servers` are the names that the file gives to servers. */
export function readOpencodePermissions(context: ReadContext, servers: readonly string[]): NormalizedPart {
  const reader = new SettingReader(context);
  const permissions = new PermissionReader(reader, servers);
  const { root } = context.document;
  for (const member of findMembers(root, "permission")) permissions.add(member, "permission", "/permission");
  for (const kind of ["agent", "mode"]) {
    for (const { value } of findMembers(root, kind)) {
      if (value.type !== "object") continue;
      for (const agent of value.members) {
        const pointer = joinPointer(`/${kind}`, agent.name);
        for (const member of findMembers(agent.value, "permission")) {
          permissions.add(member, `${kind}.permission`, `${pointer}/permission`);
        }
      }
    }
  }
  return { events: reader.events, problems: reader.problems };
}
