// One HTTP request of a client and what became of it: the way of the server's answer back to the client, judged.
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { idOf, memberOf, type RequestId, shapeOf } from "../../guard/json_rpc.ts";
import { parseJson } from "../../normalize/message/parse_message.ts";
import type { Outcome } from "../relay.ts";
import { INTERNAL_ERROR, writeError } from "../rpc_error.ts";
import type { Conversation } from "./conversations.ts";
import { EventStreamError, readEvents, type StreamEvent } from "./event_stream.ts";
import { forwardResponseHeaders, mediaTypeOf } from "./headers.ts";
import { readText } from "./read_text.ts";
import { discard, type Upstream } from "./upstream.ts";

export interface ExchangeOptions {
  readonly upstream: Upstream;
  /** Longest body and longest event, in bytes and characters. */
  readonly maxBodyLength: number;
  /** What to do about an HTTP error, for people. */
  readonly advise?: ((status: number) => string | undefined) | undefined;
}

/** Where the server's answer goes. */
export interface AnswerSink {
  /** Aborted when nobody waits for the answer any more. */
  readonly gone: AbortSignal;
  /** Whether its reader sees where an answer ends. Otherwise each request is answered, with an error if need be. */
  readonly showsEnd: boolean;
  /** Begins a stream, unless it began. */
  open(headers: OutgoingHttpHeaders): void;
  /** Resolves when there is room for another one, or nobody reads any more. */
  event(event: StreamEvent): Promise<void>;
  /** @param text a message or a batch: the whole answer, or the last of a stream that began */
  json(status: number, text: string, headers: OutgoingHttpHeaders): Promise<void>;
  empty(status: number, headers: OutgoingHttpHeaders): void;
  end(): void;
}

/** A stream ended before everything was answered, and can be taken up again. */
export interface Interruption {
  readonly lastEventId: string;
  /** Milliseconds to wait before, where the server said so. */
  readonly retry: number | undefined;
}

/** Of the client's request, for what the proxy has to tell the server by itself. */
const KEPT_HEADERS = ["authorization", "cookie", "mcp-session-id", "mcp-protocol-version"];

function pickKept(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name)));
}

/** The ids of what is of this shape in a JSON text, alone or in a batch. */
export function listIds(text: string | undefined, shape: "request" | "response"): RequestId[] {
  const value = text === undefined ? undefined : parseJson(text);
  const messages: readonly unknown[] = Array.isArray(value) ? value : [value];
  return messages.flatMap((message) => (shapeOf(message) === shape ? (idOf(message) ?? []) : []));
}

/** Attacker-controlled: what is said to the client is no place for the server's own words. */
function nameType(type: string): string {
  if (type === "") return "nothing";
  return /^[\w.+-]{1,32}\/[\w.+-]{1,64}$/.test(type) ? type : "another type";
}

