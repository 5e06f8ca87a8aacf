// Holds messages while persons are asked about them, and gives each its answer, or none.
import { randomUUID } from "node:crypto";
import type { AskAnswer, Question } from "./ask.ts";
import type { Direction, RequestId } from "./json_rpc.ts";
import type { Ask, Block, Pass } from "./verdict.ts";

/** Attacker-controlled: a server may ask for as many things as it likes. */
const MAX_OPEN = 64;

/** @param id of the request that is held */
export type HeldHandler = (
  question: Question,
  id: RequestId | undefined,
) => AskAnswer | undefined | Promise<AskAnswer | undefined>;

const CANCELED = Symbol("canceled");

export class AskQueue {
  readonly #handler: HeldHandler | undefined;
  readonly #open = new Map<string, AbortController>();

  constructor(handler: HeldHandler | undefined) {
    this.#handler = handler;
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
    if (handler === undefined || this.#open.size >= MAX_OPEN) return ask.settle(undefined);
    const controller = new AbortController();
    const key = `${direction} ${id === undefined ? randomUUID() : JSON.stringify(id)}`;
    this.#open.set(key, controller);
    try {
      const { signal } = controller;
      const canceled = new Promise<typeof CANCELED>((resolve) => {
        signal.addEventListener("abort", () => resolve(CANCELED), { once: true });
      });
      const answer = await Promise.race([this.#answer(handler, { ...ask.question, signal }, id), canceled]);
      if (answer !== CANCELED) return ask.settle(answer);
      // Settled all the same, so that it is recorded and its id is free; nobody is told.
      ask.settle({ allow: false });
      return undefined;
    } finally {
      if (this.#open.get(key) === controller) this.#open.delete(key);
    }
  }

  /** The sender took its request back. */
  cancel(direction: Direction, id: RequestId): void {
    this.#open.get(`${direction} ${JSON.stringify(id)}`)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#open.values()) controller.abort();
  }
}
