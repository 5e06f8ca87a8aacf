// What the author of a server says about it, so that requests can be held against it.
import type { Principal } from "../generated/event.ts";
import type { GateOptions, GuardOptions, ObligationHandlers } from "../guard/index.ts";
import type { IncomingRequest, RequestContext } from "./describe_request.ts";
import type { TokenVerification } from "./verify_token.ts";

export interface HttpGuardOptions extends ObligationHandlers, Pick<RequestContext, "allowedHosts" | "allowedOrigins"> {
  readonly evaluator: GateOptions["evaluator"];
  /** The server's key in the operator's configuration, or all that is known about it. */
  readonly server: GuardOptions["server"];
  readonly log?: GateOptions["log"];
  /** Sets `time` of events, and when tokens run out. */
  readonly now?: GateOptions["now"];
  /**
   * Where the listener listens, for example `127.0.0.1`. Needed where requests are web `Request`s; Node's own server says
   * so itself. Whether callers are told from strangers by where they are depends on it.
   */
  readonly bindAddress?: string | undefined;
  /** The resource that tokens must have been issued for: this server, as its protected resource metadata names it. */
  readonly resource?: string | undefined;
  /** Issuer of the tokens, as its metadata names it. */
  readonly issuer?: string | undefined;
  /**
   * How tokens are verified. With it every request needs a token. Without it a token that no middleware verified before
   * (`request.auth`, as the SDKs' middleware leaves it) is only decoded, and counts as unverified.
   */
  readonly verify?: TokenVerification | undefined;
  /** Scopes that every request needs. Default none; what single tools need, the operator says in `access.scopes`. */
  readonly requiredScopes?: readonly string[] | undefined;
  /** The claim that says to which organization a subject belongs, for example `tid` or `org_id`. */
  readonly tenantClaim?: string | undefined;
  /** URL of the protected resource metadata, for challenges. */
  readonly resourceMetadata?: string | undefined;
  /** Who asks, where that is told by something else than a token: a client certificate, a session of one's own. */
  readonly identify?: ((request: IncomingRequest) => Principal | undefined) | undefined;
}
