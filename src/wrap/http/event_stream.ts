// Turns bytes of a text/event-stream into its events, one chunk at a time, and events into their text again.
import { createParser } from "eventsource-parser";

export interface StreamEvent {
  readonly id?: string | undefined;
  /** Reconnection time in milliseconds, as the server wants it. */
  readonly retry?: number | undefined;
  /** Absent: a comment, which keeps the connection open. */
  readonly data?: string | undefined;
}

/** The stream is no event stream, or one event of it is too long. */
export class EventStreamError extends Error {
  override readonly name = "EventStreamError";
}

/**
 * Reads a stream as fast as its events are taken, never faster: while one is being worked on, nothing is read.
 *
 * Events with a name other than `message` are no part of Streamable HTTP; of them the id remains.
 *
 * @param limit of one event, in characters
 * @throws {EventStreamError} and what the stream throws when it breaks off
 */
export async function* readEvents(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<StreamEvent, void, undefined> {
  let events: StreamEvent[] = [];
  let retry: number | undefined;
  let isTooLong = false;
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      // One chunk may be longer than what the parser may keep.
      isTooLong ||= data.length > limit;
      if (isTooLong) return;
      const isMessage = event === undefined || event === "message";
      events.push({ id, retry, data: isMessage ? data : "" });
      retry = undefined;
    },
    onRetry: (interval) => {
      retry = interval;
    },
    onComment: () => events.push({}),
    onError: ({ type }) => {
      isTooLong ||= type === "max-buffer-size-exceeded";
    },
    maxBufferSize: limit,
  });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of stream) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw new EventStreamError("Expected UTF-8 in the server's event stream, found other bytes.");
    }
    parser.feed(text);
    const found = events;
    events = [];
    yield* found;
    if (isTooLong) throw new EventStreamError(`Expected events of at most ${limit} characters, found a longer one.`);
  }
  // An event whose last line is missing is none (WHATWG HTML 9.2.6).
}

/** Attacker-controlled: what a comment says is not judged, so it goes on without its words. */
export function writeEvent({ id, retry, data }: StreamEvent): string {
  const lines = [
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(data === undefined ? [] : [`data: ${data}`]),
  ];
  return lines.length === 0 ? ":\n\n" : `${lines.join("\n")}\n\n`;
}

/** The messages of a JSON text that the proxy wrote, one by one: a stream has no batches. */
export function splitBatch(text: string): string[] {
  return text.startsWith("[") ? (JSON.parse(text) as unknown[]).map((message) => JSON.stringify(message)) : [text];
}
