// Stands between a client on stdio and a server on HTTP: lines become requests, answers and streams become lines.
import type { OutgoingHttpHeaders } from "node:http";
import type { Readable, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { memberOf, type RequestId, shapeOf, textOf } from "../../guard/json_rpc.ts";
import { parseJson } from "../../normalize/message/parse_message.ts";
import type { Outcome, Relay } from "../relay.ts";
import { readLines } from "../stdio/lines.ts";
import { Sink } from "../stdio/sink.ts";
import { Exchange, type Interruption, listIds } from "./exchange.ts";
import { LineSink } from "./line_sink.ts";
import { MirrorHeaders, revisionOf } from "./mirror_headers.ts";
import { discard, type Upstream, UpstreamError } from "./upstream.ts";

export interface BridgeOptions {
  readonly relay: Relay;
  readonly upstream: Upstream;
  /** What the client writes. */
  readonly input: Readable;
  /** What the client reads. */
  readonly output: Writable;
  /** Longest line, body and event. */
  readonly maxBodyLength: number;
  /** Told what no request waits to be told, for people. */
  readonly onProblem: (message: string) => void;
  /** Aborted when this is to end, whatever is open. */
  readonly stop: AbortSignal;
}

/** How long answers are waited for when the client has nothing more to say, in milliseconds. */
const PATIENCE = 5000;
/** How long a notification may take: the next message waits for it, to come after it. */
const ORDERED = 30_000;
/** How long the end of a session may take. */
const FAREWELL = 1000;
/** Streams that break off are taken up again after this long, or after what the server says. */
const RETRY = 1000;
/** Attacker-controlled: a server that says to come back at once would be asked without a pause. */
const MIN_RETRY = 100;
const MAX_RETRY = 60_000;
const MAX_RETRIES = 5;
/** Requests under way at the same time, each on a connection of its own. */
const MAX_UNDER_WAY = 256;

const ACCEPT = "application/json, text/event-stream";

function advise(status: number): string | undefined {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what the user writes
  if (status === 401) return "it wants a token, given with --header 'Authorization: Bearer ${NAME}'";
  if (status === 403) return "what --header sends does not allow this";
  return status === 404 ? "the address is another one, or the session is over; then connect again" : undefined;
}

interface UnderWay {
  readonly isModern: boolean;
  readonly controller: AbortController;
}

class Bridge {
  readonly #options: BridgeOptions;
  readonly #output: Sink;
  readonly #mirror = new MirrorHeaders();
  readonly #tasks = new Set<Promise<void>>();
  readonly #requests = new Map<RequestId, UnderWay>();
  readonly #ended = new AbortController();
  #session: string | undefined;
  #version: string | undefined;
  #initialize: RequestId | undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
    this.#output = new Sink(options.output, () => this.#ended.abort());
    options.stop.addEventListener("abort", () => this.#ended.abort(), { once: true });
    if (options.stop.aborted) this.#ended.abort();
  }

  /** What follows from an answer for later requests. */
  #observe(message: unknown): void {
    if (shapeOf(message) !== "response") return;
    if (this.#initialize !== undefined && memberOf(message, "id") === this.#initialize) {
      this.#version = textOf(memberOf(message, "result"), "protocolVersion");
      this.#initialize = undefined;
    }
    this.#mirror.observe(message);
  }

  #headers(message?: unknown): OutgoingHttpHeaders {
    return {
      accept: ACCEPT,
      ...(this.#session === undefined ? {} : { "mcp-session-id": this.#session }),
      ...(this.#version === undefined ? {} : { "mcp-protocol-version": this.#version }),
      ...this.#mirror.write(message),
    };
  }

  #exchange(ids: readonly RequestId[], isBatch: boolean, gone: AbortSignal): Exchange {
    const { relay, onProblem } = this.#options;
    const sink = new LineSink({
      output: this.#output,
      gone,
      onMessage: (message) => this.#observe(message),
      onProblem,
    });
    return new Exchange({ ...this.#options, advise }, { relay }, sink, this.#headers(), { ids, isBatch });
  }

  #track(task: Promise<void>): Promise<void> {
    const tracked = task
      .catch((error: unknown) => this.#options.onProblem(error instanceof Error ? error.message : String(error)))
      .finally(() => this.#tasks.delete(tracked));
    this.#tasks.add(tracked);
    return tracked;
  }

  /** Takes a stream up where it broke off. @returns why it could not be, undefined when it came to its end */
  async #resume(exchange: Exchange, first: Interruption, signal: AbortSignal, isWanted: () => boolean): Promise<void> {
    let cut: Interruption | undefined = first;
    for (let failures = 0; cut !== undefined && isWanted() && failures < MAX_RETRIES; ) {
      const { lastEventId, retry = RETRY }: Interruption = cut;
      await wait(Math.min(Math.max(retry, MIN_RETRY) * 2 ** failures, MAX_RETRY), undefined, { signal });
      try {
        const headers = { ...this.#headers(), accept: "text/event-stream", "last-event-id": lastEventId };
        const answer = await this.#options.upstream.send({ method: "GET", headers, signal });
        const next = await exchange.answer(answer, []);
        failures = next?.lastEventId === lastEventId ? failures + 1 : 0;
        cut = next;
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        failures += 1;
      }
    }
    if (exchange.isOpen)
      await exchange.fail(502, "the server's event stream broke off, and could not be taken up again");
  }

  async #post(text: string, message: unknown, ids: readonly RequestId[], signal: AbortSignal): Promise<void> {
    const { upstream } = this.#options;
    const exchange = this.#exchange(ids, Array.isArray(message), signal);
    try {
      const headers = { ...this.#headers(message), "content-type": "application/json" };
      const answer = await upstream.send({ method: "POST", headers, body: text, signal });
      const { statusCode = 500, headers: said } = answer;
      if (statusCode < 300 && typeof said["mcp-session-id"] === "string") this.#session ??= said["mcp-session-id"];
      const cut = await exchange.answer(answer, []);
      if (cut !== undefined && exchange.isOpen) await this.#resume(exchange, cut, signal, () => exchange.isOpen);
    } catch (error) {
      if (signal.aborted) await exchange.fail(499, "canceled");
      else if (error instanceof UpstreamError) await exchange.fail(502, error.message);
      else throw error;
    }
  }

  /** The server's own messages, where it has any. */
  async #listen(): Promise<void> {
    const { signal } = this.#ended;
    const exchange = this.#exchange([], false, signal);
    try {
      const headers = { ...this.#headers(), accept: "text/event-stream" };
      const answer = await this.#options.upstream.send({ method: "GET", headers, signal });
      if ((answer.statusCode ?? 500) >= 300) {
        // Servers need not have such a stream.
        discard(answer);
        return;
      }
      const cut = await exchange.answer(answer, []);
      if (cut !== undefined) await this.#resume(exchange, cut, signal, () => true);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #dispatch({ onward, back }: Outcome): Promise<void> {
    if (back !== undefined) await this.#output.write(back);
    if (onward === undefined || this.#ended.signal.aborted) return;
    const message = parseJson(onward);
    const ids = listIds(onward, "request");
    const method = textOf(message, "method");
    if (method === "notifications/cancelled" && this.#cancel(message)) return;
    if (method === "initialize") [this.#initialize] = ids;
    const controller = new AbortController();
    const signals = [this.#ended.signal, controller.signal];
    if (ids.length === 0) signals.push(AbortSignal.timeout(ORDERED));
    const isModern = revisionOf(message) !== undefined;
    for (const id of ids) this.#requests.set(id, { isModern, controller });
    const done = this.#track(
      this.#post(onward, message, ids, AbortSignal.any(signals)).finally(() => {
        for (const id of ids) this.#requests.delete(id);
      }),
    );
    // What follows a notification or the first message must come after it; requests may overtake each other.
    if (ids.length === 0 || method === "initialize") await done;
    else if (this.#tasks.size >= MAX_UNDER_WAY) await Promise.race(this.#tasks);
    if (method === "notifications/initialized") void this.#track(this.#listen());
  }

  /** @returns whether closing the request's stream says it all, as in the modern era */
  #cancel(message: unknown): boolean {
    const id = memberOf(memberOf(message, "params"), "requestId");
    const request = typeof id === "string" || typeof id === "number" ? this.#requests.get(id) : undefined;
    request?.controller.abort();
    return request?.isModern === true;
  }

  async #readAll(): Promise<void> {
    const { relay, input, maxBodyLength } = this.#options;
    for await (const line of readLines(input, maxBodyLength)) {
      if (line.kind === "text") {
        const taken = relay.take("to_server", line.text);
        // A person is asked; everything else goes on.
        if (taken instanceof Promise) void this.#track(taken.then((outcome) => this.#dispatch(outcome)));
        else await this.#dispatch(taken);
      } else if (line.kind === "too_long") {
        const failure = { code: "fail_closed.event_too_large", args: { limit: maxBodyLength } } as const;
        await this.#dispatch(relay.refuse("to_server", line.message, failure));
      } else {
        await this.#dispatch(relay.refuse("to_server", undefined, { code: "fail_closed.unreadable_message" }));
      }
    }
  }

  async #end(): Promise<void> {
    const { relay, upstream } = this.#options;
    const timer = new AbortController();
    const signal = AbortSignal.any([timer.signal, this.#ended.signal]);
    const patience = wait(PATIENCE, undefined, { signal }).catch(() => undefined);
    // The stream of the server's own messages has no end.
    const answers = async () => {
      while (this.#requests.size > 0) await Promise.race(this.#tasks);
    };
    await Promise.race([answers(), patience]);
    timer.abort();
    this.#ended.abort();
    relay.withdrawAll();
    await Promise.all(this.#tasks);
    if (this.#session === undefined) return;
    const farewell = { method: "DELETE", headers: this.#headers(), signal: AbortSignal.timeout(FAREWELL) } as const;
    // Servers need not let a client end a session.
    await upstream.send(farewell).then(discard, () => undefined);
  }

  async run(): Promise<void> {
    const { input } = this.#options;
    const close = () => input.destroy();
    this.#ended.signal.addEventListener("abort", close, { once: true });
    if (this.#ended.signal.aborted) close();
    try {
      await this.#readAll();
    } catch (error) {
      if (!this.#ended.signal.aborted) throw error;
    } finally {
      await this.#end();
    }
  }
}

/** Serves until the client has nothing more to say, or is gone. */
export async function runBridge(options: BridgeOptions): Promise<void> {
  await new Bridge(options).run();
}
