// The codes with which a guard denies by itself, as decisions like those of the policy.
import { randomUUID } from "node:crypto";
import { type Blame, denyBecause, FAILURES, type FailureCode } from "../failures.ts";
import type { Decision, Reason } from "../generated/decision.ts";

/** The codes only guards use. Their meaning is published in policies/mcp/enforcement.rego. */
export type GuardFailureCode =
  | "fail_closed.unknown_method"
  | "fail_closed.unknown_response"
  | "fail_closed.request_id_in_use"
  | "fail_closed.unreadable_message"
  | "fail_closed.nobody_to_ask"
  | "fail_closed.not_confirmed"
  | "fail_closed.obligation_unmet"
  | "fail_closed.decision_not_recorded"
  | "fail_closed.issuer_unreachable";

/** A test holds this table against the metadata of the bundle. */
export const GUARD_FAILURES: Readonly<Record<GuardFailureCode, Blame>> = {
  "fail_closed.unknown_method": { severity: "high", responsible: "client_developer" },
  "fail_closed.unknown_response": { severity: "medium", responsible: "server_developer" },
  "fail_closed.request_id_in_use": { severity: "medium", responsible: "client_developer" },
  "fail_closed.unreadable_message": { severity: "high", responsible: "client_developer" },
  "fail_closed.nobody_to_ask": { severity: "medium", responsible: "operator" },
  "fail_closed.not_confirmed": { severity: "low", responsible: "operator" },
  "fail_closed.obligation_unmet": { severity: "medium", responsible: "client_developer" },
  "fail_closed.decision_not_recorded": { severity: "high", responsible: "operator" },
  "fail_closed.issuer_unreachable": { severity: "high", responsible: "operator" },
};

export interface Failure {
  readonly code: FailureCode | GuardFailureCode;
  readonly args?: Reason["args"];
  readonly pointer?: string;
}

const BLAMES: Readonly<Record<string, Blame>> = { ...FAILURES, ...GUARD_FAILURES };

/** @param reasons what the policy had said before, behind the guard's own reason */
export function createDenial(
  { code, args = {}, pointer = "" }: Failure,
  bundle: Decision["bundle"],
  reasons: readonly Reason[] = [],
): Decision {
  const blame = BLAMES[code] ?? { severity: "critical", responsible: "client_developer" };
  return { ...denyBecause(code, blame, args, pointer, reasons), bundle, id: randomUUID(), duration_us: 0 };
}
