// Turns a YAML or JSON file that a person wrote into a checked value, or into problems with lines and columns.
import { readFile, stat } from "node:fs/promises";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { describeIssue } from "./describe_issue.ts";
import { DocumentError, type DocumentProblem } from "./errors.ts";

/** What people write by hand is short. */
export const MAX_BYTES = 1024 * 1024;

export interface Kind {
  /** For sentences: `the settings file`. */
  readonly name: string;
  /** Where its schema is published: `schemas/settings.json`. */
  readonly published: string;
  readonly schema: object;
}

export interface LoadedDocument {
  readonly value: unknown;
  /** Where the member at a path stands, or the nearest above it. Both numbers are 1-based. */
  placeOf(path: readonly PropertyKey[]): { readonly line: number; readonly column: number };
}

async function readText(path: string, { name }: Kind): Promise<string> {
  let reason = "";
  try {
    const stats = await stat(path);
    if (stats.isFile() && stats.size <= MAX_BYTES) return await readFile(path, "utf8");
    reason = `: expected a file of at most ${MAX_BYTES} bytes`;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause) reason = ` (${String(cause.code)})`;
  }
  throw new DocumentError("ERR_DOCUMENT_UNREADABLE", `${path}: cannot read ${name}${reason}`);
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isNode(document.contents) && document.contents.range ? document.contents.range[0] : 0;
}

function keyOffset(document: Document, path: readonly PropertyKey[], key: string, fallback: number): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const items: readonly { key: unknown }[] = isNode(map) && "items" in map ? (map.items as { key: unknown }[]) : [];
  const found = items.find((pair) => isNode(pair.key) && "value" in pair.key && pair.key.value === key);
  return found !== undefined && isNode(found.key) && found.key.range ? found.key.range[0] : fallback;
}

function valueAt(document: Document, path: readonly PropertyKey[]): unknown {
  const value: unknown = path.length === 0 ? document.contents : document.getIn(path);
  return isNode(value) ? value.toJS(document, { maxAliasCount: 10 }) : value;
}

function toProblems(
  document: Document,
  counter: LineCounter,
  issues: readonly z.core.$ZodIssue[],
  schema: object,
): DocumentProblem[] {
  const problems = issues.map((issue) => {
    const above = offsetOf(document, issue.path);
    const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const offset = unknown === undefined ? above : keyOffset(document, issue.path, unknown, above);
    const { line, col } = counter.linePos(offset);
    const message = describeIssue(issue, valueAt(document, issue.path), schema);
    return { line, column: col, path: issue.path.map(String).join("."), message };
  });
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The parser quotes the text, which is a secret's when a link leads to the wrong file. */
function describeYaml(message: string): string {
  const [sentence = ""] = message.split("\n");
  return sentence.replace(/ at line \d+, column \d+:?$/, "").replace(/"[^"]*"/g, "a text");
}

/** @param complaint what is wrong with the document as a whole, in one sentence */
export function refuseDocument(path: string, complaint: string, problems: readonly DocumentProblem[]): DocumentError {
  const lines = problems.map((problem) => {
    const where = problem.path === "" ? "" : `${problem.path}: `;
    return `${path}:${problem.line}:${problem.column}: ${where}${problem.message}`;
  });
  return new DocumentError("ERR_DOCUMENT_INVALID", `${complaint}\n${lines.join("\n")}`, problems);
}

function misshapen(path: string, { name, published }: Kind, problems: readonly DocumentProblem[]): DocumentError {
  return refuseDocument(path, `${name} is not as ${published} has it`, problems);
}

function toValue(document: Document, path: string, kind: Kind): unknown {
  try {
    // Few aliases, so that a small file cannot become a large one.
    return document.toJS({ maxAliasCount: 10 });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "cannot be read";
    throw misshapen(path, kind, [{ line: 1, column: 1, path: "", message }]);
  }
}

/**
 * Loads a document. JSON is YAML.
 *
 * @throws {DocumentError} naming every place that is not as the schema has it, and what is allowed there
 */
export async function loadDocument(path: string, kind: Kind): Promise<LoadedDocument> {
  const counter = new LineCounter();
  const document = parseDocument(await readText(path, kind), {
    lineCounter: counter,
    uniqueKeys: true,
    version: "1.2",
  });
  const placeAt = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  // Duplicate keys are errors, and so is what YAML only warns about, such as an unknown tag.
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) {
    const problems = errors.map((error) => ({
      ...placeAt(error.pos[0]),
      path: "",
      message: describeYaml(error.message),
    }));
    throw misshapen(path, kind, problems);
  }
  const value = toValue(document, path, kind);
  const parsed = z.fromJSONSchema(kind.schema as z.core.JSONSchema.JSONSchema).safeParse(value);
  if (!parsed.success) {
    throw misshapen(path, kind, toProblems(document, counter, parsed.error.issues, kind.schema));
  }
  // Not what zod copied: it leaves out members called `__proto__`, and with them what they refuse.
  return { value, placeOf: (place) => placeAt(offsetOf(document, place)) };
}
