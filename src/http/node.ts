// Puts an HTTP guard before a request listener of Node's server, or into an Express application.
import type { NodeRequest } from "./describe_request.ts";
import { SESSION_HEADER } from "./find_token.ts";
import type { HttpGuard, RequestFacts } from "./http_guard.ts";
import type { Refusal } from "./refusal.ts";
import type { AuthInfo } from "./token_facts.ts";

/** What is used of Node's `ServerResponse`. */
export interface NodeResponse {
  writeHead(status: number, headers?: never): unknown;
  write(...given: never[]): boolean;
  end(...given: never[]): unknown;
  flushHeaders(): void;
  getHeader(name: string): unknown;
  getHeaderNames(): string[];
  removeHeader(name: string): void;
}

/** With what middleware of the SDKs leaves on it. */
export type GuardableRequest = NodeRequest & { readonly auth?: AuthInfo | undefined };

interface Loose {
  writeHead(...given: unknown[]): unknown;
  write(...given: unknown[]): boolean;
  end(...given: unknown[]): unknown;
  flushHeaders(): void;
}

/** What the server set so far belongs to an answer that is not given. */
function answer(response: NodeResponse, { writeHead, end }: Pick<Loose, "writeHead" | "end">, refusal: Refusal): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  const { status, headers, body } = refusal;
  writeHead.call(response, status, { ...headers, "content-length": Buffer.byteLength(body) });
  end.call(response, body);
}

/** `writeHead` takes headers as an object, as pairs, or as names and values in turn. */
function findHeader(given: readonly unknown[], name: string): string | undefined {
  const headers = given.find((item) => typeof item === "object" && item !== null);
  if (headers === undefined) return undefined;
  const flat = Array.isArray(headers) ? headers.flat() : Object.entries(headers as object).flat();
  const index = flat.findIndex((item, place) => place % 2 === 0 && String(item).toLowerCase() === name);
  return index < 0 ? undefined : String(flat[index + 1]);
}

/** Sees the session id that a response hands out before it is sent, and answers in its place where it may not be. */
function watch(guard: HttpGuard, facts: RequestFacts, request: NodeRequest, response: NodeResponse): void {
  const loose = response as Loose;
  const { writeHead, write, end, flushHeaders } = loose;
  let state: "waiting" | "answering" | "refused" = "waiting";
  /** Each way to begin an answer ends up in `writeHead`, but some of them write more behind it. */
  const isRefused = (given: readonly unknown[]): boolean => {
    if (state !== "waiting") return state === "refused";
    const set = response.getHeader(SESSION_HEADER);
    const id = findHeader(given, SESSION_HEADER) ?? (set === undefined ? undefined : String(set));
    const refusal = guard.issue(id, facts, request);
    state = "answering";
    if (refusal === undefined) return false;
    answer(response, { writeHead, end }, refusal);
    state = "refused";
    return true;
  };
  // What the server goes on to write after a refusal is written to nobody.
  loose.writeHead = (...given) => (isRefused(given) ? response : writeHead.apply(response, given));
  loose.write = (...given) => isRefused([]) || write.apply(response, given);
  loose.end = (...given) => (isRefused([]) ? response : end.apply(response, given));
  loose.flushHeaders = () => isRefused([]) || flushHeaders.apply(response);
}

async function serve(
  guard: HttpGuard,
  request: GuardableRequest,
  response: NodeResponse,
  next: () => unknown,
): Promise<void> {
  const verdict = await guard.judge(request, { auth: request.auth });
  if (verdict.action === "refuse") {
    answer(response, response as Loose, verdict.refusal);
    return;
  }
  watch(guard, verdict.facts, request, response);
  await guard.run(verdict.facts, next);
}

/**
 * Guards a request listener of Node's own servers.
 *
 * @example createServer(guardRequestListener(guard, (request, response) => transport.handleRequest(request, response)))
 */
export function guardRequestListener<Request extends NodeRequest, Response extends NodeResponse>(
  guard: HttpGuard,
  listener: (request: Request, response: Response) => unknown,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => await serve(guard, request, response, () => listener(request, response));
}

/**
 * Middleware for Express. Stands before what handles MCP, behind what answers preflight requests of browsers, and behind
 * the SDKs' bearer middleware where there is one.
 *
 * @example app.use("/mcp", expressGuard(guard))
 */
export function expressGuard(
  guard: HttpGuard,
): (request: NodeRequest, response: NodeResponse, next: (error?: unknown) => void) => void {
  return (request, response, next) => {
    serve(guard, request, response, () => next()).catch(next);
  };
}
