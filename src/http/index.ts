// mcp-trust/http: judges HTTP requests before an MCP server sees them, for Express, Hono, Node's own server and web handlers.
/**
 * Where to begin: `createHttpGuard(options)`, once for all requests of a server, then `guardRequestListener` (Node), `expressGuard`,
 * `honoGuard` or `guardFetch` (web handlers). It judges requests; the messages that they carry are judged by `guardServer` or
 * `guardServerFactory` of mcp-trust/guard with `readHttp` and `readPrincipal` of the guard.
 *
 * - `log`: of `createDecisionLog`; the same as that of the guards of messages.
 * - `verify`: how tokens are verified. With it every request needs one; without it nobody is turned away for having none.
 * - `allowedHosts`, `allowedOrigins`: under which names the server is reached, and whose pages may call it.
 *
 * A request that is not let in is answered with 400, 401, 403, 404 or 503, as the metadata of the rule says, and a JSON-RPC error.
 *
 * @module
 */
export {
  describeRequest,
  type IncomingRequest,
  type NodeRequest,
  type RequestContext,
  type WebRequest,
} from "./describe_request.ts";
export {
  createHttpGuard,
  type GivenWithRequest,
  type HttpGuard,
  type HttpPass,
  type HttpRefuse,
  type HttpVerdict,
  type RequestFacts,
} from "./http_guard.ts";
export type { HttpGuardOptions } from "./http_options.ts";
export { expressGuard, type GuardableRequest, guardRequestListener, type NodeResponse } from "./node.ts";
export type { Refusal } from "./refusal.ts";
export type { AuthInfo, TokenFacts } from "./token_facts.ts";
export type { TokenVerification } from "./verify_token.ts";
export { guardFetch, type HonoContext, honoGuard } from "./web.ts";
