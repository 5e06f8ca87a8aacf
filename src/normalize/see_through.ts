// Turns a server entry that starts mcp-trust wrap into the entry that it guards, every part with its place in the text.
import { type FieldNames, type FieldRole, usualNames } from "./field_names.ts";
import type { TreeMember, TreeNode } from "./formats/tree.ts";
import { EntryError, Fields, readInvocation } from "./launch.ts";
import { findExactWrap, readWrapper, type WrapperOption, type WrapperUse } from "./wrapper.ts";

export interface SeenEntry {
  readonly fields: Fields;
  /** Present when the entry is one of mcp-trust wrap. */
  readonly wrapper?: {
    readonly fact: { name?: string; options: string[] };
    /** Of each option, and of all of them. */
    readonly offsets: ReadonlyMap<string, number>;
  };
}

type StringNode = Extract<TreeNode, { type: "string" }>;

interface Wrapped {
  readonly members: readonly TreeMember[];
  readonly names: FieldNames;
  readonly command: TreeMember;
  readonly words: readonly StringNode[];
  readonly use: WrapperUse;
}

function namesOf(names: FieldNames, ...roles: readonly FieldRole[]): readonly string[] {
  return roles.flatMap((role) => names[role] ?? usualNames[role]);
}

/** The words of the command line; null when it is none, which is said where it is read. */
export function listCommandWords(fields: Fields): { command: TreeMember; words: StringNode[] } | null {
  const command = fields.find("command") ?? fields.find("commandLine");
  if (!command) return null;
  try {
    const { program, args } = readInvocation(fields, command);
    const items = args?.value.type === "array" ? args.value.items : [];
    const words = [program, ...items].filter((node): node is StringNode => node.type === "string");
    return words.length === items.length + 1 && (!args || args.value.type === "array") ? { command, words } : null;
  } catch (error) {
    if (error instanceof EntryError) return null;
    throw error;
  }
}

function without(members: readonly TreeMember[], names: readonly string[]): TreeMember[] {
  return members.filter(({ name }) => !names.includes(name));
}

function listOptions({ options }: WrapperUse, name: string): WrapperOption[] {
  return options.filter((option) => option.name === name);
}

/** What the option `--was` keeps of how the entry was written, by name. */
export function readFormer(use: WrapperUse): Map<string, string> {
  const text = listOptions(use, "was").at(-1)?.value ?? "";
  return new Map(
    text.split(",").flatMap((part) => {
      const equals = part.indexOf("=");
      return equals < 0 ? [] : [[part.slice(0, equals), part.slice(equals + 1)] as const];
    }),
  );
}

function startInside({ members, names, command, words, use }: Wrapped, inner: number): TreeMember[] {
  const [program, ...items] = words.slice(inner);
  if (!program) return [...members];
  const others = without(members, namesOf(names, "command", "commandLine", "args"));
  const { offset, end } = command.value;
  const { name, keyOffset } = command;
  if (!namesOf(names, "command").includes(name)) {
    return [...others, { name, keyOffset, value: { type: "array", offset, end, items: [program, ...items] } }];
  }
  const [argsName = "args"] = namesOf(names, "args");
  const list = members.find((member) => member.name === argsName);
  const kept = items.length > 0 || readFormer(use).get("args") === "[]";
  const args: TreeMember[] =
    list && kept ? [{ ...list, value: { type: "array", offset: list.value.offset, end: list.value.end, items } }] : [];
  return [...others, { name, keyOffset, value: program }, ...args];
}

/** `Name: text ${VARIABLE}` of --header, `Name=VARIABLE` of --header-env. */
interface Header {
  readonly name: string;
  readonly text: string;
  readonly node: StringNode;
}

const variable = /\$\{([A-Za-z_]\w{0,127})\}/g;

export function listHeaders({ options }: WrapperUse, words: readonly StringNode[]): Header[] {
  return options.flatMap(({ name: option, value, index }) => {
    const node = words[index];
    const mark = option === "header" ? value.indexOf(":") : option === "header-env" ? value.indexOf("=") : -1;
    if (!node || mark < 0) return [];
    const text = value.slice(mark + 1).trim();
    return [{ name: value.slice(0, mark).trim(), text: option === "header" ? text : `\${${text}}`, node }];
  });
}

