// Turns JSON text into a tree that keeps every property, also repeated ones, with its offsets.
import { type Node, type ParseError, parseTree } from "jsonc-parser";

export interface JsonMember {
  name: string;
  keyOffset: number;
  value: JsonNode;
}

// INVARIANT: properties stay a list. A plain object would lose repeated names and treat `__proto__` as something else.
export type JsonNode =
  | { type: "object"; offset: number; members: JsonMember[] }
  | { type: "array"; offset: number; items: JsonNode[] }
  | { type: "string"; offset: number; text: string }
  | { type: "boolean"; offset: number; value: boolean }
  | { type: "number" | "null"; offset: number };

export type JsonObject = Extract<JsonNode, { type: "object" }>;

export interface JsonTree {
  root: JsonNode | null;
  errors: ParseError[];
}

function convertMember(property: Node): JsonMember[] {
  const [key, value] = property.children ?? [];
  if (!key || !value) return [];
  return [{ name: String(key.value), keyOffset: key.offset, value: convertNode(value) }];
}

function convertNode(node: Node): JsonNode {
  const { offset, children = [] } = node;
  switch (node.type) {
    case "object":
      return { type: "object", offset, members: children.flatMap(convertMember) };
    case "array":
      return { type: "array", offset, items: children.map(convertNode) };
    case "string":
      return { type: "string", offset, text: String(node.value) };
    case "boolean":
      return { type: "boolean", offset, value: node.value === true };
    case "number":
      return { type: "number", offset };
    case "null":
    case "property":
      return { type: "null", offset };
  }
}

/** Recursive: call it only with text whose depth `scanStructure` has bounded. Accepts comments and trailing commas. */
export function parseJsonTree(text: string): JsonTree {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return { root: root && errors.length === 0 ? convertNode(root) : null, errors };
}

/** All properties of that name, in order: readers differ in which of several they take. */
export function findMembers(node: JsonNode, name: string): JsonMember[] {
  return node.type === "object" ? node.members.filter((member) => member.name === name) : [];
}

/** Key offsets of the second property of a name in the same object, one for each such name. */
export function findDuplicates(root: JsonNode): number[] {
  const found: number[] = [];
  const visit = (node: JsonNode): void => {
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

export function describeType(node: JsonNode): string {
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
