// Puts a gate into a transport of an official SDK, in place: nothing comes in or goes out that was not judged.
import type { Http, Principal, Server } from "../generated/event.ts";
import type { AskHandler } from "./ask.ts";
import { AskQueue } from "./ask_queue.ts";
import { checkOptions } from "./check_options.ts";
import { askByElicitation, type ElicitationChannel } from "./elicitation_channel.ts";
import { createGate, type Gate, type GateOptions, MAX_BATCH } from "./gate.ts";
import { type Direction, idOf, memberOf, opposite, shapeOf } from "./json_rpc.ts";
import type { MessageFacts } from "./message_facts.ts";
import { readPrincipal } from "./principal.ts";
import { refuseTwice } from "./refuse_target.ts";
import { type Retry, RetryQuestions } from "./retry_questions.ts";
import type { Ask, Block, Pass, Verdict } from "./verdict.ts";

/** What guards use of a transport, of either SDK. */
export interface GuardableTransport {
  start(): Promise<void>;
  send(message: never, options?: never): Promise<void>;
  close(): Promise<void>;
}

export interface GuardOptions extends Omit<GateOptions, "server" | "point"> {
  /** The server's key in the operator's configuration, or all that is known about how it is started or reached. */
  readonly server: string | Server;
  /**
   * Asks a person. Absent: what needs a person's yes is denied. `elicitation`, for servers: the client's person is asked,
   * where the client offers it.
   */
  readonly ask?: AskHandler | "elicitation" | undefined;
  /** How long a message is held for an answer, in milliseconds. It is then denied. Default 10 minutes. */
  readonly askTimeLimit?: number | undefined;
  /** Who sent a message, from what the SDK hands over with it. Default: from `authInfo`. */
  readonly readPrincipal?: ((extra: unknown) => Principal | undefined) | undefined;
  /** What the HTTP request looked like that brought a message, for servers. */
  readonly readHttp?: ((extra: unknown) => Http | undefined) | undefined;
  /** Told about each message that was not handed on as it was. */
  readonly onBlock?: ((verdict: Block) => void) | undefined;
}

export type Side = "client" | "server";

/** A request and its retry may come over two transports. */
const QUESTIONS = new RetryQuestions();

const NOT_CONFIRMED = { code: "fail_closed.not_confirmed" } as const;

type Send = (message: unknown, options?: object) => Promise<void>;
type Receive = (message: unknown, extra?: unknown) => void;

interface Loose {
  send: Send;
  close: () => Promise<void>;
  onmessage?: Receive | undefined;
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
}

export function serverOf(server: string | Server): Server {
  return typeof server === "string" ? { name: server } : server;
}

/** v1's HTTP transport hands `onmessage` to another object by an accessor of its class. */
function findAccessor(transport: object): PropertyDescriptor | undefined {
  for (let place: object | null = transport; place !== null; place = Object.getPrototypeOf(place)) {
    const found = Object.getOwnPropertyDescriptor(place, "onmessage");
    if (found !== undefined) return found.set === undefined ? undefined : found;
  }
  return undefined;
}

class TransportGuard {
  readonly #transport: Loose;
  readonly #options: GuardOptions;
  readonly #gate: Gate;
  readonly #send: Send;
  readonly #inbound: Direction;
  readonly #asks: AskQueue;
  readonly #channel: ElicitationChannel | undefined;
  #receive: Receive | undefined;
  /** Set before the guard was: SDKs chain it. */
  #preset: Receive | undefined;
  /** The message being handed in, which was judged. */
  #handed: { readonly message: unknown } | undefined;

  constructor(transport: Loose, options: GuardOptions, side: Side) {
    this.#transport = transport;
    this.#options = options;
    this.#gate = createGate({ ...options, server: serverOf(options.server), point: side });
    this.#send = transport.send.bind(transport);
    this.#inbound = side === "client" ? "to_client" : "to_server";
    const { ask, askTimeLimit } = options;
    this.#channel = ask === "elicitation" && side === "server" ? askByElicitation(this.#send) : undefined;
    // A server decides at once: its SDK answers errors while a message is handed over, or not at all.
    this.#asks = new AskQueue(typeof ask === "function" && side === "client" ? ask : this.#channel?.ask, askTimeLimit);
  }

  install(): void {
    const transport = this.#transport;
    const accessor = findAccessor(transport);
    this.#receive = transport.onmessage;
    const take: Receive = (message, extra) => {
      if (this.#handed?.message === message && this.#handed !== undefined) this.#preset?.(message, extra);
      else this.#takeAll(message, extra);
    };
    Object.defineProperty(transport, "onmessage", {
      configurable: true,
      enumerable: true,
      get: () => (this.#receive === undefined ? undefined : take),
      set: (receive: Receive | undefined) => {
        // Who found `take` here and calls it from its own receiver means what was here before.
        if (receive !== take) {
          this.#preset = this.#receive;
          this.#receive = receive;
        }
        accessor?.set?.call(transport, this.#receive === undefined ? undefined : take);
      },
    });
    transport.send = (message, options) => this.#sendAll(message, options);
    const close = transport.close.bind(transport);
    transport.close = async () => {
      this.#end();
      await close();
    };
    // The other side went away. Both SDKs call what they find here.
    const { onclose } = transport;
    transport.onclose = () => {
      this.#end();
      onclose?.();
    };
  }

  #end(): void {
    this.#asks.cancelAll();
    this.#channel?.close();
    this.#gate.close();
  }

  #facts(extra: unknown, batchSize: number | undefined): MessageFacts {
    const { readPrincipal: read = (from) => readPrincipal(memberOf(from, "authInfo")), readHttp } = this.#options;
    return { principal: read(extra), http: readHttp?.(extra), batchSize };
  }

  #takeAll(message: unknown, extra: unknown): void {
    // What has too many elements is no message, and dropped as one.
    if (!Array.isArray(message) || message.length > MAX_BATCH) this.#take(message, extra, undefined);
    else for (const element of message) this.#take(element, extra, message.length);
  }

