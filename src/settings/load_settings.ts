// Turns an operator's mcp-trust.yaml into Settings, or into errors with lines and columns.
import { readFile, stat } from "node:fs/promises";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Settings } from "../generated/settings.ts";
import { describeIssue } from "./describe_issue.ts";
import { SettingsError, type SettingsProblem } from "./errors.ts";

/** Settings are written by hand. */
const MAX_BYTES = 1024 * 1024;

async function readText(path: string): Promise<string> {
  let reason = "";
  try {
    const stats = await stat(path);
    if (stats.isFile() && stats.size <= MAX_BYTES) return await readFile(path, "utf8");
    reason = `: expected a file of at most ${MAX_BYTES} bytes`;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause) reason = ` (${String(cause.code)})`;
  }
  throw new SettingsError("ERR_SETTINGS_UNREADABLE", `${path}: cannot read the settings file${reason}`);
}

/** The place of the member at a path, or of the nearest member above it that exists. */
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

function toProblems(
  document: Document,
  counter: LineCounter,
  issues: readonly z.core.$ZodIssue[],
  schema: object,
): SettingsProblem[] {
  const describe = (issue: z.core.$ZodIssue) => describeIssue(issue, valueAt(document, issue.path), schema);
  const problems = issues.map((issue) => {
    const above = offsetOf(document, issue.path);
    const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const offset = unknown === undefined ? above : keyOffset(document, issue.path, unknown, above);
    const { line, col } = counter.linePos(offset);
    return { line, column: col, path: issue.path.map(String).join("."), message: describe(issue) };
  });
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

async function readSchema(): Promise<z.core.JSONSchema.JSONSchema> {
  return JSON.parse(await readFile(new URL("../../schemas/settings.json", import.meta.url), "utf8"));
}

/** The parser quotes the text, which is a secret's when a link leads to the wrong file. */
function describeYaml(message: string): string {
  const [sentence = ""] = message.split("\n");
  return sentence.replace(/ at line \d+, column \d+:?$/, "").replace(/"[^"]*"/g, "a text");
}

function valueAt(document: Document, path: readonly PropertyKey[]): unknown {
  const value: unknown = path.length === 0 ? document.contents : document.getIn(path);
  return isNode(value) ? value.toJS(document, { maxAliasCount: 10 }) : value;
}

function refuse(path: string, problems: readonly SettingsProblem[]): SettingsError {
  const lines = problems.map((problem) => {
    const where = problem.path === "" ? "" : `${problem.path}: `;
    return `${path}:${problem.line}:${problem.column}: ${where}${problem.message}`;
  });
  const message = `the settings are not as schemas/settings.json has them\n${lines.join("\n")}`;
  return new SettingsError("ERR_SETTINGS_INVALID", message, problems);
}

function toValue(document: Document, path: string): unknown {
  try {
    // Few aliases, so that a small file cannot become a large one.
    return document.toJS({ maxAliasCount: 10 });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "cannot be read";
    throw refuse(path, [{ line: 1, column: 1, path: "", message }]);
  }
}

/**
 * Loads settings.
 *
 * @throws {SettingsError} naming every place that is not as schemas/settings.json has it
 */
export async function loadSettings(path: string): Promise<Settings> {
  const counter = new LineCounter();
  const document = parseDocument(await readText(path), { lineCounter: counter, uniqueKeys: true, version: "1.2" });
  // Duplicate keys are errors, and so is what YAML only warns about, such as an unknown tag.
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) {
    const problems = errors.map((error) => {
      const { line, col } = counter.linePos(error.pos[0]);
      return {
        line,
        column: col,
        path: "",
        message: describeYaml(error.message),
      };
    });
    throw refuse(path, problems);
  }
  const settings = toValue(document, path);
  const schema = await readSchema();
  const parsed = z.fromJSONSchema(schema).safeParse(settings);
  if (!parsed.success) throw refuse(path, toProblems(document, counter, parsed.error.issues, schema));
  // Not what zod copied: it leaves out members called `__proto__`, and with them what they refuse.
  return settings as Settings;
}
