// Turns one message of a connection into the events it is, with what the connection knows about it.
import { randomUUID } from "node:crypto";
import type { Event, Point, Principal, Server } from "../generated/event.ts";
import { type ReadMessage, readMessage } from "../normalize/message/read_message.ts";
import type { Failure } from "./failures.ts";
import { type Direction, idOf, memberOf, opposite, type RequestId, type Shape, shapeOf } from "./json_rpc.ts";
import { findSaid, type Ledger, readOutgoing } from "./ledger_port.ts";
import type { MessageFacts } from "./message_facts.ts";
import { type OpenRequest, openRequest, PendingRequests, type Tasks } from "./pending_requests.ts";
import { isQuiet } from "./quiet_methods.ts";
import { SessionOwner } from "./session_owner.ts";

export interface MessageReaderOptions {
  readonly point: Point;
  readonly server: Server;
  /** The host application, as the program around the guard knows it. */
  readonly client?: Event["client"];
  readonly principal?: Principal | undefined;
  readonly ledger?: Ledger | undefined;
  readonly now?: (() => Date) | undefined;
  readonly tasks: Tasks;
  readonly maxMessageLength: number;
}

export interface MessageItem {
  /** Names the message in the log. */
  readonly messageId: string;
  readonly direction: Direction;
  readonly message: unknown;
  readonly shape: Shape | undefined;
  readonly id?: RequestId | undefined;
  /** The request that this is, or the one that it answers. */
  readonly request?: OpenRequest | undefined;
  readonly events: readonly Event[];
  /** Why it cannot be judged. `events` then has the event to log. */
  readonly failure?: Failure;
}

function definedOf<T extends object>(facts: T): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Attacker-controlled: a message may name as many addresses, or ask as many questions, as fit into it. */
const MAX_EVENTS = 1024;

/** Attacker-controlled: the id of each request that waits for its answer is remembered. In characters. */
const MAX_ID = 1024;

export class MessageReader {
  readonly #options: MessageReaderOptions;
  readonly #open = { to_server: new PendingRequests(), to_client: new PendingRequests() };
  readonly #owner = new SessionOwner();
  #version: string | undefined;

  constructor(options: MessageReaderOptions) {
    this.#options = options;
  }

  /** A request is on its way: its answer will be judged. */
  open(item: MessageItem): void {
    if (item.id !== undefined && item.request !== undefined) this.#open[item.direction].add(item.id, item.request);
  }

  /** A request will not be sent on. */
  forget(item: MessageItem): void {
    if (item.id !== undefined) this.#open[item.direction].take(item.id);
  }

  close(): void {
    this.#open.to_server.clear();
    this.#open.to_client.clear();
  }

  /** A message goes on: what follows from it for later ones. */
  passed(item: MessageItem): void {
    if (item.shape !== "response" || item.request === undefined) return;
    const result = memberOf(item.message, "result");
    this.#options.tasks.remember(result, item.request);
    const version = memberOf(result, "protocolVersion");
    if (item.request.method === "initialize" && typeof version === "string") this.#version = version;
  }

