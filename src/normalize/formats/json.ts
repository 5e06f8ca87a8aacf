// Turns JSON text, with or without comments and trailing commas, into a tree.
import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { createProblem, fileStart } from "../problem.ts";
import type { FormatReader } from "./format.ts";
import { findLinkText } from "./link_text.ts";
import { scanStructure } from "./scan_structure.ts";
import { findSyntaxProblem } from "./syntax_problem.ts";
import type { TreeMember, TreeNode } from "./tree.ts";

function convertMember(property: Node): TreeMember[] {
  const [key, value] = property.children ?? [];
  if (!key || !value) return [];
  return [{ name: String(key.value), keyOffset: key.offset, value: convertNode(value) }];
}

function convertNode(node: Node): TreeNode {
  const { offset, length, children = [] } = node;
  const span = { offset, end: offset + length };
  switch (node.type) {
    case "object":
      return { type: "object", ...span, members: children.flatMap(convertMember) };
    case "array":
      return { type: "array", ...span, items: children.map(convertNode) };
    case "string":
      return { type: "string", ...span, text: String(node.value) };
    case "boolean":
      return { type: "boolean", ...span, value: node.value === true };
    case "number":
      return { type: "number", ...span };
    case "null":
    case "property":
      return { type: "null", ...span };
  }
}

/** Recursive: called only with text whose depth `scanStructure` has bounded. */
function parseTreeOf(text: string): { root: TreeNode | null; errors: ParseError[] } {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return { root: root && errors.length === 0 ? convertNode(root) : null, errors };
}

export const readJson: FormatReader = (text, file, positionAt) => {
  const structure = scanStructure(text);
  if (structure.empty) {
    const message = "Expected a JSON object, found an empty file; write the configuration or remove the file.";
    return createProblem("ERR_NORMALIZE_EMPTY", file, fileStart, message);
  }
  const link = findLinkText(text, file);
  if (link) return link;
  const { root, errors } = parseTreeOf(text.slice(0, structure.tooDeep ?? structure.mismatch ?? text.length));
  const fault = findSyntaxProblem({ text, file, structure, errors, positionAt });
  if (fault) return fault;
  if (!root) {
    return createProblem("ERR_NORMALIZE_SYNTAX", file, fileStart, "Expected JSON, found none; correct the file.");
  }
  return { root, problems: [], extension: structure.extension };
};
