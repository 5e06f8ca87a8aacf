// The tree that every format is read into: all members, also repeated ones, with their places in the text.
import { unescapePointer } from "../../pointer.ts";

export interface TreeMember {
  name: string;
  keyOffset: number;
  value: TreeNode;
}

/** Offsets are in UTF-16 code units of the text; `end` is the offset behind the node's last character. */
interface Span {
  offset: number;
  end: number;
}

// INVARIANT: members stay a list. A plain object would lose repeated names and treat `__proto__` as something else.
export type TreeNode = Span &
  (
    | { type: "object"; members: TreeMember[] }
    | { type: "array"; items: TreeNode[] }
    | { type: "string"; text: string }
    | { type: "boolean"; value: boolean }
    | { type: "number" | "null" | "date" }
  );

export type TreeObject = Extract<TreeNode, { type: "object" }>;

/** All members of that name, in order: readers differ in which of several they take. */
export function findMembers(node: TreeNode, name: string): TreeMember[] {
  return node.type === "object" ? node.members.filter((member) => member.name === name) : [];
}

/** Key offsets of the second member of a name in the same object, one for each such name. */
export function findDuplicates(root: TreeNode): number[] {
  const found: number[] = [];
  const visit = (node: TreeNode): void => {
    if (node.type === "array") for (const item of node.items) visit(item);
    if (node.type !== "object") return;
    const seen = new Map<string, number>();
    for (const member of node.members) {
      const count = (seen.get(member.name) ?? 0) + 1;
      seen.set(member.name, count);
      if (count === 2) found.push(member.keyOffset);
      visit(member.value);
    }
  };
  visit(root);
  return found;
}

export interface FoundNode {
  node: TreeNode;
  /** Of the member's name; null for an array's element and for the root. */
  keyOffset: number | null;
  /** Whether the whole pointer led here, or only its beginning. */
  exact: boolean;
}

/** Of repeated names the last counts, as in JSON.parse. An unknown pointer gives its nearest known ancestor. */
export function findNode(root: TreeNode, pointer: string): FoundNode {
  let found: FoundNode = { node: root, keyOffset: null, exact: true };
  for (const token of pointer.split("/").slice(1)) {
    const { node } = found;
    if (node.type === "array") {
      const item = /^(0|[1-9]\d*)$/.test(token) ? node.items[Number(token)] : undefined;
      if (!item) return { ...found, exact: false };
      found = { node: item, keyOffset: null, exact: true };
    } else {
      const member = findMembers(node, unescapePointer(token)).at(-1);
      if (!member) return { ...found, exact: false };
      found = { node: member.value, keyOffset: member.keyOffset, exact: true };
    }
  }
  return found;
}

export function describeType(node: TreeNode): string {
  switch (node.type) {
    case "object":
      return "an object";
    case "array":
      return "an array";
    case "null":
      return "null";
    default:
      return `a ${node.type}`;
  }
}