  #take(message: unknown, extra: unknown, batchSize: number | undefined): void {
    // Answers to the guard's own questions are nobody else's.
    if (this.#channel !== undefined && this.#isAnswer(this.#channel, message, extra)) return;
    const retry = this.#channel === undefined ? undefined : QUESTIONS.read(message);
    const given = this.#judge(this.#inbound, retry?.message ?? message, () => ({
      ...this.#facts(extra, batchSize),
      ...(retry === undefined || retry.answered !== undefined ? {} : { failure: NOT_CONFIRMED }),
    }));
    if (this.#inbound === "to_server") this.#channel?.observe(message);
    const verdict = given.action === "ask" ? this.#askByReply(given, message, retry) : given;
    if (verdict.action !== "ask") {
      this.#handIn(verdict, message, extra);
      return;
    }
    const settled = this.#asks.ask(this.#inbound, idOf(message), verdict);
    settled
      .then((done) => done === undefined || this.#handIn(done, message, extra))
      .catch((error: unknown) => this.#fail(error));
  }

  #isAnswer(channel: ElicitationChannel, message: unknown, extra: unknown): boolean {
    if (shapeOf(message) !== "response") return false;
    try {
      const { principal = this.#options.principal } = this.#facts(extra, undefined);
      return channel.take(message, { principal });
    } catch {
      return false;
    }
  }

  /** Where requests are answered with questions, the answer is a question, or the question has been answered. */
  #askByReply(ask: Ask, message: unknown, retry: Retry | undefined): Verdict {
    if (this.#channel === undefined) return ask;
    if (retry?.answered !== undefined) {
      const { digest, answer } = retry.answered;
      return ask.settle(digest === ask.question.digests.call ? answer : { allow: false });
    }
    const reply = QUESTIONS.ask(ask.question, message);
    return reply === undefined ? ask : ask.postpone(reply);
  }

  #handIn(verdict: Pass | Block, message: unknown, extra: unknown): void {
    if (verdict.action === "pass") {
      this.#hand(verdict.message, extra);
      return;
    }
    this.#tell(verdict);
    if (verdict.reply !== undefined) {
      this.#send(verdict.reply, { relatedRequestId: idOf(message) }).catch((error: unknown) => this.#fail(error));
    }
    if (verdict.instead !== undefined) this.#hand(verdict.instead, extra);
  }

  #hand(message: unknown, extra?: unknown): void {
    const before = this.#handed;
    this.#handed = { message };
    try {
      this.#receive?.(message, extra);
    } finally {
      this.#handed = before;
    }
  }

  #tell(verdict: Block): void {
    try {
      this.#options.onBlock?.(verdict);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #sendAll(message: unknown, options: object | undefined): Promise<void> {
    if (!Array.isArray(message)) {
      await this.#sendOne(message, options);
      return;
    }
    for (const element of message) await this.#sendOne(element, options);
  }

  async #sendOne(message: unknown, options: object | undefined): Promise<void> {
    const direction = opposite(this.#inbound);
    const verdict = this.#judge(direction, message, () => ({}));
    const done = verdict.action === "ask" ? await this.#asks.ask(direction, idOf(message), verdict) : verdict;
    if (done === undefined) return;
    if (done.action === "pass") {
      await this.#send(done.message, options);
      return;
    }
    this.#tell(done);
    const { reply, instead } = done;
    // After the sender is done with sending, as an answer would come.
    if (reply !== undefined)
      void Promise.resolve()
        .then(() => this.#hand(reply))
        .catch((error: unknown) => this.#fail(error));
    if (instead !== undefined) await this.#send(instead, options);
  }

  #judge(direction: Direction, message: unknown, facts: () => MessageFacts): Verdict {
    if (shapeOf(message) === "notification" && memberOf(message, "method") === "notifications/cancelled") {
      const id = memberOf(memberOf(message, "params"), "requestId");
      if (typeof id === "string" || typeof id === "number") this.#asks.cancel(direction, id);
    }
    let known: MessageFacts;
    try {
      known = facts();
    } catch {
      // The program's own readers failed.
      known = { failure: { code: "fail_closed.facts_failed" } };
    }
    return this.#gate.judge(direction, message, known);
  }

  #fail(error: unknown): void {
    this.#transport.onerror?.(error instanceof Error ? error : new Error(String(error)));
  }
}

/** v2 asks a second process of the same command which revision it speaks, and believes the answer. */
function guardSiblings(transport: object, options: GuardOptions): void {
  const original: unknown = transport.constructor;
  const prototype: object | null = Object.getPrototypeOf(transport);
  if (typeof original !== "function" || prototype === null || !Object.hasOwn(prototype, "_dispose")) return;
  const construct = function sibling(...args: unknown[]): object {
    return guardTransport(Reflect.construct(original, args) as GuardableTransport, options, "client");
  };
  Object.defineProperty(transport, "constructor", { configurable: true, value: construct });
}

/**
 * Guards a transport in place. To be called before it is connected.
 *
 * @param side which side the transport belongs to
 * @returns the same transport
 * @throws {GuardError} when it is guarded already, or an option is not what is expected
 */
export function guardTransport<T extends GuardableTransport>(transport: T, options: GuardOptions, side: Side): T {
  checkOptions(options, side);
  refuseTwice(transport, "transport");
  new TransportGuard(transport as unknown as Loose, options, side).install();
  if (side === "client") guardSiblings(transport, options);
  return transport;
}
