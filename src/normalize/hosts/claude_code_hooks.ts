// Turns hooks and helpers into the commands that a client runs without asking.
import { joinPointer } from "../../pointer.ts";
import { findMembers, type TreeMember, type TreeNode } from "../formats/tree.ts";
import type { SettingReader } from "../setting.ts";

function itemsOf(node: TreeNode): readonly TreeNode[] {
  return node.type === "array" ? node.items : [];
}

/** Newer clients take the arguments apart from the program. */
function readArguments(hook: TreeNode): string[] {
  const lists = findMembers(hook, "args").flatMap(({ value }) => itemsOf(value));
  return lists.flatMap((item) => (item.type === "string" ? [item.text] : []));
}

function addCommand(reader: SettingReader, hook: TreeNode, key: string, pointer: string): void {
  for (const member of findMembers(hook, "command")) {
    const command = reader.readText(member, "command");
    if (command === null || command.trim() === "") continue;
    const { keyOffset, value } = member;
    const place = { name: "hook_command", key, pointer: `${pointer}/command`, keyOffset } as const;
    reader.add(place, [command, ...readArguments(hook)].join(" "), value.offset);
  }
}

/** Each list holds commands, or groups of them with a matcher; what else stands there runs nothing. */
function addHookList(reader: SettingReader, { name, value }: TreeMember, pointer: string): void {
  for (const [index, item] of itemsOf(value).entries()) {
    const place = joinPointer(joinPointer(pointer, name), index);
    addCommand(reader, item, `hooks.${name}`, place);
    for (const hooks of findMembers(item, "hooks")) {
      for (const [inner, hook] of itemsOf(hooks.value).entries()) {
        addCommand(reader, hook, `hooks.${name}`, `${place}/hooks/${inner}`);
      }
    }
  }
}

/** `hooks`: for each moment a list. */
export function addHooks(reader: SettingReader, root: TreeNode): void {
  for (const { value } of reader.readObjects(root, "hooks")) {
    if (value.type !== "object") continue;
    for (const list of value.members) addHookList(reader, list, "/hooks");
  }
}

/** A helper whose command stands in an object, as that of the status line. */
export function addHelper(reader: SettingReader, root: TreeNode, key: string): void {
  for (const { value } of reader.readObjects(root, key)) addCommand(reader, value, key, joinPointer("", key));
}
