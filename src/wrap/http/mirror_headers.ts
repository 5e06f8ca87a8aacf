// Turns a message of the modern era into the headers that mirror it (2026-07-28 basic/transports/streamable-http).
import { isObject, memberOf, textOf } from "../../guard/json_rpc.ts";

/** Where the value of Mcp-Name stands in the parameters, by method. */
const NAMES: Readonly<Record<string, string>> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
  "tasks/get": "taskId",
  "tasks/update": "taskId",
  "tasks/cancel": "taskId",
};

/** Attacker-controlled: how many tools a server lists, and how much each mirrors. */
const MAX_TOOLS = 4096;
const MAX_MIRRORED = 64;
const MAX_DEPTH = 16;

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,128}$/;

interface Mirrored {
  readonly header: string;
  readonly path: readonly string[];
}

/** The revision that a message says it is of; undefined for the legacy era, which negotiates it once. */
export function revisionOf(message: unknown): string | undefined {
  return textOf(memberOf(memberOf(message, "params"), "_meta"), "io.modelcontextprotocol/protocolVersion");
}

/** What no header can hold as it is travels as =?base64?...?=. */
function encode(value: string): string {
  const isPlain = /^[\t\x20-\x7e]+$/.test(value) && value.trim() === value && !/^=\?base64\?.*\?=$/.test(value);
  return isPlain ? value : `=?base64?${Buffer.from(value).toString("base64")}?=`;
}

function findMirrored(schema: unknown, path: readonly string[], found: Mirrored[]): void {
  if (!isObject(schema) || path.length > MAX_DEPTH || found.length >= MAX_MIRRORED) return;
  const header = textOf(schema, "x-mcp-header");
  if (header !== undefined && TOKEN.test(header) && path.length > 0) found.push({ header, path });
  const properties = memberOf(schema, "properties");
  if (!isObject(properties)) return;
  for (const [name, property] of Object.entries(properties)) findMirrored(property, [...path, name], found);
}

function writeValue(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Remembers which arguments the tools of one server want mirrored. */
export class MirrorHeaders {
  readonly #tools = new Map<string, readonly Mirrored[]>();

  /** @param message an answer that was let through */
  observe(message: unknown): void {
    const tools = memberOf(memberOf(message, "result"), "tools");
    if (!Array.isArray(tools)) return;
    for (const tool of tools) {
      const name = textOf(tool, "name");
      const found: Mirrored[] = [];
      findMirrored(memberOf(tool, "inputSchema"), [], found);
      if (name === undefined) continue;
      this.#tools.delete(name);
      if (found.length > 0 && this.#tools.size < MAX_TOOLS) this.#tools.set(name, found);
    }
  }

  /** @param message one that says of which revision it is */
  write(message: unknown): Record<string, string> {
    const method = textOf(message, "method");
    const version = revisionOf(message);
    if (method === undefined || version === undefined) return {};
    const params = memberOf(message, "params");
    const name = Object.hasOwn(NAMES, method) ? textOf(params, NAMES[method] ?? "") : undefined;
    const mirrored = method === "tools/call" ? (this.#tools.get(name ?? "") ?? []) : [];
    const given = memberOf(params, "arguments");
    const values = mirrored.flatMap(({ header, path }) => {
      const value = writeValue(path.reduce(memberOf, given));
      return value === undefined ? [] : [[`mcp-param-${header.toLowerCase()}`, encode(value)] as const];
    });
    return {
      "mcp-protocol-version": encode(version),
      "mcp-method": encode(method),
      ...(name === undefined ? {} : { "mcp-name": encode(name) }),
      ...Object.fromEntries(values),
    };
  }
}
