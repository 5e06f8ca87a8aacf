// Puts an HTTP guard before a handler of web requests, or into a Hono application.
import type { IncomingRequest, NodeRequest, WebRequest } from "./describe_request.ts";
import { SESSION_HEADER } from "./find_token.ts";
import type { GivenWithRequest, HttpGuard } from "./http_guard.ts";
import type { Refusal } from "./refusal.ts";

function createResponse({ status, headers, body }: Refusal): Response {
  return new Response(body, { status, headers });
}

/**
 * Guards a handler of web requests, such as the `fetch` of `createMcpHandler`.
 *
 * @param describe what the runtime knows and the request does not say, from what it hands to the handler: where the
 *   request came from, what was verified before
 */
export function guardFetch<Rest extends unknown[]>(
  guard: HttpGuard,
  handler: (request: Request, ...rest: Rest) => Response | Promise<Response>,
  describe?: (request: Request, ...rest: Rest) => GivenWithRequest,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    const verdict = await guard.judge(request, describe?.(request, ...rest));
    if (verdict.action === "refuse") return createResponse(verdict.refusal);
    const { facts } = verdict;
    const response = await guard.run(facts, () => handler(request, ...rest));
    const refusal = guard.issue(response.headers.get(SESSION_HEADER), facts, request);
    return refusal === undefined ? response : createResponse(refusal);
  };
}

/** What is used of Hono's context. */
export interface HonoContext {
  readonly req: { readonly raw: WebRequest };
  /** On Node: the request as Node's server saw it. */
  readonly env: unknown;
  res: Response;
}

/** Node's own request knows addresses, and headers that were sent twice. */
function findRequest({ env, req }: HonoContext): IncomingRequest {
  const incoming = typeof env === "object" && env !== null && "incoming" in env ? env.incoming : undefined;
  const isNode = typeof incoming === "object" && incoming !== null && "rawHeaders" in incoming;
  return isNode ? (incoming as NodeRequest) : req.raw;
}

/**
 * Middleware for Hono. Stands before what handles MCP, and behind what answers preflight requests of browsers.
 *
 * @param describe what the runtime knows and the request does not say; on Node nothing is missing
 * @example app.use("/mcp", honoGuard(guard))
 */
export function honoGuard(
  guard: HttpGuard,
  describe?: (context: HonoContext) => GivenWithRequest,
): (context: HonoContext, next: () => Promise<void>) => Promise<Response | undefined> {
  return async (context, next) => {
    const request = findRequest(context);
    const verdict = await guard.judge(request, describe?.(context));
    if (verdict.action === "refuse") return createResponse(verdict.refusal);
    await guard.run(verdict.facts, next);
    const refusal = guard.issue(context.res.headers.get(SESSION_HEADER), verdict.facts, request);
    if (refusal !== undefined) {
      // Hono takes over headers of the response that stood there before.
      context.res = undefined as never;
      context.res = createResponse(refusal);
    }
    return undefined;
  };
}
