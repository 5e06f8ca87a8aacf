// Turns the text of a JSON-RPC message into its value and what is wrong with its shape.
import type { Message } from "../../generated/event.ts";

export type Problem = NonNullable<Message["problems"]>[number];
export type TreeObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is TreeObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of the object itself: what Object.prototype has is nobody's message. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function stringOf(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === "string" ? member : undefined;
}

/** One member to spread, or none. */
export function field(name: string, value: unknown): { [name: string]: unknown } {
  return value === undefined ? {} : { [name]: value };
}

export function decodeMessage(text: string | Uint8Array): string | undefined {
  if (typeof text === "string") return text.isWellFormed() ? text : undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    return undefined;
  }
}

/** Strict JSON, or undefined, which JSON does not have. Of repeated names the last counts, as in most parsers. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isId(id: unknown): boolean {
  return typeof id === "string" || Number.isSafeInteger(id);
}

function hasIdProblem(message: TreeObject): boolean {
  if (!Object.hasOwn(message, "id")) return false;
  // Who could not read a request answers it with an error that has no id to give.
  return !isId(message.id) && !(message.id === null && isObject(memberOf(message, "error")));
}

/** A request, a notification, a result or an error: exactly one of them. */
function isRequestOrResponse(message: TreeObject): boolean {
  const has = (name: string): boolean => Object.hasOwn(message, name);
  if (has("method")) return !has("result") && !has("error");
  if (has("result")) return has("id") && isObject(message.result);
  return has("error") && isObject(message.error);
}

export function findProblems(value: unknown): Problem[] {
  if (value === undefined) return ["not_json"];
  if (!isObject(value)) return ["not_an_object"];
  const has = (name: string): boolean => Object.hasOwn(value, name);
  const problems: Problem[] = [];
  if (memberOf(value, "jsonrpc") !== "2.0") problems.push("jsonrpc_version");
  if (hasIdProblem(value)) problems.push("id_type");
  if (has("method") && typeof value.method !== "string") problems.push("method_type");
  if (has("params") && !isObject(value.params)) problems.push("params_type");
  if (has("result") && has("error")) problems.push("result_and_error");
  if (!isRequestOrResponse(value)) problems.push("neither_request_nor_response");
  return problems;
}
