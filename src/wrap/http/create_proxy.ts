// The guard as an HTTP server: each request is judged, goes to the server that is wrapped, and its answer comes back judged.
import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Http } from "../../generated/event.ts";
import { describeRequest } from "../../http/describe_request.ts";
import { INTERNAL_ERROR, writeError } from "../rpc_error.ts";
import { DEFAULT_MAX_MESSAGE } from "../stdio/lines.ts";
import { type ConversationOptions, Conversations } from "./conversations.ts";
import { Downstream } from "./downstream.ts";
import { Exchange } from "./exchange.ts";
import { handlePost } from "./handle_post.ts";
import { forwardRequestHeaders } from "./headers.ts";
import { RequestJudge } from "./judge_request.ts";
import { type Method, Upstream, UpstreamError } from "./upstream.ts";

export interface ProxyOptions extends ConversationOptions {
  /** Of the server that is wrapped, which was admitted. */
  readonly url: URL;
  /** The operator's own, for each request to the server. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Longest body and longest event of a stream. Default 10 MiB. */
  readonly maxBodyLength?: number | undefined;
  /** Host headers, beside loopback names, and Origin headers of pages that may call the proxy. */
  readonly allowedHosts?: readonly string[] | undefined;
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Told what nobody foresaw. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface Proxy {
  /** @returns where it listens, with the path of the server's URL */
  listen(host: string, port: number): Promise<URL>;
  close(): Promise<void>;
}

/** Attacker-controlled: how many programs connect at once. */
const MAX_CONNECTIONS = 1024;

const METHODS = new Set<string>(["GET", "POST", "DELETE", "OPTIONS"] satisfies Method[]);

class HttpProxy implements Proxy {
  readonly #options: ProxyOptions;
  readonly #server: HttpServer;
  readonly #conversations: Conversations;
  readonly #requests: RequestJudge;
  readonly #upstream: Upstream;
  readonly #maxBodyLength: number;

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#maxBodyLength = options.maxBodyLength ?? DEFAULT_MAX_MESSAGE;
    this.#conversations = new Conversations(options);
    this.#requests = new RequestJudge(options);
    this.#upstream = new Upstream(options.url, options.headers ?? {});
    this.#server = createServer((request, response) => void this.#handle(request, response));
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const client = new Downstream(response);
    try {
      await this.#answer(request, client);
    } catch (error) {
      this.#options.onError?.(error);
      if (client.isStream) response.destroy();
      else await client.json(500, writeError(null, INTERNAL_ERROR, "mcp-trust: an error of the proxy"));
    }
  }

  #describe(request: IncomingMessage): Http {
    const { allowedHosts, allowedOrigins } = this.#options;
    return describeRequest(request, { allowedHosts, allowedOrigins });
  }

  async #answer(request: IncomingMessage, client: Downstream): Promise<void> {
    const http = this.#describe(request);
    const refusal = this.#requests.refuse(http);
    if (refusal !== undefined) {
      client.whole(refusal.status, refusal.body, { ...refusal.headers, connection: "close" });
      return;
    }
    const { method = "" } = request;
    const [path] = (request.url ?? "/").split("?", 1);
    // Other places of the server's host are not what was admitted.
    if (path !== this.#options.url.pathname) client.empty(404);
    else if (!METHODS.has(method)) client.empty(405, { allow: [...METHODS].join(", ") });
    else if (method === "POST") await handlePost(request, http, client, this.#context());
    else await this.#forward(method as Method, request, client);
  }

  #context() {
    return { upstream: this.#upstream, conversations: this.#conversations, maxBodyLength: this.#maxBodyLength };
  }

  /** What has no body: a stream of the server's own messages, its resumption, the end of a session. */
  async #forward(method: Method, { headers }: IncomingMessage, client: Downstream): Promise<void> {
    const conversation = this.#conversations.find(headers);
    const exchange = new Exchange(this.#context(), conversation, client, headers);
    conversation.open += 1;
    try {
      const sent = { method, headers: forwardRequestHeaders(headers), signal: client.gone };
      const answer = await this.#upstream.send(sent);
      const isGood = (answer.statusCode ?? 500) < 300;
      if (isGood && method === "DELETE") this.#conversations.end(headers);
      else if (isGood && method === "GET") this.#conversations.confirm(headers, answer.headers, conversation);
      await exchange.answer(answer, []);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      await exchange.fail(502, error.message);
    } finally {
      this.#conversations.leave(conversation);
    }
  }

  async listen(host: string, port: number): Promise<URL> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    const { address, family, port: bound } = this.#server.address() as AddressInfo;
    const name = family === "IPv6" ? `[${address}]` : address;
    return new URL(this.#options.url.pathname, `http://${name}:${bound}`);
  }

  async close(): Promise<void> {
    this.#upstream.close();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

/** Makes a proxy in front of a server on Streamable HTTP. The server is to be admitted before. */
export function createProxy(options: ProxyOptions): Proxy {
  return new HttpProxy(options);
}
