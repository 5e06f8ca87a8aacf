// Turns one text of one direction into what is to be written and where: judged, answered, or held for a person.
import { AskQueue, type HeldHandler } from "../guard/ask_queue.ts";
import type { ElicitationChannel } from "../guard/elicitation_channel.ts";
import type { Failure } from "../guard/failures.ts";
import { type Gate, MAX_BATCH } from "../guard/gate.ts";
import { type Direction, idOf, memberOf, opposite, type RequestId, shapeOf, textOf } from "../guard/json_rpc.ts";
import type { MessageFacts } from "../guard/message_facts.ts";
import { RetryQuestions } from "../guard/retry_questions.ts";
import type { Ask, Block, Pass, Verdict } from "../guard/verdict.ts";
import { parseJson } from "../normalize/message/parse_message.ts";
import { INTERNAL_ERROR, writeError } from "./rpc_error.ts";

export interface RelayOptions {
  readonly gate: Gate;
  /** Asks the client's person with questions of the protocol, where the client offers it. */
  readonly channel?: ElicitationChannel | undefined;
  /** Asks a person otherwise. Where neither can: what needs a person's yes is denied. */
  readonly ask?: HeldHandler | undefined;
  /** Told about each message that was not passed on as it was. */
  readonly onBlock?: ((verdict: Block, direction: Direction) => void) | undefined;
}

/** What is to be written for one text; neither for what is dropped. */
export interface Outcome {
  /** Goes on in the text's own direction: the judged message written anew, or what stands in for a denied answer. */
  readonly onward?: string;
  /** Goes back to who sent the text. */
  readonly back?: string;
}

/**
 * Moves the messages of one connection, whatever carries them. Throws for nothing that a message holds.
 *
 * INVARIANT: what goes on is the value that was judged, written anew. The sender's own bytes never do: of two members with
 * one name another parser could read the other.
 */
export interface Relay {
  /**
   * @param text one JSON-RPC message or batch, as it came
   * @returns at once, unless a person is asked: then later, while other messages go on. A batch is held as one.
   */
  take(direction: Direction, text: string, facts?: MessageFacts): Outcome | Promise<Outcome>;
  /**
   * Denies what could not be read.
   *
   * @param message as much of it as is known, so that whoever waits for an answer gets one
   */
  refuse(direction: Direction, message: unknown, failure: Failure, facts?: MessageFacts): Outcome;
  /** The sender took its request back by other means than a message. The held request then comes to nothing. */
  withdraw(direction: Direction, id: RequestId): void;
  /** Nobody is there any more who could be asked, or who waits. */
  withdrawAll(): void;
  /**
   * The receiver is gone: takes all questions back and gives up every request that went in this direction.
   *
   * @returns an error for each request without an answer, to be written to who sent it
   */
  abandon(direction: Direction, reason: string): string[];
}

/** Below what a gate remembers, so that no answer is refused because its request was forgotten. */
export const MAX_WAITING = 2048;

/** Attacker-controlled: how much may wait for persons, in characters. */
const MAX_HELD = 16 * 1024 * 1024;

/** A request and its retry may come over two connections. */
const QUESTIONS = new RetryQuestions();

function createError(id: RequestId, message: string): string {
  return writeError(id, INTERNAL_ERROR, message);
}

function joinBatch(outcomes: readonly Outcome[], side: keyof Outcome): string | undefined {
  const texts = outcomes.map((outcome) => outcome[side]).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : `[${texts.join(",")}]`;
}

/** Undefined for what is nested too deeply to be written. */
function writeText(message: unknown): string | undefined {
  try {
    return JSON.stringify(message);
  } catch {
    return undefined;
  }
}

function createOutcome(onward: string | undefined, back: string | undefined): Outcome {
  return { ...(onward === undefined ? {} : { onward }), ...(back === undefined ? {} : { back }) };
}

function chooseHandler({ channel, ask }: RelayOptions): HeldHandler | undefined {
  if (channel === undefined || ask === undefined) return channel?.ask ?? ask;
  return async (question, id) => (await channel.ask(question, id)) ?? (await ask(question, id));
}

