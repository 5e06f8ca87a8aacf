// Turns a change of one value in a configuration file into an edit of its text that leaves everything else as it is.
import type { Document } from "../normalize/formats/document.ts";
import type { TreeNode } from "../normalize/formats/tree.ts";

/** Offsets in UTF-16 code units of the file's text, a byte order mark not counted; lines and columns from 1. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** A change that is safe to make: it takes no right away that somebody needs and guesses nothing. */
export interface Fix {
  readonly description: string;
  /** Digest of the text that the edits are for. */
  readonly source: string;
  /** In the finding's own file, in order, not overlapping. */
  readonly edits: readonly Edit[];
}

export type StringNode = Extract<TreeNode, { type: "string" }>;

/** Means itself in YAML without quotes: neither a number nor a word such as `null`, nor the beginning of anything else. */
function isPlain(text: string): boolean {
  return /^[A-Za-z](?:[\w./@+:-]*[\w/])?$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}

export function createEdit({ positionAt }: Document, offset: number, end: number, text: string): Edit {
  const from = positionAt(offset);
  const to = positionAt(end);
  return {
    offset,
    length: end - offset,
    ...from,
    endLine: to.line,
    endColumn: to.column,
    text,
  };
}

/**
 * Whether the text stands there as it is, from `at` on, with nothing but quotes or the sign of a block around it. Where an
 * escape is left over, what looks like the text may be half of one.
 */
function isVerbatim(raw: string, at: number, { length }: string): boolean {
  const quote = /^("""|'''|["'])(?:\r?\n)?$/.exec(raw.slice(0, at))?.[1];
  return quote === undefined ? /^[|>]/.test(raw) : raw.slice(at + length) === quote;
}

/**
 * Replaces part of a string. Where the text stands in the file as it is, only that part is edited; a string with escapes
 * is written anew in double quotes, which JSON, TOML and YAML read alike.
 */
export function replaceInString(document: Document, node: StringNode, start: number, end: number, text: string): Edit {
  const raw = document.text.slice(node.offset, node.end);
  const whole = node.text.slice(0, start) + text + node.text.slice(end);
  const at = raw.indexOf(node.text);
  const inQuotes = at > 0 && isVerbatim(raw, at, node.text) && !/["'\\\p{Cc}\p{Cs}]/u.test(text);
  if (node.text !== "" && at >= 0 && raw.indexOf(node.text, at + 1) < 0 && (inQuotes || (at === 0 && isPlain(whole)))) {
    return createEdit(document, node.offset + at + start, node.offset + at + end, text);
  }
  return createEdit(document, node.offset, node.end, JSON.stringify(whole));
}
