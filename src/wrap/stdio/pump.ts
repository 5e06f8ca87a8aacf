// Moves the lines of one direction through the relay, one after the other, and no faster than both readers take them.
import type { Readable } from "node:stream";
import type { Direction } from "../../guard/json_rpc.ts";
import type { Outcome, Relay } from "../relay.ts";
import { type Line, readLines } from "./lines.ts";
import type { Sink } from "./sink.ts";

export interface PumpOptions {
  readonly relay: Relay;
  readonly direction: Direction;
  readonly source: Readable;
  /** Where what passes goes. */
  readonly onward: Sink;
  /** Where answers to the sender go. */
  readonly back: Sink;
  /** Longest line, in bytes. */
  readonly maxMessage: number;
}

export class Pump {
  readonly #options: PumpOptions;
  /** Counts what came, so that an idle source is told from one that waits for a slow reader. */
  #taken = 0;
  #isReading = false;

  constructor(options: PumpOptions) {
    this.#options = options;
  }

  /** Changes as long as something moves or has to wait for a reader; undefined while it does. */
  get idleSince(): number | undefined {
    return this.#isReading ? this.#taken : undefined;
  }

  /** Resolves when the source has ended and everything that was not held is written. */
  async run(): Promise<void> {
    const { source, maxMessage } = this.#options;
    this.#isReading = true;
    try {
      for await (const line of readLines(source, maxMessage)) {
        this.#isReading = false;
        this.#taken += 1;
        const outcome = this.#judge(line);
        // A question holds its own message only.
        if (outcome instanceof Promise) void outcome.then((settled) => this.#deliver(settled));
        else await this.#deliver(outcome);
        this.#isReading = true;
      }
    } catch (error) {
      // A source that breaks off has ended.
      if (!source.destroyed) throw error;
    }
  }

  #judge(line: Line): Outcome | Promise<Outcome> {
    const { relay, direction, maxMessage } = this.#options;
    if (line.kind === "text") return relay.take(direction, line.text);
    if (line.kind === "unreadable")
      return relay.refuse(direction, undefined, { code: "fail_closed.unreadable_message" });
    return relay.refuse(direction, line.message, {
      code: "fail_closed.event_too_large",
      args: { limit: maxMessage },
    });
  }

  async #deliver({ onward, back }: Outcome): Promise<void> {
    const full = [
      onward === undefined ? undefined : this.#options.onward.write(onward),
      back === undefined ? undefined : this.#options.back.write(back),
    ].filter((room) => room !== undefined);
    if (full.length > 0) await Promise.all(full);
  }
}
