// Turns a parsed text into one line that says every value, and where each begins and ends.
import assert from "node:assert/strict";
import { type Document, parseDocument } from "../../../src/normalize/formats/document.ts";
import type { Syntax } from "../../../src/normalize/formats/format.ts";
import type { TreeNode } from "../../../src/normalize/formats/tree.ts";
import { isProblem, type Problem } from "../../../src/normalize/problem.ts";
import { show, summarize } from "../workspace.ts";

export function parse(text: string, syntax: Syntax): Document | Problem {
  return parseDocument(Buffer.from(text), { path: "x", syntax });
}

function showNode(node: TreeNode, positionAt: Document["positionAt"]): string {
  const showContent = (): string => {
    switch (node.type) {
      case "object":
        return `{${node.members.map(({ name, keyOffset, value }) => `${name} ${show(positionAt(keyOffset))} = ${showNode(value, positionAt)}`).join(", ")}}`;
      case "array":
        return `[${node.items.map((item) => showNode(item, positionAt)).join(", ")}]`;
      case "string":
        return JSON.stringify(node.text);
      case "boolean":
        return String(node.value);
      default:
        return node.type;
    }
  };
  return `${showContent()} ${node.offset}-${node.end}`;
}

/** The tree and the problems beside it, or the one problem. */
export function showText(text: string, syntax: Syntax): string[] {
  const document = parse(text, syntax);
  if (isProblem(document)) return summarize([document]);
  return [showNode(document.root, document.positionAt), ...summarize(document.problems)];
}

function assertPosition(document: Document, offset: number): void {
  assert.ok(offset >= 0 && offset <= document.text.length, `${offset} of ${document.text.length}`);
}

/** Every place is inside the text, nothing is thrown, and the one problem of what cannot be read is inside too. */
export function assertSound(text: string, syntax: Syntax): void {
  const document = parse(text, syntax);
  if (isProblem(document)) {
    const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
    const line = lines[document.line - 1];
    assert.ok(line !== undefined && document.column >= 1 && document.column <= line.length + 1, show(document));
    return;
  }
  const visit = (node: TreeNode): void => {
    assertPosition(document, node.offset);
    assertPosition(document, node.end);
    assert.ok(node.offset <= node.end);
    if (node.type === "array") for (const item of node.items) visit(item);
    if (node.type !== "object") return;
    for (const { keyOffset, value } of node.members) {
      assertPosition(document, keyOffset);
      visit(value);
    }
  };
  visit(document.root);
}

/** The message of the one problem; fails for a text that can be read. */
export function readMessage(text: string, syntax: Syntax): string {
  const document = parse(text, syntax);
  if (!isProblem(document)) assert.fail("read");
  return document.message;
}
