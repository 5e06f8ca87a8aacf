// Turns the fields of one server entry into the launch facts of an event: what is started or called, and with what.
import type { Server } from "../generated/event.ts";
import { parseUrl } from "../parse_url.ts";
import { type FieldNames, type FieldRole, usualNames } from "./field_names.ts";
import { describeType, findMembers, type TreeMember, type TreeNode } from "./formats/tree.ts";
import type { SensitiveValue } from "./located_event.ts";
import type { ProblemCode } from "./problem.ts";

/** A fault of one entry, by offset. */
export interface EntryFault {
  code: ProblemCode;
  offset: number;
  message: string;
}

/** Thrown where the launch of an entry cannot be read; the entry then has no event. */
export class EntryError extends Error {
  readonly fault: EntryFault;

  constructor(code: ProblemCode, offset: number, message: string) {
    super(message);
    this.name = "EntryError";
    this.fault = { code, offset, message };
  }
}

/** The fields of an entry, one reading of names that are repeated; fields that are null are absent. */
export class Fields {
  readonly #members: ReadonlyMap<string, TreeMember>;
  readonly #names: FieldNames;

  constructor(members: readonly TreeMember[], names: FieldNames) {
    this.#members = new Map(members.map((member) => [member.name, member]));
    this.#names = names;
  }

  get(name: string): TreeMember | undefined {
    return this.#members.get(name);
  }