export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #conversation: Pick<Conversation, "relay" | "replays">;
  readonly #client: AnswerSink;
  readonly #headers: OutgoingHttpHeaders;
  /** Requests that went to the server with this HTTP request and have no answer yet. */
  readonly #open = new Set<RequestId>();
  readonly #isBatch: boolean;

  constructor(
    options: ExchangeOptions,
    conversation: Pick<Conversation, "relay" | "replays">,
    client: AnswerSink,
    headers: OutgoingHttpHeaders,
    sent: { readonly ids: readonly RequestId[]; readonly isBatch: boolean } = { ids: [], isBatch: false },
  ) {
    this.#options = options;
    this.#conversation = conversation;
    this.#client = client;
    this.#headers = headers;
    this.#isBatch = sent.isBatch;
    for (const id of sent.ids) this.#open.add(id);
  }

  /** Judges a text of the server and tells the server what was denied, before anything else of it is read. */
  async #take(text: string): Promise<string | undefined> {
    const { relay } = this.#conversation;
    const taken = relay.take("to_client", text);
    const { onward, back } = taken instanceof Promise ? await this.#await(taken, text) : taken;
    if (back !== undefined) await this.#tell(back);
    for (const id of listIds(onward, "response")) this.#open.delete(id);
    return onward;
  }

  /** A person is asked; the client may leave meanwhile. */
  async #await(taken: Promise<Outcome>, text: string): Promise<Outcome> {
    const { relay } = this.#conversation;
    const leave = () => {
      for (const id of this.#open) relay.withdraw("to_server", id);
      for (const id of listIds(text, "request")) relay.withdraw("to_client", id);
    };
    const { gone } = this.#client;
    gone.addEventListener("abort", leave, { once: true });
    if (gone.aborted) leave();
    try {
      return await taken;
    } finally {
      gone.removeEventListener("abort", leave);
    }
  }

  async #tell(text: string): Promise<void> {
    const headers = {
      ...pickKept(this.#headers),
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    };
    try {
      const { upstream } = this.#options;
      const answer = await upstream.send({ method: "POST", headers, body: text, signal: this.#client.gone });
      // Nothing is due to an answer but a status.
      discard(answer);
    } catch {
      // The server does not want to know.
    }
  }

  /** Whether a request has no answer yet. */
  get isOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Gives each request without an answer one that says why, judged like any other. */
  async #giveUp(reason: string): Promise<string[]> {
    const errors: string[] = [];
    for (const id of [...this.#open]) {
      const { onward } = await this.#conversation.relay.take("to_client", writeError(id, INTERNAL_ERROR, reason));
      if (onward !== undefined) errors.push(onward);
    }
    this.#open.clear();
    return errors;
  }

  /** The server said all that it had to say. */
  async #finish(): Promise<string[]> {
    const errors = await this.#giveUp("mcp-trust: the server did not answer");
    return this.#client.showsEnd ? [] : errors;
  }

  /** Answers what has no answer yet. */
  async fail(status: number, reason: string, headers: OutgoingHttpHeaders = {}): Promise<void> {
    const errors = await this.#giveUp(`mcp-trust: ${reason}`);
    const client = this.#client;
    if (client.gone.aborted) return;
    const [first = writeError(null, INTERNAL_ERROR, `mcp-trust: ${reason}`)] = errors;
    await client.json(status, this.#isBatch ? `[${errors.join(",") || first}]` : first, headers);
  }

  /**
   * Hands on the server's answer.
   *
   * @param denied answers of the gate's own, to other messages of the same batch
   */
  async answer(answer: IncomingMessage, denied: readonly string[]): Promise<Interruption | undefined> {
    const { statusCode: status = 502 } = answer;
    const headers = forwardResponseHeaders(answer.headers);
    const isGood = status >= 200 && status < 300;
    const type = mediaTypeOf(answer.headers);
    try {
      if (isGood && type === "text/event-stream") return await this.#stream(answer, headers, denied);
      if (isGood && type === "application/json") await this.#whole(answer, status, headers, denied);
      else if (isGood && this.#open.size === 0) await this.#done(status, headers, denied);
      else if (isGood) await this.fail(502, `expected JSON or an event stream of the server, found ${nameType(type)}`);
      else await this.#refusal(answer, status, headers, type);
      return undefined;
    } finally {
      discard(answer);
    }
  }

  async #done(status: number, headers: OutgoingHttpHeaders, denied: readonly string[]) {
    const { "content-type": _, ...rest } = headers;
    if (denied.length === 0) this.#client.empty(status, rest);
    else await this.#client.json(200, this.#join(denied), rest);
  }

  #join(texts: readonly string[]): string {
    const flat = texts.map((text) => (text.startsWith("[") ? text.slice(1, -1) : text));
    return this.#isBatch ? `[${flat.join(",")}]` : (flat[0] ?? "");
  }

  async #whole(answer: IncomingMessage, status: number, headers: OutgoingHttpHeaders, denied: readonly string[]) {
    const { maxBodyLength } = this.#options;
    const read = await readText(answer, maxBodyLength);
    if (!("text" in read)) {
      await this.fail(502, `the server's answer was ${read.problem.replaceAll("_", " ")}`);
      return;
    }
    const onward = await this.#take(read.text);
    if (onward === undefined && denied.length === 0) {
      if (this.#open.size > 0) await this.fail(502, "the server answered something else than what it was asked");
      else await this.#done(status, headers, []);
      return;
    }
    const texts = [...(onward === undefined ? [] : [onward]), ...denied, ...(await this.#finish())];
    await this.#client.json(status, this.#join(texts), headers);
  }

  /**
   * An HTTP error. Its status and headers say what is to be done; what it says beside, only when it is an answer, which is
   * judged as one. Servers leave the id out when they did not look at the body.
   */
  async #refusal(answer: IncomingMessage, status: number, headers: OutgoingHttpHeaders, type: string): Promise<void> {
    const read = type === "application/json" ? await readText(answer, this.#options.maxBodyLength) : { text: "" };
    const said = "text" in read ? parseJson(read.text) : undefined;
    const [id] = this.#open;
    const isMessage = this.isOpen && memberOf(said, "jsonrpc") === "2.0" && shapeOf(said) === "response";
    const isNameless = isMessage && (memberOf(said, "id") ?? null) === null;
    const given = isNameless && this.#open.size === 1 ? { ...(said as object), id } : said;
    const onward = isMessage ? await this.#take(JSON.stringify(given)) : undefined;
    const { "content-type": _, ...rest } = headers;
    if (onward === undefined) {
      const advice = this.#options.advise?.(status);
      const reason = `the server answered with HTTP status ${status}`;
      await this.fail(status, advice === undefined ? reason : `${reason}: ${advice}`, rest);
      return;
    }
    const others = await this.#finish();
    for (const data of others) await this.#client.event({ data });
    const { id: _id, ...nameless } = parseJson(onward) as { id?: unknown };
    const asSaid = Object.hasOwn(said as object, "id") ? { ...nameless, id: null } : nameless;
    // By its status and place the client knows what it answers; a line has neither.
    await this.#client.json(status, isNameless && this.#client.showsEnd ? JSON.stringify(asSaid) : onward, rest);
  }

  async #pass(event: StreamEvent): Promise<void> {
    const { id, data } = event;
    if (data === undefined || data === "") {
      await this.#client.event(event);
      return;
    }
    const { replays } = this.#conversation;
    const before = id === undefined ? undefined : replays?.find(id, data);
    const written = before ?? (await this.#take(data)) ?? "";
    if (id !== undefined && before === undefined) replays?.remember(id, data, written);
    await this.#client.event({ ...event, data: written === "" ? undefined : written });
  }

  async #stream(
    answer: IncomingMessage,
    headers: OutgoingHttpHeaders,
    denied: readonly string[],
  ): Promise<Interruption | undefined> {
    const client = this.#client;
    client.open(headers);
    for (const data of denied) await client.event({ data });
    let lastEventId: string | undefined;
    let retry: number | undefined;
    let broken: string | undefined;
    try {
      for await (const event of readEvents(answer, this.#options.maxBodyLength)) {
        // An empty id takes the former one back (WHATWG HTML 9.2.6): there is nothing to resume from.
        lastEventId = (event.id ?? lastEventId) || undefined;
        retry = event.retry ?? retry;
        await this.#pass(event);
      }
    } catch (error) {
      broken = "the server's event stream broke off";
      // What cannot be read now cannot be read later.
      if (error instanceof EventStreamError) ({ message: broken } = error);
      if (error instanceof EventStreamError) lastEventId = undefined;
    }
    // Who can resume gets the rest later. Else what was not answered has no answer, as without the proxy.
    const isResumable = lastEventId !== undefined;
    if (!isResumable)
      for (const data of broken === undefined ? await this.#finish() : await this.#giveUp(`mcp-trust: ${broken}`))
        await client.event({ data });
    client.end();
    return lastEventId === undefined ? undefined : { lastEventId, retry };
  }
}
