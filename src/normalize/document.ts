// Turns the bytes of a JSON file into a tree in which every place has an exact line and column.
import { decodeText } from "./decode_text.ts";
import { findDuplicates, findMembers, type JsonNode, parseJsonTree } from "./json_tree.ts";
import { createLineIndex } from "./line_index.ts";
import { createProblem, fileStart, isProblem, type Position, type Problem } from "./problem.ts";
import { type FileAccess, readBytes } from "./read_bytes.ts";
import { type Extension, scanStructure } from "./scan_structure.ts";
import { findSyntaxProblem } from "./syntax_problem.ts";

/** `jsonc`: comments and trailing commas are allowed. */
export type Syntax = "json" | "jsonc";

export interface LocateOptions {
  /** Default `value`. `key` gives the position of a property's name; array elements have only a value. */
  at?: "value" | "key";
}

export interface Document {
  file: string;
  root: JsonNode;
  /** What some readers refuse or read differently, although the content can be judged. */
  problems: Problem[];
  byteOrderMark: boolean;
  extension: Extension | null;
  positionAt(offset: number): Position;
  /** Of repeated names the last counts, as in JSON.parse. An unknown pointer gives its nearest known ancestor. */
  locate(documentPointer: string, options?: LocateOptions): Position;
}

export interface ParseDocumentOptions {
  path: string;
  syntax: Syntax;
}

function findOffset(root: JsonNode, documentPointer: string, at: "value" | "key"): number {
  let node = root;
  let offset = root.offset;
  for (const token of documentPointer.split("/").slice(1)) {
    if (node.type === "array") {
      const item = /^(0|[1-9]\d*)$/.test(token) ? node.items[Number(token)] : undefined;
      if (!item) return offset;
      node = item;
      offset = item.offset;
    } else {
      const member = findMembers(node, unescapePointer(token)).at(-1);
      if (!member) return offset;
      node = member.value;
      offset = at === "key" ? member.keyOffset : node.offset;
    }
  }
  return offset;
}

function unescapePointer(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** What a reader of this syntax refuses in a document that can otherwise be judged. `reader` names the client. */
export function checkSyntax(document: Document, syntax: Syntax, reader = "This client"): Problem[] {
  if (syntax === "jsonc") return [];
  const problems: Problem[] = [];
  if (document.byteOrderMark) {
    const message = `Expected JSON from the first byte, found a UTF-8 byte order mark, which strict JSON readers refuse; save the file without it.`;
    problems.push(createProblem("ERR_NORMALIZE_BYTE_ORDER_MARK", document.file, fileStart, message));
  }
  if (document.extension) {
    const message = `${reader} reads strict JSON, found ${document.extension.what}, which it may refuse; remove it.`;
    const position = document.positionAt(document.extension.offset);
    problems.push(createProblem("ERR_NORMALIZE_STRICT_JSON", document.file, position, message));
  }
  return problems;
}

export function parseDocument(bytes: Uint8Array, { path, syntax }: ParseDocumentOptions): Document | Problem {
  const decoded = decodeText(bytes, path);
  if (isProblem(decoded)) return decoded;
  const { text, byteOrderMark } = decoded;
  const structure = scanStructure(text);
  if (structure.empty) {
    const message = "Expected a JSON object, found an empty file; write the configuration or remove the file.";
    return createProblem("ERR_NORMALIZE_EMPTY", path, fileStart, message);
  }
  const positionAt = createLineIndex(text);
  const { root, errors } = parseJsonTree(text.slice(0, structure.tooDeep ?? structure.mismatch ?? text.length));
  const fault = findSyntaxProblem({ text, file: path, structure, errors, positionAt });
  if (fault || !root) {
    return (
      fault ?? createProblem("ERR_NORMALIZE_SYNTAX", path, fileStart, "Expected JSON, found none; correct the file.")
    );
  }
  const document: Document = {
    file: path,
    root,
    problems: findDuplicates(root).map((offset) => {
      const message =
        "Expected each name once in an object, found one for the second time; clients differ in which one wins, so remove one.";
      return createProblem("ERR_NORMALIZE_DUPLICATE_KEY", path, positionAt(offset), message);
    }),
    byteOrderMark,
    extension: structure.extension,
    positionAt,
    locate: (documentPointer, { at = "value" } = {}) => positionAt(findOffset(root, documentPointer, at)),
  };
  document.problems.unshift(...checkSyntax(document, syntax));
  return document;
}

export interface ReadDocumentOptions {
  /** Default `jsonc`: nothing is held against the file that only strict readers refuse; see `checkSyntax`. */
  syntax?: Syntax;
  /** Default: node:fs. */
  files?: FileAccess;
}

export async function readDocument(path: string, options: ReadDocumentOptions = {}): Promise<Document | Problem> {
  const bytes = await readBytes(path, options.files);
  return isProblem(bytes) ? bytes : parseDocument(bytes, { path, syntax: options.syntax ?? "jsonc" });
}
