// Holds messages while persons are asked about them, and gives each its answer, or none.
import type { AskAnswer, Question } from "./ask.ts";
import type { Direction, RequestId } from "./json_rpc.ts";
import type { Ask, Block, Pass } from "./verdict.ts";

/** Attacker-controlled: a server may ask for as many things as it likes. */
const MAX_OPEN = 64;

/** A longer time is none to timers. */
const MAX_TIMER = 2 ** 31 - 1;

/** How long a person may think about it, in milliseconds. */
export const ASK_TIME_LIMIT = 10 * 60 * 1000;

/** @param id of the request that is held */
export type HeldHandler = (
  question: Question,
  id: RequestId | undefined,
) => AskAnswer | undefined | Promise<AskAnswer | undefined>;

const CANCELED = Symbol("canceled");
const TOO_LATE = Symbol("too late");

export class AskQueue {
  readonly #handler: HeldHandler | undefined;
  readonly #timeLimit: number;
  readonly #open = new Map<string, Set<AbortController>>();
  #count = 0;

  /** @param timeLimit in milliseconds; a question without an answer by then is answered with no */
  constructor(handler: HeldHandler | undefined, timeLimit: number = ASK_TIME_LIMIT) {
    this.#handler = handler;
    this.#timeLimit = Math.min(timeLimit, MAX_TIMER);
  }

  async #answer(handler: HeldHandler, question: Question, id: RequestId | undefined): Promise<AskAnswer | undefined> {
    try {
      return await handler(question, id);
    } catch {
      return { allow: false };
    }
  }

  /**
   * @returns what to do with the message; undefined when nobody waits for it any more
   */
  async ask(direction: Direction, id: RequestId | undefined, ask: Ask): Promise<Pass | Block | undefined> {
    const handler = this.#handler;
    if (handler === undefined || this.#count >= MAX_OPEN) return ask.settle(undefined);
    const controller = new AbortController();
    const { signal } = controller;
    const key = `${direction} ${JSON.stringify(id)}`;
    const close = this.#keep(key, controller);
    const timer = setTimeout(() => controller.abort(TOO_LATE), this.#timeLimit).unref();
    try {
      const stopped = new Promise<typeof CANCELED>((resolve) => {
        signal.addEventListener("abort", () => resolve(CANCELED), { once: true });
      });
      const answer = await Promise.race([this.#answer(handler, { ...ask.question, signal }, id), stopped]);
      if (answer !== CANCELED) return ask.settle(answer);
      const settled = ask.settle({ allow: false });
      // Taken back, it is settled all the same, so that it is recorded and its id is free; nobody is told.
      return signal.reason === TOO_LATE ? settled : undefined;
    } finally {
      clearTimeout(timer);
      close();
    }
  }

  /** Two held messages may have one id: a server's request, and its answer to the client's. */
  #keep(key: string, controller: AbortController): () => void {
    const same = this.#open.get(key) ?? new Set();
    this.#open.set(key, same.add(controller));
    this.#count += 1;
    return () => {
      this.#count -= 1;
      same.delete(controller);
      if (same.size === 0 && this.#open.get(key) === same) this.#open.delete(key);
    };
  }

  /** The sender took its request back. */
  cancel(direction: Direction, id: RequestId): void {
    for (const controller of this.#open.get(`${direction} ${JSON.stringify(id)}`) ?? []) controller.abort();
  }

  cancelAll(): void {
    for (const controller of [...this.#open.values()].flatMap((same) => [...same])) controller.abort();
  }
}
