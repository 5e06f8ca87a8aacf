// Turns a member of the tree into how it is written in the file, and changes of it into edits.
import type { Document } from "../../normalize/formats/document.ts";
import type { TreeMember, TreeNode, TreeObject } from "../../normalize/formats/tree.ts";
import { createEdit, type Edit } from "../edit.ts";

/** A member that stands in the file, and the object it stands in. */
export interface WrittenMember {
  readonly member: TreeMember;
  readonly parent: TreeObject;
}

/** How deep clients nest the fields of an entry. */
const DEEPEST = 2;

/** Null for what the client's reader put together: that stands nowhere. */
export function findWritten(entry: TreeNode, wanted: TreeMember, depth = 0): WrittenMember | null {
  if (entry.type !== "object" || depth > DEEPEST) return null;
  for (const member of entry.members) {
    const { keyOffset, value } = member;
    const same = value.offset === wanted.value.offset && value.end === wanted.value.end;
    if (keyOffset === wanted.keyOffset && same && value.type === wanted.value.type) return { member, parent: entry };
    const inner = findWritten(value, wanted, depth + 1);
    if (inner) return inner;
  }
  return null;
}

interface WrittenKey {
  readonly quote: string;
  readonly end: number;
}

const keyToken = /"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[^\s"':=.,{}[\]]+/y;

/** Null for a name that is written with escapes or in more than one piece. */
function readKey({ text }: Document, { name, keyOffset }: TreeMember): WrittenKey | null {
  keyToken.lastIndex = keyOffset;
  const token = keyToken.exec(text)?.[0] ?? "";
  const quote = /^["']/.exec(token)?.[0] ?? "";
  return token === `${quote}${name}${quote}` ? { quote, end: keyOffset + token.length } : null;
}

export function renameMember(document: Document, member: TreeMember, name: string): Edit | null {
  const key = readKey(document, member);
  if (!key || !(key.quote === "" ? /^[\w-]+$/ : /^[\w!#$%&*+.^|~-]+$/).test(name)) return null;
  return createEdit(document, member.keyOffset, key.end, `${key.quote}${name}${key.quote}`);
}

function isFlow({ text, syntax }: Document, { offset }: TreeNode): boolean {
  return syntax === "json" || syntax === "jsonc" || text.charAt(offset) === "{";
}

/** Where the line begins, and the blanks between that and the offset; null when something else stands there. */
function readIndent({ text }: Document, offset: number): { start: number; indent: string } | null {
  let start = offset;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start -= 1;
  return start === 0 || /[\r\n]/.test(text.charAt(start - 1)) ? { start, indent: text.slice(start, offset) } : null;
}

function newlineOf({ text }: Document): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Puts a new member behind another one, written in the same way. */
export function addMember(document: Document, after: WrittenMember, name: string, value: string): Edit | null {
  const { text, syntax } = document;
  const { member, parent } = after;
  const key = readKey(document, member);
  const separator = key && /^[ \t]*[:=][ \t]*$/.exec(text.slice(key.end, member.value.offset))?.[0];
  if (!key || !separator) return null;
  const written = `${key.quote}${name}${key.quote}${separator}${value}`;
  const line = readIndent(document, member.keyOffset);
  const { end } = member.value;
  if (isFlow(document, parent)) {
    const gap = line ? `,${newlineOf(document)}${line.indent}` : ", ";
    return createEdit(document, end, end, gap + written);
  }
  // The first member of an element of a YAML list stands behind its dash.
  const column = document.positionAt(member.keyOffset).column - 1;
  if (!line && (syntax !== "yaml" || column > 200)) return null;
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(end, end + 2000))?.[0];
  if (rest === undefined) return null;
  const at = end + rest.length;
  return createEdit(document, at, at, `${newlineOf(document)}${line ? line.indent : " ".repeat(column)}${written}`);
}

/** Takes out a member that stands right behind another one; null when it stands anywhere else. */
export function removeMember(document: Document, after: WrittenMember, gone: WrittenMember): Edit | null {
  const { text } = document;
  const from = after.member.value.end;
  const { keyOffset, value } = gone.member;
  if (gone.parent !== after.parent || keyOffset < from) return null;
  const between = text.slice(from, keyOffset);
  if (isFlow(document, gone.parent)) {
    return /^,[ \t]*(?:\r?\n[ \t]*)?$/.test(between) ? createEdit(document, from, value.end, "") : null;
  }
  const found = /^([ \t]*(?:#[^\r\n]*)?)\r?\n[ \t]*$/.exec(between);
  const follows = /^[ \t]*(?:\r?\n|$)/.test(text.slice(value.end, value.end + 2000));
  return found && follows ? createEdit(document, from + (found[1]?.length ?? 0), value.end, "") : null;
}
