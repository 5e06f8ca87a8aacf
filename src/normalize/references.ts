// Turns configured values into the references in them: what stands for something that is kept elsewhere.
import type { Reference } from "../generated/event.ts";

export type ReferenceStyle = Reference["style"];

/** A configured text and its place in the event. */
export interface ReferringText {
  readonly pointer: string;
  readonly value: string;
}

export interface ReferenceContext {
  /** The references that the client replaces; absent: nobody knows. */
  readonly expands?: readonly ReferenceStyle[];
  /** Names that it replaces although it replaces no others of their style. */
  readonly expandsNames?: readonly string[];
  /** Of the file's prompts, by id: whether what is typed is hidden. */
  readonly hiddenInputs?: ReadonlyMap<string, boolean>;
}

/** As many as an event may hold (schemas/event.json). */
const maximumReferences = 1024;

// Attacker-controlled: each pattern is linear. What repeats in it is bounded, and cannot hold the mark that it starts with.
const patterns: readonly (readonly [ReferenceStyle, RegExp])[] = [
  ["${VAR}", /\$\{([A-Za-z_]\w{0,127})\}/g],
  ["${VAR:-default}", /\$\{([A-Za-z_]\w{0,127}):?[-=]/g],
  ["${env:VAR}", /\$\{env:([A-Za-z_]\w{0,127})(?=[:}])/g],
  ["${input:ID}", /\$\{input:([^{}]{1,128})\}/g],
  ["${user_config.KEY}", /\$\{user_config\.([\w.-]{1,128})\}/g],
  ["${{SCOPE.VAR}}", /\$\{\{[ \t]{0,8}([A-Za-z_]\w{0,127}\.[\w.-]{1,128})[ \t]{0,8}\}\}/g],
  ["{{VAR}}", /(?<![${])\{\{[ \t]{0,8}([A-Za-z_][\w.-]{0,127})[ \t]{0,8}\}\}/g],
  ["{env:VAR}", /(?<![${])\{env:([A-Za-z_]\w{0,127})\}/g],
  ["{file:PATH}", /(?<![${])\{file:([^{}]{1,512})\}/g],
  // In the middle of a word a dollar is a dollar: passwords have them.
  ["$VAR", /(?<![^\s=:/"'@,;(])\$([A-Z_][A-Z0-9_]{0,127})(?!\w)/g],
  ["%VAR%", /%([A-Za-z_][\w()]{2,127})%/g],
];

/** Of an editor or a bundle: which folder or file that is, not what somebody keeps there. */
const editorVariables = new Set(
  (
    "workspaceFolder workspaceFolderBasename workspaceRoot workspacePath fileWorkspaceFolder file fileDirname fileBasename " +
    "fileBasenameNoExtension fileExtname relativeFile relativeFileDirname lineNumber columnNumber selectedText execPath " +
    "pathSeparator cwd extensionPath __dirname DESKTOP DOCUMENTS DOWNLOADS CLAUDE_PLUGIN_ROOT CLAUDE_PROJECT_DIR"
  ).split(" "),
);

/** Two hexadecimal digits behind a percent sign are a character of a URL. */
function isEncoded(style: ReferenceStyle, name: string, value: string): boolean {
  return style === "%VAR%" && value.includes("://") && /^[0-9A-Fa-f]{2}/.test(name);
}

function classify(style: ReferenceStyle, name: string): ReferenceStyle | null {
  if (style !== "${VAR}") return style;
  if (name === "userHome") return "${userHome}";
  return editorVariables.has(name) ? null : style;
}

function findHome({ pointer, value }: ReferringText): [ReferenceStyle, string][] {
  const isPath = /^\/server\/(?:command|cwd|env_file|args\/\d+)$/.test(pointer);
  return isPath && /^~(?:[\\/]|$)/.test(value) ? [["tilde", "~"]] : [];
}

function findNames(text: ReferringText): [ReferenceStyle, string][] {
  const { value } = text;
  if (!/[$%{~]/.test(value)) return [];
  const lastBrace = value.lastIndexOf("}");
  const found = patterns.flatMap(([pattern, expression]) =>
    [...value.matchAll(expression)].flatMap(({ 1: name = "", index }): [ReferenceStyle, string][] => {
      const style = classify(pattern, name);
      if (style === null || isEncoded(style, name, value)) return [];
      return pattern === "${VAR:-default}" && index > lastBrace ? [] : [[style, name]];
    }),
  );
  return [...findHome(text), ...found];
}

/**
 * Each reference once for each place. Values may be secrets: of them only the names that they refer to are told.
 *
 * Attacker-controlled: more references than an event holds are cut off; what is weighed about one is never about all.
 */
export function listReferences(texts: readonly ReferringText[], context: ReferenceContext): Reference[] {
  const { expands, expandsNames = [], hiddenInputs } = context;
  const references = new Map<string, Reference>();
  for (const text of texts) {
    for (const [style, name] of findNames(text)) {
      if (references.size >= maximumReferences) return [...references.values()];
      const hidden = style === "${input:ID}" ? hiddenInputs?.get(name) : undefined;
      references.set(`${text.pointer} ${style} ${name}`, {
        pointer: text.pointer,
        style,
        name,
        ...(expands === undefined ? {} : { expanded: expands.includes(style) || expandsNames.includes(name) }),
        ...(hidden === undefined ? {} : { hidden }),
      });
    }
  }
  return [...references.values()];
}