/** A header that is one variable of the entry is that variable's value where it stands; others are put together. */
function readHeader({ name, text, node }: Header, variables: readonly TreeMember[]): TreeMember {
  const find = (wanted: string) => variables.find((member) => member.name === wanted && member.value.type === "string");
  const whole = /^\$\{([A-Za-z_]\w{0,127})\}$/.exec(text)?.[1];
  const known = whole === undefined ? undefined : find(whole);
  if (known) return { name, keyOffset: known.keyOffset, value: known.value };
  const put = text.replace(variable, (_, wanted: string) => {
    const value = find(wanted)?.value;
    return value?.type === "string" ? value.text : "";
  });
  return { name, keyOffset: node.offset, value: { type: "string", text: put, offset: node.offset, end: node.end } };
}

function reachInside({ members, names, command, words, use }: Wrapped, url: StringNode): TreeMember[] {
  const [urlName = "url"] = namesOf(names, "url");
  const [headersName = "headers"] = namesOf(names, "headers");
  const [typeName] = namesOf(names, "type");
  const envNames = namesOf(names, "env");
  const headers = listHeaders(use, words);
  // An empty list of headers stands in the entry as one of variables.
  const former = readFormer(use).has("headers");
  const used = new Set(headers.flatMap(({ text }) => [...text.matchAll(variable)].map(([, name]) => name ?? "")));
  const variables = members.flatMap(({ name, value }) =>
    envNames.includes(name) && value.type === "object" ? value.members : [],
  );
  const others = without(members, namesOf(names, "command", "commandLine", "args", "type")).flatMap((member) => {
    const { value } = member;
    if (!envNames.includes(member.name) || value.type !== "object") return [member];
    const kept = value.members.filter(({ name }) => !used.has(name));
    if (kept.length === value.members.length && !(former && kept.length === 0)) return [member];
    return kept.length === 0 ? [] : [{ ...member, value: { ...value, members: kept } }];
  });
  const { keyOffset } = command;
  const { offset } = url;
  const list = headers.map((header) => readHeader(header, variables));
  const text: TreeNode = { type: "string", text: "http", offset, end: offset };
  return [
    ...others,
    { name: urlName, keyOffset, value: url },
    ...(typeName === undefined ? [] : [{ name: typeName, keyOffset, value: text }]),
    ...(list.length === 0 && !former
      ? []
      : [{ name: headersName, keyOffset, value: { type: "object" as const, offset, end: offset, members: list } }]),
  ];
}

function describeWrapper({ words, use }: Wrapped): NonNullable<SeenEntry["wrapper"]> {
  const [option] = use.options;
  const places = use.options.map(
    ({ index }, at) => [`/server/wrapper/options/${at}`, words[index]?.offset ?? 0] as const,
  );
  const start = words[option?.index ?? 0]?.offset ?? 0;
  const offsets = new Map([["/server/wrapper", start] as const, ...places]);
  const name = listOptions(use, "name").at(-1)?.value;
  const fact = { ...(name === undefined ? {} : { name }), options: use.options.map((option) => option.name) };
  return { fact, offsets };
}

/** Entries of anything else, and those that nobody can be sure of, stay as they are. */
export function seeThrough(members: readonly TreeMember[], names: FieldNames): SeenEntry {
  const fields = new Fields(members, names);
  const line = fields.find("url") ? null : listCommandWords(fields);
  if (!line) return { fields };
  const texts = line.words.map(({ text }) => text);
  const start = findExactWrap(texts);
  const use = start === null ? null : readWrapper(texts, start);
  if (!use) return { fields };
  const wrapped = { members, names, use, ...line };
  const url = line.words[listOptions(use, "url")[0]?.index ?? -1];
  const address: StringNode | undefined = url && { ...url, text: listOptions(use, "url")[0]?.value ?? "" };
  const seen = use.inner === null ? address && reachInside(wrapped, address) : startInside(wrapped, use.inner);
  return seen ? { fields: new Fields(seen, names), wrapper: describeWrapper(wrapped) } : { fields };
}
