// The parts of a JSON-RPC message that guards handle: what it is, whose it is, and a copy of it with another part.
import { unescapePointer } from "../pointer.ts";

export type RequestId = string | number;

export interface JsonObject {
  readonly [member: string]: unknown;
}

/** From the client to the server, or back. */
export type Direction = "to_server" | "to_client";

export function opposite(direction: Direction): Direction {
  return direction === "to_server" ? "to_client" : "to_server";
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of the object itself. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textOf(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === "string" ? member : undefined;
}

export function idOf(message: unknown): RequestId | undefined {
  const id = memberOf(message, "id");
  return typeof id === "string" || typeof id === "number" ? id : undefined;
}

export type Shape = "request" | "notification" | "response";

/** As the SDKs tell them apart. */
export function shapeOf(message: unknown): Shape | undefined {
  if (!isObject(message)) return undefined;
  if (typeof message.method === "string") return Object.hasOwn(message, "id") ? "request" : "notification";
  return Object.hasOwn(message, "result") || Object.hasOwn(message, "error") ? "response" : undefined;
}

function replace(value: unknown, parts: readonly string[], change: (found: unknown) => unknown): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return change(value);
  if (Array.isArray(value)) {
    const index = /^(?:0|[1-9]\d{0,9})$/.test(part) ? Number(part) : -1;
    if (!(index in value)) return undefined;
    const changed = replace(value[index], rest, change);
    return changed === undefined ? undefined : value.with(index, changed);
  }
  if (!isObject(value) || !Object.hasOwn(value, part)) return undefined;
  const changed = replace(value[part], rest, change);
  if (changed === undefined) return undefined;
  // A member called __proto__ is a member like any other.
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === part ? changed : member]));
}

/** A copy with what stands at the pointer changed; undefined when nothing stands there, or `change` gives nothing. */
export function replaceAt(value: unknown, pointer: string, change: (found: unknown) => unknown): unknown {
  if (pointer === "") return change(value);
  return replace(value, pointer.slice(1).split("/").map(unescapePointer), change);
}
