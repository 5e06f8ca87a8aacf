// Turns the bytes of a configuration file of any format into a tree in which every place has an exact line and column.
import { decodeText } from "../files/decode_text.ts";
import { createLineIndex } from "../files/line_index.ts";
import { isBundle, readBundleManifest } from "../files/read_bundle.ts";
import { type FileAccess, readBytes } from "../files/read_bytes.ts";
import { createProblem, fileStart, isProblem, type Position, type Problem } from "../problem.ts";
import type { FormatReader, Syntax } from "./format.ts";
import { guessSyntax } from "./guess_syntax.ts";
import { readJson } from "./json.ts";
import type { Extension } from "./scan_structure.ts";
import { readToml } from "./toml.ts";
import { findDuplicates, findNode, type TreeNode } from "./tree.ts";
import { readYaml } from "./yaml.ts";

export interface LocateOptions {
  /** Default `value`. `key` gives the position of a property's name; array elements have only a value. */
  at?: "value" | "key";
}

export interface Document {
  file: string;
  /** Without a byte order mark; what offsets count in. */
  text: string;
  syntax: Syntax;
  /** Whether the text stands inside another file. */
  archived: boolean;
  root: TreeNode;
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
  /** Default false. */
  archived?: boolean;
}

const readers: Readonly<Record<Syntax, FormatReader>> = {
  json: readJson,
  jsonc: readJson,
  toml: readToml,
  yaml: readYaml,
};

/** What a reader of this syntax refuses in a document that can otherwise be judged. `reader` names the client. */
export function checkSyntax(document: Document, syntax: Syntax, reader = "This client"): Problem[] {
  if (syntax !== "json") return [];
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

export function parseDocument(
  bytes: Uint8Array,
  { path, syntax, archived = false }: ParseDocumentOptions,
): Document | Problem {
  const decoded = decodeText(bytes, path);
  if (isProblem(decoded)) return decoded;
  const { text, byteOrderMark } = decoded;
  const positionAt = createLineIndex(text);
  const parsed = readers[syntax](text, path, positionAt);
  if (isProblem(parsed)) return parsed;
  const { root, problems, extension } = parsed;
  const duplicates = [...new Set(findDuplicates(root))].map((offset) => {
    const message =
      "Expected each name once in an object, found one for the second time; clients differ in which one wins, so remove one.";
    return createProblem("ERR_NORMALIZE_DUPLICATE_KEY", path, positionAt(offset), message);
  });
  const document: Document = {
    file: path,
    text,
    syntax,
    archived,
    root,
    problems: [...problems, ...duplicates],
    byteOrderMark,
    extension,
    positionAt,
    locate(documentPointer, { at = "value" } = {}) {
      const { node, keyOffset } = findNode(root, documentPointer);
      return positionAt(at === "key" ? (keyOffset ?? node.offset) : node.offset);
    },
  };
  document.problems.unshift(...checkSyntax(document, syntax));
  return document;
}

export interface ReadDocumentOptions {
  /** Default: by the file's name. Nothing is held against JSON that only strict readers refuse; see `checkSyntax`. */
  syntax?: Syntax;
  /** Default: node:fs. */
  files?: FileAccess;
}

export async function readDocument(path: string, options: ReadDocumentOptions = {}): Promise<Document | Problem> {
  if (isBundle(path)) {
    const manifest = await readBundleManifest(path);
    if (isProblem(manifest)) return manifest;
    return parseDocument(manifest.bytes, { path: manifest.path, syntax: "jsonc", archived: true });
  }
  const bytes = await readBytes(path, options.files);
  return isProblem(bytes) ? bytes : parseDocument(bytes, { path, syntax: options.syntax ?? guessSyntax(path, bytes) });
}
