// Sends one HTTP request to the server that is wrapped, and hands back its answer as it comes.
//
// node:http rather than fetch: it follows no redirects, decompresses nothing, reads a body no faster than it is taken, hands
// over the headers of a stream before its first byte, and has no time limit on a stream that is silent for minutes.
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";

export type Method = "GET" | "POST" | "DELETE" | "OPTIONS";

interface UpstreamRequest {
  readonly method: Method;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
}

/** The server could not be reached, or answered what no MCP server answers. The message is for people. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error ? String(error.code) : error.name;
}

/** Read of an answer that nobody reads, so that its connection can be used again, in bytes. */
const MAX_DISCARDED = 64 * 1024;

/** What an answer has left to say is not wanted. */
export function discard(answer: IncomingMessage): void {
  if (Number(answer.headers["content-length"] ?? Number.POSITIVE_INFINITY) <= MAX_DISCARDED) answer.resume();
  else answer.destroy();
}

export class Upstream {
  readonly #url: URL;
  readonly #headers: OutgoingHttpHeaders;
  readonly #agent: HttpAgent;

  /** @param headers the operator's own, for each request; what a client sends of the same name is not sent on */
  constructor(url: URL, headers: OutgoingHttpHeaders) {
    this.#url = url;
    this.#headers = headers;
    this.#agent = url.protocol === "https:" ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  }

  async #send({ method, headers, body, signal }: UpstreamRequest): Promise<IncomingMessage> {
    const request = this.#url.protocol === "https:" ? requestHttps : requestHttp;
    return await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(
        this.#url,
        {
          method,
          agent: this.#agent,
          headers: {
            ...headers,
            ...this.#headers,
            "accept-encoding": "identity",
            ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
          },
        },
        resolve,
      );
      // Not by the option `signal`, which the agent hands to the socket, which other requests use later.
      const abort = () => void sent.destroy();
      signal.addEventListener("abort", abort, { once: true });
      sent.on("close", () => {
        signal.removeEventListener("abort", abort);
        // Attacker-controlled: a server can end a request with neither an answer nor an error.
        reject(new Error("closed"));
      });
      sent.on("upgrade", (_answer, socket) => socket.destroy());
      // Also after the answer began: the answer's own reader learns of it too.
      sent.on("error", reject);
      if (signal.aborted) abort();
      else sent.end(body);
    });
  }

  /** @throws {UpstreamError} */
  async send(request: UpstreamRequest): Promise<IncomingMessage> {
    let answer: IncomingMessage;
    try {
      answer = await this.#send(request);
    } catch (cause) {
      throw new UpstreamError(`the server at ${this.#url.host} was not reached (${reasonOf(cause)})`, { cause });
    }
    // Whoever reads it learns that it broke off; where nobody does, nobody needs to.
    answer.on("error", () => undefined);
    const { statusCode = 0, headers } = answer;
    // No status of an answer, or one without a body: whoever waits for one would wait for ever.
    if (statusCode < 200 || statusCode > 599 || statusCode === 304) {
      answer.destroy();
      throw new UpstreamError(
        `the server at ${this.#url.host} answered ${statusCode}, which answers no request of MCP`,
      );
    }
    // Whoever follows would be talking to a server that was not admitted.
    if (statusCode >= 300 && statusCode < 400) {
      discard(answer);
      throw new UpstreamError(
        `the server at ${this.#url.host} answered ${statusCode}, a redirect, which is not followed: give the address itself`,
      );
    }
    if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") {
      discard(answer);
      throw new UpstreamError(`the server at ${this.#url.host} compressed its answer, although none was asked to be`);
    }
    return answer;
  }

  close(): void {
    this.#agent.destroy();
  }
}
