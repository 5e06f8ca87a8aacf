// The codes with which the evaluator denies when it cannot decide, and whose task it is to put that right.
import type { Decision, Reason } from "./generated/decision.ts";

/** The codes the evaluator itself denies with. Their meaning is published in policies/mcp/failures.rego. */
export type FailureCode =
  | "fail_closed.invalid_event"
  | "fail_closed.unreadable_event"
  | "fail_closed.event_too_large"
  | "fail_closed.event_too_deep"
  | "fail_closed.facts_failed"
  | "fail_closed.undefined"
  | "fail_closed.policy_trap"
  | "fail_closed.bad_answer";

export type Blame = Pick<Reason, "severity" | "responsible">;

/**
 * Who is to put it right, where the catalogue cannot be asked because deciding failed. A test holds this table
 * against the metadata of the bundle.
 */
export const FAILURES: Readonly<Record<FailureCode, Blame>> = {
  "fail_closed.invalid_event": { severity: "high", responsible: "client_developer" },
  "fail_closed.unreadable_event": { severity: "high", responsible: "client_developer" },
  "fail_closed.event_too_large": { severity: "high", responsible: "server_developer" },
  "fail_closed.event_too_deep": { severity: "high", responsible: "server_developer" },
  "fail_closed.facts_failed": { severity: "high", responsible: "client_developer" },
  "fail_closed.undefined": { severity: "critical", responsible: "client_developer" },
  "fail_closed.policy_trap": { severity: "critical", responsible: "client_developer" },
  "fail_closed.bad_answer": { severity: "critical", responsible: "client_developer" },
};

/**
 * The part of a decision that denies without a policy.
 *
 * @param args what the message needs; never values of the event, which may hold secrets
 * @param before what the policy had said, behind the reason of whoever denies
 */
export function denyBecause(
  code: string,
  blame: Blame,
  args: Reason["args"],
  pointer: string,
  before: readonly Reason[] = [],
): Pick<Decision, "effect" | "reasons" | "obligations" | "mode"> {
  const own: Reason = { code, clause: "fail_closed", effect: "deny", ...blame, pointer, args };
  return { effect: "deny", reasons: [own, ...before], obligations: [], mode: "enforce" };
}
