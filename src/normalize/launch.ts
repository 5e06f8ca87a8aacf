// Turns the fields of one server entry into the launch facts of an event: what is started or called, and with what.
import type { Server } from "../generated/event.ts";
import { parseUrl } from "../parse_url.ts";
import { describeType, type TreeMember, type TreeNode } from "./formats/tree.ts";
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

/** The fields of an entry by name, one reading of names that are repeated; fields that are null are absent. */
export type Fields = ReadonlyMap<string, TreeMember>;

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
  what: string;
  pointer: string;
}

/** Lists the names, keeps the values apart; a value that is no string is a fault of its own. */
function readNamedValues(launch: Launch, node: TreeNode, { code, valueCode, what, pointer }: NamedValues): string[] {
  if (node.type !== "object") {
    const message = `Expected ${what} to be an object of names and strings, found ${describeType(node)}; write an object.`;
    throw new EntryError(code, node.offset, message);
  }
  refuseTooMany(node.members.length, node.offset, what);
  launch.offsets.set(pointer, node.offset);
  return node.members.map(({ name, keyOffset, value }, index) => {
    const place = `${pointer}/${index}`;
    launch.offsets.set(place, keyOffset);
    if (value.type === "string") launch.values.push({ pointer: place, name, value: value.text });
    else {
      const message = `Expected each value in ${what} to be a string, found ${describeType(value)}; put it in double quotes.`;
      launch.faults.push({ code: valueCode, offset: value.offset, message });
    }
    return name;
  });
}

function readArgs(launch: Launch, node: TreeNode): string[] {
  if (node.type !== "array") {
    const message = `Expected \`args\` to be an array of strings, found ${describeType(node)}; write one string for each argument.`;
    throw new EntryError("ERR_NORMALIZE_ARGS", node.offset, message);
  }
  refuseTooMany(node.items.length, node.offset, "`args`");
  launch.offsets.set("/server/args", node.offset);
  return node.items.map((item, index) => {
    const value = readText(item, "ERR_NORMALIZE_ARGS", "each element of `args`");
    const pointer = `/server/args/${index}`;
    launch.offsets.set(pointer, item.offset);
    launch.values.push({ pointer, name: "args", value });
    return value;
  });
}

/** Also of an entry with a URL: no client may use it there, but a secret in it is still one. */
export function readEnvironment(launch: Launch, fields: Fields): void {
  const env = fields.get("env")?.value;
  if (!env) return;
  const what = { code: "ERR_NORMALIZE_ENV", valueCode: "ERR_NORMALIZE_ENV_VALUE", what: "`env`" } as const;
  launch.server.env_keys = readNamedValues(launch, env, { ...what, pointer: "/server/env_keys" });
}

export function readStdioLaunch(launch: Launch, fields: Fields, command: TreeMember): void {
  const { server, offsets } = launch;
  server.command = readText(command.value, "ERR_NORMALIZE_COMMAND", "`command`");
  offsets.set("/server/command", command.value.offset);
  if (server.command.trim() === "") {
    const message = "Expected `command` to name a program, found an empty string; write the program.";
    throw new EntryError("ERR_NORMALIZE_COMMAND", command.value.offset, message);
  }
  const args = fields.get("args")?.value;
  if (args) server.args = readArgs(launch, args);
  readEnvironment(launch, fields);
  const cwd = fields.get("cwd")?.value;
  if (cwd) {
    server.cwd = readText(cwd, "ERR_NORMALIZE_CWD", "`cwd`");
    offsets.set("/server/cwd", cwd.offset);
  }
  const envFile = fields.get("envFile")?.value;
  if (envFile) {
    server.env_file = readText(envFile, "ERR_NORMALIZE_ENV_FILE", "`envFile`");
    offsets.set("/server/env_file", envFile.offset);
  }
}

export function readRemoteLaunch(launch: Launch, fields: Fields, url: TreeMember): void {
  const { server, offsets, values } = launch;
  const { offset } = url.value;
  server.url = readText(url.value, "ERR_NORMALIZE_URL", `\`${url.name}\``);
  offsets.set("/server/url", offset);
  values.push({ pointer: "/server/url", name: "url", value: server.url });
  // A reference such as ${HOST} is replaced by the client at launch; until then the text need not be a URL.
  if (!server.url.includes("${") && parseUrl(server.url) === undefined) {
    const message = `Expected \`${url.name}\` to be an absolute URL, found a string that is not one; write it with its scheme, as in https://example.com/mcp.`;
    throw new EntryError("ERR_NORMALIZE_URL", offset, message);
  }
  const headers = fields.get("headers")?.value;
  if (headers) {
    const what = { code: "ERR_NORMALIZE_HEADERS", valueCode: "ERR_NORMALIZE_HEADER_VALUE", what: "`headers`" } as const;
    server.header_names = readNamedValues(launch, headers, { ...what, pointer: "/server/header_names" });
  }
}
