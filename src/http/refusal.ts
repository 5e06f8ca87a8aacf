// Turns a denial into the HTTP response that refuses the request: status, challenge, and a JSON-RPC error for a JSON-RPC request.
import type { HttpAnswer } from "../bundle/catalogue.ts";
import type { Decision } from "../generated/decision.ts";
import { DENIAL_CODE, describeDenial, type Explain, sayDenial } from "../guard/denial.ts";
import type { RequestId } from "../guard/json_rpc.ts";
import { objectionsOf } from "../guard/judge.ts";
import type { Judged } from "../guard/obligations.ts";

export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What challenges tell a client that wants to do better. */
interface Challenge {
  /** URL of the protected resource metadata (RFC 9728). */
  readonly resourceMetadata?: string | undefined;
  readonly scopes: readonly string[];
}

export interface RefusedRequest {
  readonly method: string | undefined;
  /** Of the message that it carries, where somebody parsed that before. */
  readonly id?: RequestId | undefined;
}

interface Form {
  readonly status: number;
  /** Of RFC 6750, section 3.1; empty: a challenge without an error, as whoever sent no token gets. */
  readonly challenge?: "" | "invalid_request" | "invalid_token" | "insufficient_scope";
}

/**
 * Where a request is refused for several reasons, the earlier form is used: who may not be here is not told how to come in,
 * and who did not show who they are is not told what they may do.
 */
const FORMS: Readonly<Record<HttpAnswer, Form>> = {
  forbidden: { status: 403 },
  unavailable: { status: 503 },
  bad_request: { status: 400 },
  invalid_request: { status: 400, challenge: "invalid_request" },
  invalid_token: { status: 401, challenge: "invalid_token" },
  authenticate: { status: 401, challenge: "" },
  insufficient_scope: { status: 403, challenge: "insufficient_scope" },
  not_found: { status: 404 },
};

const ORDER = Object.keys(FORMS) as HttpAnswer[];

/** What nobody said anything about comes last, and is forbidden. */
function rankOf(answer: HttpAnswer | undefined): number {
  return answer === undefined ? ORDER.length : ORDER.indexOf(answer);
}

function quote(value: string): string {
  return `"${value.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, "")}"`;
}

function writeChallenge(error: string, { resourceMetadata, scopes }: Challenge): string {
  const parameters = [
    ...(error === "" ? [] : [`error=${quote(error)}`]),
    ...(scopes.length === 0 ? [] : [`scope=${quote(scopes.join(" "))}`]),
    ...(resourceMetadata === undefined ? [] : [`resource_metadata=${quote(resourceMetadata)}`]),
  ];
  return parameters.length === 0 ? "Bearer" : `Bearer ${parameters.join(", ")}`;
}

interface Chosen {
  readonly decision: Decision;
  readonly answer: HttpAnswer;
}

/** The reason that says how the request is answered stands first in what the client is told. */
function choose(denied: readonly Judged[], explain: Explain): Chosen | undefined {
  const reasons = denied.flatMap((judged) =>
    objectionsOf([judged], ["deny", "ask"]).map((reason) => ({ judged, reason })),
  );
  const ranked = reasons.map(({ judged, reason }) => ({ judged, reason, answer: explain(reason.code)?.http }));
  // Stable: of reasons that are answered alike, the first of the decision.
  ranked.sort((one, other) => rankOf(one.answer) - rankOf(other.answer));
  const [first] = ranked;
  if (first === undefined) return undefined;
  const { judged, reason, answer = "forbidden" } = first;
  const others = judged.decision.reasons.filter((other) => other !== reason);
  return { answer, decision: { ...judged.decision, reasons: [reason, ...others] } };
}

/** @param denied what was judged and is denied; at least one */
export function createRefusal(
  denied: readonly Judged[],
  explain: Explain,
  challenge: Challenge,
  request: RefusedRequest,
): Refusal {
  const chosen = choose(denied, explain);
  const { status, challenge: error } = FORMS[chosen?.answer ?? "forbidden"];
  const [first] = denied;
  const decision = chosen?.decision ?? first?.decision;
  const data = decision === undefined ? undefined : describeDenial(decision, explain, true);
  const said = data === undefined ? "Blocked by policy" : sayDenial(data);
  const isMessage = request.method === "POST";
  const id = request.id === undefined ? {} : { id: request.id };
  const rpc = { jsonrpc: "2.0", ...id, error: { code: DENIAL_CODE, message: said, data } };
  return {
    status,
    headers: {
      "content-type": isMessage ? "application/json" : "text/plain; charset=utf-8",
      "cache-control": "no-store",
      ...(error === undefined ? {} : { "www-authenticate": writeChallenge(error, challenge) }),
    },
    body: isMessage ? JSON.stringify(rpc) : `${said}\n`,
  };
}