  /** Every field that has the role, in the order of the client's names for it. */
  all(role: FieldRole): TreeMember[] {
    return (this.#names[role] ?? usualNames[role]).flatMap((name) => this.#members.get(name) ?? []);
  }

  find(role: FieldRole): TreeMember | undefined {
    return this.all(role).at(0);
  }
}

export interface Launch {
  server: Omit<Server, "name">;
  values: SensitiveValue[];
  offsets: Map<string, number>;
  faults: EntryFault[];
}

export function createLaunch(): Launch {
  return { server: {}, values: [], offsets: new Map(), faults: [] };
}

function readText(node: TreeNode, code: ProblemCode, what: string): string {
  if (node.type === "string") return node.text;
  throw new EntryError(
    code,
    node.offset,
    `Expected ${what} to be a string, found ${describeType(node)}; write a string.`,
  );
}

/** As many as an event may hold (schemas/event.json). */
const maximumValues = 1024;

/** Attacker-controlled: a launch may be padded until nobody judges it. */
function refuseTooMany(found: number, offset: number, what: string): void {
  if (found <= maximumValues) return;
  const message = `Expected at most ${maximumValues} values in ${what}, found ${found}; the entry is not judged, so shorten it or remove the entry.`;
  throw new EntryError("ERR_NORMALIZE_TOO_MANY_VALUES", offset, message);
}

interface NamedValues {
  code: ProblemCode;
  valueCode: ProblemCode;
  pointer: string;
  /** The names gathered so far. */
  names: string[];
}

function addName(launch: Launch, { name, offset }: { name: string; offset: number }, into: NamedValues): string {
  const place = `${into.pointer}/${into.names.length}`;
  launch.offsets.set(place, offset);
  into.names.push(name);
  return place;
}

/** `NAME=value`, as container files have it. What has no name may be a secret itself. */
function readPairs(launch: Launch, key: string, node: TreeNode, into: NamedValues): void {
  const items = node.type === "array" ? node.items : [node];
  refuseTooMany(into.names.length + items.length, node.offset, `\`${key}\``);
  if (into.names.length === 0) launch.offsets.set(into.pointer, node.offset);
  for (const item of items) {
    if (item.type !== "string") continue;
    const [, name, value] = /^([A-Za-z_][\w-]{0,127})=(.*)$/s.exec(item.text) ?? [];
    const pointer = name === undefined ? into.pointer : addName(launch, { name, offset: item.offset }, into);
    launch.values.push({ pointer, name: name ?? key, value: value ?? item.text });
  }
}

/** Gathers the names and keeps the values apart; a value that is no string is a fault of its own. */
function readNamedValues(
  launch: Launch,
  { name: key, value: node }: TreeMember,
  into: NamedValues,
  secret = true,
): void {
  const what = `\`${key}\``;
  if (node.type !== "object") {
    const message = `Expected ${what} to be an object of names and strings, found ${describeType(node)}; write an object. The rest of the entry is judged.`;
    launch.faults.push({ code: into.code, offset: node.offset, message });
    if (secret) readPairs(launch, key, node, into);
    return;
  }
  refuseTooMany(into.names.length + node.members.length, node.offset, what);
  if (into.names.length === 0) launch.offsets.set(into.pointer, node.offset);
  for (const { name, keyOffset, value } of node.members) {
    const pointer = addName(launch, { name, offset: keyOffset }, into);
    if (value.type !== "string") {
      const message = `Expected each value in ${what} to be a string, found ${describeType(value)}; put it in double quotes.`;
      launch.faults.push({ code: into.valueCode, offset: value.offset, message });
    } else if (secret) launch.values.push({ pointer, name, value: value.text });
  }
}

/** The same for a list of names alone; an element may be an object that says its `name`. */
function readNames(launch: Launch, { name: key, value: node }: TreeMember, into: NamedValues): void {
  const what = `\`${key}\``;
  if (node.type !== "array") {
    const message = `Expected ${what} to be an array of names, found ${describeType(node)}; write an array.`;
    throw new EntryError(into.code, node.offset, message);
  }
  refuseTooMany(into.names.length + node.items.length, node.offset, what);
  if (into.names.length === 0) launch.offsets.set(into.pointer, node.offset);
  for (const item of node.items) {
    const name = item.type === "object" ? (findMembers(item, "name").at(-1)?.value ?? item) : item;
    if (name.type === "string") addName(launch, { name: name.text, offset: name.offset }, into);
    else {
      const message = `Expected each element of ${what} to be the name of a variable, found ${describeType(name)}; write a string.`;
      launch.faults.push({ code: into.valueCode, offset: name.offset, message });
    }
  }
}

function readArgs(launch: Launch, { name: key, value: node }: TreeMember): string[] {
  if (node.type !== "array") {
    const message = `Expected \`${key}\` to be an array of strings, found ${describeType(node)}; write one string for each argument.`;
    throw new EntryError("ERR_NORMALIZE_ARGS", node.offset, message);
  }
  refuseTooMany(node.items.length, node.offset, `\`${key}\``);
  launch.offsets.set("/server/args", node.offset);
  return node.items.map((item, index) => {
    const value = readText(item, "ERR_NORMALIZE_ARGS", `each element of \`${key}\``);
    const pointer = `/server/args/${index}`;
    launch.offsets.set(pointer, item.offset);
    launch.values.push({ pointer, name: "args", value });
    return value;
  });
}

/** Also of an entry with a URL: no client may use it there, but a secret in it is still one. */
export function readEnvironment(launch: Launch, fields: Fields): void {
  const names: string[] = [];
  const codes = { code: "ERR_NORMALIZE_ENV", valueCode: "ERR_NORMALIZE_ENV_VALUE" } as const;
  const into = { ...codes, pointer: "/server/env_keys", names };
  const maps = fields.all("env");
  const lists = fields.all("envNames");
  for (const map of maps) readNamedValues(launch, map, into);
  for (const list of lists) readNames(launch, list, into);
  if (maps.length + lists.length > 0) launch.server.env_keys = names;
}

interface Invocation {
  program: TreeNode;
  args: TreeMember | undefined;
}

/** A command that is an array has the arguments in it; those of an own field come after them. */
export function readInvocation(fields: Fields, command: TreeMember): Invocation {
  const args = fields.find("args");
  const { name, value } = command;
  const asLine = fields.all("commandLine").includes(command);
  if (!asLine || (value.type !== "array" && fields.all("command").includes(command))) return { program: value, args };
  const [program, ...rest] = value.type === "array" ? value.items : [];
  if (value.type !== "array" || !program) {
    const found = value.type === "array" ? "an empty one" : describeType(value);
    const message = `Expected \`${name}\` to be an array of the program and its arguments, found ${found}; write one string for each.`;
    throw new EntryError("ERR_NORMALIZE_COMMAND", value.offset, message);
  }
  if (args && args.value.type !== "array") return { program, args };
  const items = [...rest, ...(args?.value.type === "array" ? args.value.items : [])];
  return { program, args: { ...command, value: { ...value, items } } };
}

export function readStdioLaunch(launch: Launch, fields: Fields, command: TreeMember): void {
  const { server, offsets } = launch;
  const { program, args } = readInvocation(fields, command);
  server.command = readText(program, "ERR_NORMALIZE_COMMAND", `\`${command.name}\``);
  offsets.set("/server/command", program.offset);
  if (server.command.trim() === "") {
    const message = `Expected \`${command.name}\` to name a program, found an empty string; write the program.`;
    throw new EntryError("ERR_NORMALIZE_COMMAND", program.offset, message);
  }
  if (args) server.args = readArgs(launch, args);
  readEnvironment(launch, fields);
  const cwd = fields.find("cwd");
  if (cwd) {
    server.cwd = readText(cwd.value, "ERR_NORMALIZE_CWD", `\`${cwd.name}\``);
    offsets.set("/server/cwd", cwd.value.offset);
  }
  const envFile = fields.find("envFile");
  if (envFile) {
    server.env_file = readText(envFile.value, "ERR_NORMALIZE_ENV_FILE", `\`${envFile.name}\``);
    offsets.set("/server/env_file", envFile.value.offset);
  }
}

const reference = /\$\{|\$[A-Za-z_]|%\w+%|\{(?:env|file):/;

export function readRemoteLaunch(launch: Launch, fields: Fields, url: TreeMember): void {
  const { server, offsets, values } = launch;
  const { offset } = url.value;
  server.url = readText(url.value, "ERR_NORMALIZE_URL", `\`${url.name}\``);
  offsets.set("/server/url", offset);
  values.push({ pointer: "/server/url", name: "url", value: server.url });
  // A reference such as ${HOST} is replaced by the client at launch; until then the text need not be a URL.
  if (!reference.test(server.url) && parseUrl(server.url) === undefined) {
    const message = `Expected \`${url.name}\` to be an absolute URL, found a string that is not one; write it with its scheme, as in https://example.com/mcp.`;
    throw new EntryError("ERR_NORMALIZE_URL", offset, message);
  }
  const names: string[] = [];
  const codes = { code: "ERR_NORMALIZE_HEADERS", valueCode: "ERR_NORMALIZE_HEADER_VALUE" } as const;
  const into = { ...codes, pointer: "/server/header_names", names };
  const maps = fields.all("headers");
  const variables = fields.all("headerVariables");
  for (const map of maps) readNamedValues(launch, map, into);
  for (const map of variables) readNamedValues(launch, map, into, false);
  if (maps.length + variables.length > 0) server.header_names = names;
}
