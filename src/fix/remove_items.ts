// Turns elements of a list in a configuration file into edits that take them out, with their commas and lines.
import type { Document } from "../normalize/formats/document.ts";
import type { TreeNode } from "../normalize/formats/tree.ts";
import { createEdit, type Edit } from "./edit.ts";

type ListNode = Extract<TreeNode, { type: "array" }>;

/** By a document's root, the list in which each element stands. */
const listsByItem = new WeakMap<TreeNode, ReadonlyMap<TreeNode, ListNode>>();

/** Attacker-controlled: a file can hold thousands of lists to change, so the tree is walked once for all of them. */
function indexLists(root: TreeNode): ReadonlyMap<TreeNode, ListNode> {
  const lists = new Map<TreeNode, ListNode>();
  const visit = (node: TreeNode): void => {
    if (node.type === "object") for (const { value } of node.members) visit(value);
    if (node.type !== "array") return;
    for (const item of node.items) {
      if (!lists.has(item)) lists.set(item, node);
      visit(item);
    }
  };
  visit(root);
  return lists;
}

/** The list in which the element stands; one setting may be about some elements of a list only. */
export function findListOf(root: TreeNode, item: TreeNode): ListNode | null {
  const lists = listsByItem.get(root) ?? indexLists(root);
  listsByItem.set(root, lists);
  return lists.get(item) ?? null;
}

const placesByList = new WeakMap<ListNode, ReadonlyMap<TreeNode, readonly number[]>>();

/** Attacker-controlled: thousands of settings can be about elements of one long list, which is walked once. */
function placesIn(list: ListNode): ReadonlyMap<TreeNode, readonly number[]> {
  const known = placesByList.get(list);
  if (known) return known;
  const places = new Map<TreeNode, number[]>();
  for (const [index, item] of list.items.entries()) {
    const found = places.get(item);
    if (found) found.push(index);
    else places.set(item, [index]);
  }
  placesByList.set(list, places);
  return places;
}

/** The offset of the first comma between two places that is not part of a comment; -1 when there is none. */
function findComma({ text, syntax }: Document, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const lineComment = syntax === "json" || syntax === "jsonc" ? text.startsWith("//", at) : text.charAt(at) === "#";
    if (lineComment) {
      const end = text.slice(at).search(/[\r\n]/);
      if (end < 0) return -1;
      at += end;
    } else if (text.startsWith("/*", at)) {
      at = text.indexOf("*/", at) + 2;
      if (at < 2) return -1;
    } else if (text.charAt(at) === ",") return at;
    else at += 1;
  }
  return -1;
}

/** Takes the whole lines when nothing else stands on them. */
function widenToLines({ text }: Document, offset: number, end: number): [number, number] {
  const before = /(?:^|[\r\n])[ \t]*$/.exec(text.slice(Math.max(0, offset - 1000), offset));
  const after = /^[ \t]*(\r\n|\n|\r)/.exec(text.slice(end, end + 1000));
  if (!before || !after) return [offset, end + (/^[ \t]*/.exec(text.slice(end, end + 1000))?.[0].length ?? 0)];
  const indent = before[0].replace(/^[\r\n]+/, "").length;
  return [offset - indent, end + after[0].length];
}

function removeFlowItem(document: Document, list: ListNode, index: number, last: boolean): Edit[] {
  const item = list.items[index];
  if (!item) return [];
  const next = list.items[index + 1];
  const comma = findComma(document, item.end, next?.offset ?? list.end);
  const [offset, end] = widenToLines(document, item.offset, comma < 0 ? item.end : comma + 1);
  const whole = createEdit(document, offset, end, "");
  const previous = list.items[index - 1];
  // What stays last must not be followed by a comma.
  if (!last || !previous) return [whole];
  const before = findComma(document, previous.end, item.offset);
  if (before < 0) return [whole];
  if (/^,[ \t]*$/.test(document.text.slice(before, offset))) return [createEdit(document, before, end, "")];
  return [createEdit(document, before, before + 1, ""), whole];
}

/**
 * Takes elements out of a list. A list of which nothing stays is written anew as an empty one.
 *
 * @param items those of the list that go
 */
export function removeItems(document: Document, list: ListNode, items: readonly TreeNode[]): Edit[] {
  const places = placesIn(list);
  const removed = new Set(items.flatMap((item) => places.get(item) ?? []));
  const indexes = [...removed].sort((one, other) => one - other);
  const empty = removed.size === list.items.length;
  const isBlock = document.syntax === "yaml" && document.text.charAt(list.offset) !== "[";
  if (empty) {
    // A YAML list may reach to the line after it.
    const end = list.offset + document.text.slice(list.offset, list.end).trimEnd().length;
    return [createEdit(document, list.offset, end, "[]")];
  }
  // A YAML list without brackets gives its elements by lines of their own; nothing safe is known about others.
  if (isBlock) {
    return indexes.flatMap((index) => {
      const item = list.items[index];
      if (!item) return [];
      const dash = document.text.lastIndexOf("-", item.offset);
      const [offset, end] = widenToLines(document, dash, item.end);
      return offset === dash ? [] : [createEdit(document, offset, end, "")];
    });
  }
  let tail = list.items.length - 1;
  while (removed.has(tail)) tail -= 1;
  return indexes.flatMap((index) => removeFlowItem(document, list, index, index === tail + 1));
}