class MessageRelay implements Relay {
  readonly #options: RelayOptions;
  readonly #asks: AskQueue;
  /** Requests without an answer, held ones too. */
  readonly #waiting = { to_server: new Set<RequestId>(), to_client: new Set<RequestId>() };
  /** Requests that their receiver has not seen yet. */
  readonly #held = { to_server: new Set<RequestId>(), to_client: new Set<RequestId>() };
  #heldLength = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#asks = new AskQueue(chooseHandler(options));
  }

  take(direction: Direction, text: string, facts: MessageFacts = {}): Outcome | Promise<Outcome> {
    const { gate } = this.#options;
    const value = parseJson(text);
    if (!Array.isArray(value) || value.length === 0 || value.length > MAX_BATCH)
      return this.#take(direction, value, text.length, () => this.#judge(direction, value, { ...facts, text }));
    const verdicts = gate.judgeText(direction, text, facts);
    // A text that is too long has one verdict, whatever it holds.
    const elements: readonly unknown[] = verdicts.length === value.length ? value : [undefined];
    const length = text.length / elements.length;
    const all = verdicts.map((verdict, index) => this.#take(direction, elements[index], length, () => verdict));
    const join = (outcomes: readonly Outcome[]) =>
      createOutcome(joinBatch(outcomes, "onward"), joinBatch(outcomes, "back"));
    const ready = all.filter((one): one is Outcome => !(one instanceof Promise));
    return ready.length === all.length ? join(ready) : Promise.all(all).then(join);
  }

  refuse(direction: Direction, message: unknown, failure: Failure, facts: MessageFacts = {}): Outcome {
    const outcome = this.#take(direction, message, 0, () =>
      this.#options.gate.judge(direction, message, { ...facts, failure }),
    );
    return outcome instanceof Promise ? {} : outcome;
  }

  withdraw(direction: Direction, id: RequestId): void {
    this.#waiting[direction].delete(id);
    this.#asks.cancel(direction, id);
  }

  withdrawAll(): void {
    this.#asks.cancelAll();
  }

  abandon(direction: Direction, reason: string): string[] {
    const waiting = [...this.#waiting[direction]];
    this.#waiting[direction].clear();
    this.withdrawAll();
    return waiting.map((id) => createError(id, reason));
  }

  #take(direction: Direction, message: unknown, length: number, judge: () => Verdict): Outcome | Promise<Outcome> {
    // Answers to the guard's own questions are nobody else's.
    if (direction === "to_server" && this.#options.channel?.take(message) === true) return {};
    const id = shapeOf(message) === "request" ? idOf(message) : undefined;
    const waiting = this.#waiting[direction];
    if (id !== undefined && waiting.has(id)) {
      this.#tell(judge(), direction);
      // INVARIANT: an answer with this id would be taken for the answer to the request that has it.
      return {};
    }
    if (id !== undefined && waiting.size >= MAX_WAITING)
      return { back: createError(id, `mcp-trust: more than ${MAX_WAITING} requests are open`) };
    if (id !== undefined) waiting.add(id);
    const isUnknown = this.#readCancel(direction, message);
    const verdict = judge();
    if (verdict.action === "ask") return this.#hold(direction, message, length, verdict);
    const outcome = this.#settle(direction, message, verdict);
    return isUnknown ? {} : outcome;
  }

  /** Requests of 2026-07-28 are answered with the question, and come again with what was said. */
  #judge(direction: Direction, message: unknown, facts: MessageFacts): Verdict {
    const { gate, channel } = this.#options;
    if (direction === "to_client" || channel === undefined) return gate.judge(direction, message, facts);
    const retry = QUESTIONS.read(message);
    const verdict =
      retry === undefined
        ? gate.judge(direction, message, facts)
        : gate.judge(direction, retry.message, {
            ...facts,
            text: undefined,
            ...(retry.answered === undefined ? { failure: { code: "fail_closed.not_confirmed" } } : {}),
          });
    if (verdict.action !== "ask") return verdict;
    if (retry?.answered !== undefined) {
      const { digest, answer } = retry.answered;
      return verdict.settle(digest === verdict.question.digests.call ? answer : { allow: false });
    }
    const reply = QUESTIONS.ask(verdict.question, message);
    return reply === undefined ? verdict : verdict.postpone(reply);
  }

  /** @returns whether what is canceled is a request that its receiver never saw, and need not hear of */
  #readCancel(direction: Direction, message: unknown): boolean {
    if (textOf(message, "method") !== "notifications/cancelled" || shapeOf(message) !== "notification") return false;
    const id = memberOf(memberOf(message, "params"), "requestId");
    if (typeof id !== "string" && typeof id !== "number") return false;
    const isHeld = this.#held[direction].has(id);
    this.withdraw(direction, id);
    return isHeld;
  }

  async #hold(direction: Direction, message: unknown, length: number, ask: Ask): Promise<Outcome> {
    const isTooMuch = this.#heldLength + length > MAX_HELD;
    if (isTooMuch) return this.#settle(direction, message, ask.settle(undefined));
    const id = idOf(message);
    const isRequest = shapeOf(message) === "request" && id !== undefined;
    this.#heldLength += length;
    if (isRequest) this.#held[direction].add(id);
    try {
      // An answer is no longer wanted when the request is taken back that it answers.
      const from = shapeOf(message) === "response" ? opposite(direction) : direction;
      const done = await this.#asks.ask(from, id, ask);
      return done === undefined ? {} : this.#settle(direction, message, done);
    } finally {
      this.#heldLength -= length;
      if (isRequest) this.#held[direction].delete(id);
    }
  }

  #settle(direction: Direction, message: unknown, verdict: Pass | Block): Outcome {
    const id = idOf(message);
    const shape = shapeOf(message);
    if (verdict.action === "pass") {
      const onward = writeText(verdict.message);
      if (onward === undefined) return this.#refuseDeep(direction, message);
      if (direction === "to_server") this.#options.channel?.observe(verdict.message);
      if (shape === "response" && id !== undefined) this.#waiting[opposite(direction)].delete(id);
      return { onward };
    }
    this.#tell(verdict, direction);
    const { reply, instead } = verdict;
    if (shape === "request" && id !== undefined) this.#waiting[direction].delete(id);
    if (instead !== undefined && id !== undefined) this.#waiting[opposite(direction)].delete(id);
    return createOutcome(instead && JSON.stringify(instead), reply && JSON.stringify(reply));
  }

  /** The gate knows its request no more when it is an answer, so the one who waits is answered here. */
  #refuseDeep(direction: Direction, message: unknown): Outcome {
    this.#tell(
      this.#options.gate.judge(direction, message, { failure: { code: "fail_closed.event_too_deep" } }),
      direction,
    );
    const id = idOf(message);
    if (id === undefined) return {};
    const error = createError(id, "mcp-trust: the message is nested too deeply");
    const isRequest = shapeOf(message) === "request";
    this.#waiting[isRequest ? direction : opposite(direction)].delete(id);
    return isRequest ? { back: error } : { onward: error };
  }

  #tell(verdict: Verdict, direction: Direction): void {
    if (verdict.action === "block") this.#options.onBlock?.(verdict, direction);
  }
}

/** Makes the relay of one connection. */
export function createRelay(options: RelayOptions): Relay {
  return new MessageRelay(options);
}
