// Turns the text of a JSON-RPC message, or of a batch of them, into events.
import type { Event, Message, Point, Server } from "../../generated/event.ts";
import { parseMessage } from "./describe_message.ts";
import { memberOf, stringOf } from "./parse_message.ts";
import { type EventPart, readClient, readRequest } from "./request_events.ts";
import { type AnsweredRequest, type ReadResponse, readError, readResult } from "./result_events.ts";

/** Attacker-controlled: every element is decided about. */
const MAX_BATCH = 1024;

/** A request whose answer is still to come; kept by whoever reads both directions. */
export interface PendingRequest extends AnsweredRequest {
  readonly era?: Message["era"];
}

export interface MessageContext {
  readonly point: Point;
  readonly server: Server;
  /** The request with this id that went the other way. Absent: results cannot be read. */
  readonly findRequest?: (id: string | number) => PendingRequest | undefined;
}

export interface ReadMessage {
  readonly id?: string | number | undefined;
  /** How the message looked. Shapes that cannot be read have no events and say here why. */
  readonly message: Message;
  readonly events: readonly Event[];
  /** Set for a request: what `findRequest` is to return for its id. */
  readonly request?: PendingRequest;
  /** Methods that have no kind of event, also those a result asks for; `response` for an answer to no known request. */
  readonly unknown: readonly string[];
}

function idOf(value: unknown): string | number | undefined {
  const id = memberOf(value, "id");
  return typeof id === "string" || typeof id === "number" ? id : undefined;
}

function createEvents(
  parts: readonly EventPart[],
  message: Message,
  context: MessageContext,
  who: Pick<Event, "client" | "protocol_version">,
): Event[] {
  // INVARIANT: parts stand as sent. What is of another type than the schema wants is refused when the event is read.
  return parts.map((part) => ({ ...part, ...who, point: context.point, server: context.server, message }) as Event);
}

function readAnswer(value: unknown, request: AnsweredRequest): ReadResponse {
  const result = memberOf(value, "result");
  const error = memberOf(value, "error");
  const results = result === undefined ? [] : [readResult(result, request)];
  const errors = error === undefined ? [] : [readError(error, request)];
  const read = [...results, ...errors];
  return { parts: read.flatMap(({ parts }) => parts), unknown: [...new Set(read.flatMap(({ unknown }) => unknown))] };
}

function readResponse(value: unknown, message: Message, context: MessageContext): ReadMessage {
  const id = idOf(value);
  const request = id === undefined ? undefined : context.findRequest?.(id);
  if (request === undefined) return { id, message, events: [], unknown: ["response"] };
  const { method, params } = request;
  const name = stringOf(params, "name") ?? stringOf(params, "uri");
  const described: Message = {
    ...message,
    method,
    ...(name === undefined ? {} : { name }),
    ...(request.era === undefined ? {} : { era: request.era }),
  };
  const { parts, unknown } = readAnswer(value, request);
  const version = stringOf(memberOf(value, "result"), "protocolVersion");
  const who = version === undefined ? {} : { protocol_version: version };
  return { id, message: described, events: createEvents(parts, described, context, who), unknown };
}

function readOne(text: string | Uint8Array, context: MessageContext, batchSize: number | undefined): ReadMessage {
  const { message: described, value } = parseMessage(text);
  const message: Message = batchSize === undefined ? described : { ...described, batch_size: batchSize };
  const { method } = message;
  if (method === undefined) {
    const isResponse = memberOf(value, "result") !== undefined || memberOf(value, "error") !== undefined;
    return isResponse ? readResponse(value, message, context) : { id: idOf(value), message, events: [], unknown: [] };
  }
  const params = memberOf(value, "params");
  const parts = readRequest(method, params, message.era);
  const id = idOf(value);
  const request = { method, params, era: message.era };
  const events = createEvents(parts ?? [], message, context, readClient(method, params));
  return {
    id,
    message,
    events,
    unknown: parts === undefined ? [method] : [],
    ...(id === undefined ? {} : { request }),
  };
}

/**
 * Reads what came over the wire: one element for a message, one for each element of a batch. Nothing is judged here; an
 * element without events is one that its `message.problems` or `unknown` speak about, or that needs no decision.
 *
 * @throws {RangeError} when there is more than can be described
 */
export function readMessage(text: string | Uint8Array, context: MessageContext): ReadMessage[] {
  const { value, names, text: decoded } = parseMessage(text);
  // An empty batch is no message.
  if (!Array.isArray(value) || value.length === 0) return [readOne(text, context, undefined)];
  if (value.length > MAX_BATCH) throw new RangeError(`a batch of more than ${MAX_BATCH} messages`);
  return names.elements.map(([start, end]) => readOne(decoded.slice(start, end), context, value.length));
}
