// Writes lines to a stream no faster than its reader takes them.
import type { Writable } from "node:stream";

export class Sink {
  readonly #stream: Writable;
  /** Resolves when there is room again, or nothing can be written any more. */
  #room: Promise<void> | undefined;
  #makeRoom: () => void = () => undefined;
  #isClosed = false;

  /** @param onClosed called when the reader hung up */
  constructor(stream: Writable, onClosed: () => void) {
    this.#stream = stream;
    stream.on("drain", () => this.#release());
    const close = () => {
      this.#isClosed = true;
      this.#release();
      onClosed();
    };
    stream.on("error", close);
    stream.on("close", close);
  }

  #release(): void {
    this.#makeRoom();
    this.#room = undefined;
  }

  /** Undefined when there is room for more; what is written for nobody is dropped. */
  write(text: string): Promise<void> | undefined {
    if (this.#isClosed || this.#stream.writableEnded) return undefined;
    if (this.#stream.write(`${text}\n`)) return undefined;
    this.#room ??= new Promise((resolve) => {
      this.#makeRoom = resolve;
    });
    return this.#room;
  }
}
