// The answer to one HTTP request of a client: whole, as JSON, or message by message, as an event stream.
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { type StreamEvent, splitBatch, writeEvent } from "./event_stream.ts";
import type { AnswerSink } from "./exchange.ts";

/** Parts of a stream are for whoever reads now, not for a cache or a proxy to hold back. */
const STREAM_HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

export class Downstream implements AnswerSink {
  readonly showsEnd = true;
  readonly #response: ServerResponse;
  readonly #gone = new AbortController();

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on("close", () => {
      if (!response.writableFinished) this.#gone.abort();
    });
    // A client that hangs up is told by `close`.
    response.on("error", () => {});
  }

  /** Aborted when the client hung up before it had its answer. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  get isStream(): boolean {
    return this.#response.headersSent;
  }

  /** A status without a body. */
  empty(status: number, headers: OutgoingHttpHeaders = {}): void {
    this.#response.writeHead(status, headers);
    this.#response.end();
  }

  /** A JSON text; to a stream that began, the last messages. */
  async json(status: number, text: string, headers: OutgoingHttpHeaders = {}): Promise<void> {
    if (this.isStream) {
      for (const data of splitBatch(text)) await this.event({ data });
      this.end();
      return;
    }
    this.whole(status, text, { ...headers, "content-type": "application/json" });
  }

  /** A body of any type, as its headers say. */
  whole(status: number, text: string, headers: OutgoingHttpHeaders): void {
    this.#response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text) });
    this.#response.end(text);
  }

  /** Begins a stream, unless it began. The client has the headers before there is an event. */
  open(headers: OutgoingHttpHeaders = {}): void {
    if (this.isStream) return;
    this.#response.writeHead(200, { ...headers, ...STREAM_HEADERS });
    this.#response.flushHeaders();
  }

  /** Resolves when there is room for another one, or nobody reads any more. */
  async event(event: StreamEvent): Promise<void> {
    const response = this.#response;
    if (this.gone.aborted || response.write(writeEvent(event))) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        response.off("drain", done);
        response.off("close", done);
        resolve();
      };
      response.on("drain", done);
      response.on("close", done);
    });
  }

  end(): void {
    this.#response.end();
  }
}
