// Turns the bytes of one direction into lines of text, each of which holds one JSON-RPC message or batch.
import { decodeMessage } from "../../normalize/message/parse_message.ts";
import { PartialMessage } from "./partial_message.ts";

/** A line, or why there is none: it is longer than the limit, or nothing that can be read. */
export type Line =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "too_long"; readonly message: unknown }
  | { readonly kind: "unreadable" };

/** Bytes, as SDKs have it. */
export const DEFAULT_MAX_MESSAGE = 10 * 1024 * 1024;

const NEWLINE = 0x0a;

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** One line, as far as it came. Attacker-controlled: no more is kept of it than the limit. */
class OpenLine {
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
  #length = 0;
  #rest: PartialMessage | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(bytes: Uint8Array): void {
    if (this.#rest === undefined && this.#length + bytes.length > this.#limit) {
      this.#rest = new PartialMessage();
      for (const chunk of this.#chunks) this.#rest.read(chunk);
      this.#chunks = [];
    }
    this.#length += bytes.length;
    if (this.#rest !== undefined) this.#rest.read(bytes);
    else if (bytes.length > 0) this.#chunks.push(bytes);
  }

  /** Undefined for a blank line. */
  end(): Line | undefined {
    if (this.#rest !== undefined) return { kind: "too_long", message: this.#rest.value };
    const [first = new Uint8Array()] = this.#chunks;
    const bytes = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
    if (isBlank(bytes)) return undefined;
    const text = decodeMessage(bytes);
    return text === undefined ? { kind: "unreadable" } : { kind: "text", text };
  }
}

/**
 * Reads no more of the source than its reader takes. A last line without an end is unreadable: what was cut off could have
 * meant something else.
 *
 * @param limit longest line in bytes; of what is longer, only what its sender waits for is read
 */
export async function* readLines(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line, void, void> {
  let open = new OpenLine(limit);
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      open.add(chunk.subarray(start, end));
      const line = open.end();
      open = new OpenLine(limit);
      start = end + 1;
      if (line !== undefined) yield line;
    }
    open.add(chunk.subarray(start));
  }
  const line = open.end();
  if (line !== undefined) yield line.kind === "text" ? { kind: "unreadable" } : line;
}
