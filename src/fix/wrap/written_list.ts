// Turns words at the front of a list into edits that put them there or take them away.
import type { Document } from "../../normalize/formats/document.ts";
import type { TreeNode } from "../../normalize/formats/tree.ts";
import { createEdit, type Edit } from "../edit.ts";

export type ListNode = Extract<TreeNode, { type: "array" }>;

/** JSON, TOML and YAML read it alike. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/**
 * How a word is written, where it can be written like that in a list too; null otherwise, as for a block of YAML.
 */
export function readWritten({ text }: Document, node: TreeNode): string | null {
  const raw = text.slice(node.offset, node.end);
  if (/^"(?:[^"\\\r\n]|\\[^\r\n])*"$|^'(?:[^'\r\n]|'')*'$/.test(raw) && !/^("""|''')/.test(raw)) return raw;
  return /^[\w/.~](?:[\w./@+~:?=&%-]*[\w/])?$/.test(raw) ? raw : null;
}

/** The dash of a YAML list's element, with its column. */
function findDash({ text }: Document, item: TreeNode): { indent: string } | null {
  const start = Math.max(text.lastIndexOf("\n", item.offset - 1), text.lastIndexOf("\r", item.offset - 1)) + 1;
  const found = /^([ \t]*)-[ \t]+$/.exec(text.slice(start, item.offset));
  return found ? { indent: found[1] ?? "" } : null;
}

function isBlock({ text, syntax }: Document, list: ListNode): boolean {
  return syntax === "yaml" && text.charAt(list.offset) !== "[";
}

/** @param words as they are to be written */
export function addInFront(document: Document, list: ListNode, words: readonly string[]): Edit | null {
  const { text } = document;
  const [first] = list.items;
  if (!first) return createEdit(document, list.offset + 1, list.offset + 1, words.join(", "));
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  if (isBlock(document, list)) {
    const dash = findDash(document, first);
    if (!dash) return null;
    const lines = words.map((word) => `${word}${newline}${dash.indent}- `).join("");
    return createEdit(document, first.offset, first.offset, lines);
  }
  // Where each word has a line of its own, what is added has one together.
  const gap = /^[ \t]*(\r?\n[ \t]*)$/.exec(text.slice(list.offset + 1, first.offset))?.[1] ?? " ";
  return createEdit(document, first.offset, first.offset, `${words.join(", ")},${gap}`);
}

/** @param count of elements to take away; there are at least as many */
export function removeFront(document: Document, list: ListNode, count: number): Edit | null {
  const { text } = document;
  const [first] = list.items;
  if (!first) return null;
  const next = list.items[count];
  if (next) {
    if (isBlock(document, list) && !findDash(document, first)) return null;
    return createEdit(document, first.offset, next.offset, "");
  }
  const last = list.items.at(-1)?.end ?? first.end;
  if (isBlock(document, list)) return createEdit(document, list.offset, last, "[]");
  const comma = /^\s*,/.exec(text.slice(last, list.end))?.[0].length ?? 0;
  return createEdit(document, first.offset, last + comma, "");
}
