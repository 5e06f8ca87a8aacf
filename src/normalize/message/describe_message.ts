// Turns the text of one JSON-RPC message into what it looked like before anybody's parser chose between readings.
import type { Message } from "../../generated/event.ts";
import { decodeMessage, findProblems, memberOf, parseJson, stringOf } from "./parse_message.ts";
import { type ScannedNames, scanNames } from "./scan_names.ts";

/** Far above what SDKs read; whoever hands over more has not bounded what it buffers. */
const MAX_BYTES = 64 * 1024 * 1024;

const PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
const FIRST_MODERN = "2026-07-28";

/** Which parameter names what a method is about; of all others it is params.name. */
const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ["resources/read", "uri"],
  ["resources/subscribe", "uri"],
  ["resources/unsubscribe", "uri"],
  ["tasks/get", "taskId"],
  ["tasks/update", "taskId"],
  ["tasks/cancel", "taskId"],
]);

/** Attacker-controlled: a name can be as long as the message. */
const MAX_NAME_LENGTH = 8192;
const MAX_METHOD_LENGTH = 256;
const MAX_TYPE_LENGTH = 64;

function textOf(value: string | undefined, length: number): string | undefined {
  if (value === undefined) return undefined;
  if (value.length > length) throw new RangeError("a name in the message is too long to be described");
  return value.toWellFormed();
}

/** Legacy clients never send a revision with each request, so whatever is sent there that is no earlier date is modern. */
function eraOf(value: unknown): Message["era"] {
  if (typeof memberOf(value, "method") !== "string") return undefined;
  const meta = memberOf(memberOf(value, "params"), "_meta");
  const version = memberOf(meta, PROTOCOL_VERSION);
  // Notifications need not carry it in either era.
  if (version === undefined) return memberOf(value, "id") === undefined ? undefined : "legacy";
  return typeof version === "string" && /^\d{4}-\d{2}-\d{2}$/.test(version) && version < FIRST_MODERN
    ? "legacy"
    : "modern";
}

/** A type that is no string is as unknown as any other, and must not look like none. */
function resultTypeOf(value: unknown): string | undefined {
  const type = memberOf(memberOf(value, "result"), "resultType");
  if (type === undefined) return undefined;
  return (typeof type === "string" ? type : JSON.stringify(type)).slice(0, MAX_TYPE_LENGTH).toWellFormed();
}

function nameOf(value: unknown, method: string | undefined): string | undefined {
  if (method === undefined) return undefined;
  return stringOf(memberOf(value, "params"), NAMED_BY.get(method) ?? "name");
}

function without<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members) as { [K in keyof T]: Exclude<T[K], undefined> };
}

export interface DescribedMessage {
  readonly message: Message;
  /** The text, when it is UTF-8. */
  readonly text: string;
  /** The JSON value; undefined when it is none. */
  readonly value: unknown;
  readonly names: ScannedNames;
}

const NO_NAMES: ScannedNames = { duplicates: [], variants: [], depth: 0, elements: [] };

/** Like `describeMessage`, with what was read for it. */
export function parseMessage(given: string | Uint8Array): DescribedMessage {
  if (given.length > MAX_BYTES) throw new RangeError(`a message of more than ${MAX_BYTES} bytes`);
  const text = decodeMessage(given) ?? "";
  const value = parseJson(text);
  const names = value === undefined ? NO_NAMES : scanNames(text);
  const method = textOf(stringOf(value, "method"), MAX_METHOD_LENGTH);
  const message = without({
    method,
    name: textOf(nameOf(value, method), MAX_NAME_LENGTH),
    era: eraOf(value),
    result_type: resultTypeOf(value),
    bytes: Buffer.byteLength(given),
    depth: names.depth,
    duplicate_keys: names.duplicates,
    variant_keys: names.variants,
    problems: findProblems(value),
  });
  return { message, text, value, names };
}

/**
 * Describes one message: a batch is `not_an_object` here, and read element by element in `readMessage`. A result does not
 * say which method it answers, nor of which era it is: `readMessage` adds that.
 *
 * @throws {RangeError} when there is more than can be described
 */
export function describeMessage(text: string | Uint8Array): Message {
  return parseMessage(text).message;
}
