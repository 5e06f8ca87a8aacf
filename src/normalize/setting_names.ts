// Turns a client's names of settings into the members of a document that it reads as them, and those into events.
import type { Setting } from "../generated/event.ts";
import { joinPointer } from "../pointer.ts";
import { findMembers, type TreeMember, type TreeNode } from "./formats/tree.ts";
import type { SettingReader } from "./setting.ts";

export interface FoundSetting {
  /** The client's own spelling, with dots. */
  key: string;
  pointer: string;
  member: TreeMember;
}

/** What a setting of that name may hold, and what that means. Words that are not listed mean nothing. */
export interface SettingRule {
  key: string;
  name: Setting["name"];
  form: "switch" | "list" | "text" | ReadonlyMap<string, boolean>;
}

/** `a.b` as `b` in an object `a`. What stands in between and is no object is a problem. */
export function findNested(reader: SettingReader, root: TreeNode, key: string, pointer = ""): FoundSetting[] {
  const names = key.split(".");
  let parents = [{ node: root, pointer }];
  for (const name of names.slice(0, -1)) {
    parents = parents.flatMap((parent) =>
      reader.readObjects(parent.node, name).map(({ value }) => {
        return { node: value, pointer: joinPointer(parent.pointer, name) };
      }),
    );
  }
  const last = names.at(-1) ?? "";
  return parents.flatMap((parent) =>
    findMembers(parent.node, last).map((member) => ({ key, pointer: joinPointer(parent.pointer, last), member })),
  );
}

/** `a.b.c` as one name with dots, as objects in objects, and all in between: readers take them as the same. */
export function findDotted(root: TreeNode, key: string, pointer = ""): FoundSetting[] {
  const names = key.split(".");
  const find = (node: TreeNode, from: number, place: string): FoundSetting[] =>
    names.slice(from).flatMap((_, index) => {
      const to = from + index + 1;
      const name = names.slice(from, to).join(".");
      return findMembers(node, name).flatMap((member) => {
        const found = joinPointer(place, name);
        return to === names.length ? [{ key, pointer: found, member }] : find(member.value, to, found);
      });
    });
  return find(root, 0, pointer);
}

export function addSetting(reader: SettingReader, found: FoundSetting, { name, form }: SettingRule): void {
  const { key, pointer, member } = found;
  const { keyOffset, value } = member;
  const place = { name, key, pointer, keyOffset };
  if (value.type === "null") return;
  if (form === "list") {
    reader.addList(place, reader.readList(member, key), value.offset);
  } else if (form === "switch") {
    const on = reader.readSwitch(member, key);
    if (on !== null) reader.add(place, on, value.offset);
  } else {
    const text = reader.readText(member, key);
    if (text === null || (form === "text" && text.trim() === "")) return;
    const meaning = form === "text" ? text : form.get(text);
    if (meaning !== undefined) reader.add(place, meaning, value.offset);
  }
}