  #describe(event: Event, said: unknown): Pick<Event, "conversation"> {
    const { ledger, server } = this.#options;
    const outgoing = readOutgoing(event, said);
    if (ledger === undefined || outgoing === undefined) return {};
    return { conversation: ledger.describe({ server: server.name, ...outgoing }) };
  }

  #complete(event: Event, facts: MessageFacts, said: unknown): Event {
    const { client, now } = this.#options;
    const principal = facts.principal ?? this.#options.principal;
    const version = event.protocol_version ?? this.#version;
    const { batchSize, http } = facts;
    return {
      ...this.#owner.bind(event),
      ...(client === undefined && event.client === undefined ? {} : { client: { ...event.client, ...client } }),
      ...(version === undefined ? {} : { protocol_version: version }),
      ...(principal === undefined ? {} : { principal }),
      ...(http === undefined ? {} : { http }),
      ...(now === undefined ? {} : { time: now().toISOString() }),
      ...(batchSize === undefined ? {} : { message: { ...event.message, batch_size: batchSize } }),
      ...this.#describe(event, said),
    };
  }

  /** What has no event of its own is still use of the session. */
  #sessionEvent(read: ReadMessage): Event {
    const { point, server } = this.#options;
    const { method } = read.message;
    const session = { action: "message", ...(method === undefined ? {} : { method }) } as const;
    return { kind: "session", point, server, session, message: read.message };
  }

  #read(text: string, answered: OpenRequest | undefined): ReadMessage {
    const { point, server } = this.#options;
    const [read] = readMessage(text, { point, server, findRequest: () => answered });
    if (read === undefined) throw new RangeError("no message");
    return read;
  }

  #failureOf(read: ReadMessage, shape: Shape | undefined, direction: Direction): Failure | undefined {
    if (read.unknown.includes("response")) return { code: "fail_closed.unknown_response" };
    const [method] = read.unknown;
    if (method !== undefined) return { code: "fail_closed.unknown_method", args: { method: method.slice(0, 64) } };
    if (shape === undefined) return { code: "fail_closed.unreadable_message" };
    if (typeof read.id === "string" && read.id.length > MAX_ID) return { code: "fail_closed.unreadable_message" };
    if (shape === "request" && (read.id === undefined || this.#open[direction].has(read.id)))
      return { code: read.id === undefined ? "fail_closed.unreadable_message" : "fail_closed.request_id_in_use" };
    return undefined;
  }

  /** Reads one message. Never throws: what cannot be read has a failure. */
  read(direction: Direction, message: unknown, given: MessageFacts): MessageItem {
    const shape = shapeOf(message);
    const { point, server, ledger, tasks, maxMessageLength } = this.#options;
    const session: Event = { kind: "session", point, server, session: { action: "message" } };
    const id = idOf(message);
    // Each request is answered once, whatever the answer is.
    const answered = shape === "response" && id !== undefined ? this.#open[opposite(direction)].take(id) : undefined;
    // An answer belongs to whoever asked, and to the HTTP request that it answers.
    const facts = answered === undefined ? given : { ...answered.facts, ...definedOf(given) };
    const unread = { messageId: randomUUID(), direction, message, shape, id, request: answered, events: [session] };
    if (facts.failure !== undefined) return { ...unread, failure: facts.failure };
    try {
      const text = given.text ?? JSON.stringify(message);
      if (text === undefined || message === undefined || Array.isArray(message)) {
        return { ...unread, failure: { code: "fail_closed.unreadable_message" } };
      }
      if (text.length > maxMessageLength) {
        return { ...unread, failure: { code: "fail_closed.event_too_large", args: { limit: maxMessageLength } } };
      }
      const read = this.#read(text, answered);
      const request =
        read.request === undefined
          ? answered
          : openRequest(
              read.request,
              tasks.find(memberOf(message, "params")),
              {
                principal: facts.principal,
                http: facts.http,
              },
              read.message.bytes ?? text.length,
            );
      const { method } = read.message;
      const item = { ...unread, request };
      const failure = this.#failureOf(read, shape, direction);
      const flawed = [read.message.problems, read.message.duplicate_keys, read.message.variant_keys].some(
        (found) => found !== undefined && found.length > 0,
      );
      const said = direction === "to_server" && ledger !== undefined ? findSaid(message) : undefined;
      const quiet =
        said === undefined &&
        !flawed &&
        facts.http === undefined &&
        method !== undefined &&
        isQuiet(method, direction, shape);
      if (failure === undefined && quiet && read.events.length === 0) return { ...item, events: [] };
      if (read.events.length > MAX_EVENTS)
        return { ...item, failure: { code: "fail_closed.event_too_large", args: { limit: MAX_EVENTS } } };
      const isBare = read.events.length === 0 || (said !== undefined && shape === "request");
      const events = isBare ? [...read.events, this.#sessionEvent(read)] : read.events;
      if (direction === "to_server") this.#owner.see(facts.principal ?? this.#options.principal);
      const complete = events.map((event) => this.#complete(event, facts, said));
      return { ...item, events: complete, ...(failure === undefined ? {} : { failure }) };
    } catch (thrown) {
      const code = thrown instanceof RangeError ? "fail_closed.event_too_deep" : "fail_closed.facts_failed";
      return { ...unread, failure: { code } };
    }
  }
}
