// mcp-trust/http: judges HTTP requests before an MCP server sees them, for Express, Hono, Node's own server and web handlers.
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
