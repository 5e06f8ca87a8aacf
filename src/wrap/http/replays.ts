// Remembers what was made of events that a client may ask for again, so that a replayed event reads as it did before.
import { createHash } from "node:crypto";

/** Attacker-controlled: how many events a server sends, and how long they are, in characters. */
const MAX_EVENTS = 1024;
const MAX_LENGTH = 4 * 1024 * 1024;

interface Remembered {
  readonly digest: string;
  readonly written: string;
}

function digestText(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/**
 * An answer is judged once, with the request that it answers. When the connection broke after that, the server sends it
 * again, and the client has a right to it. The same id with other data is another event.
 */
export class Replays {
  readonly #events = new Map<string, Remembered>();
  #length = 0;

  #forget(id: string): void {
    const known = this.#events.get(id);
    if (known === undefined) return;
    this.#events.delete(id);
    this.#length -= known.written.length + id.length;
  }

  /** What was handed on of this event. */
  find(id: string, data: string): string | undefined {
    const known = this.#events.get(id);
    return known !== undefined && known.digest === digestText(data) ? known.written : undefined;
  }

  remember(id: string, data: string, written: string): void {
    this.#forget(id);
    if (id.length + written.length > MAX_LENGTH) return;
    this.#events.set(id, { digest: digestText(data), written });
    this.#length += written.length + id.length;
    for (const oldest of this.#events.keys()) {
      if (this.#events.size <= MAX_EVENTS && this.#length <= MAX_LENGTH) return;
      this.#forget(oldest);
    }
  }
}
