// What a gate hands to the decision log: every event it asked about, with the answer.
import type { Decision } from "../generated/decision.ts";
import type { Event } from "../generated/event.ts";
import type { Enforced } from "../log/recorder.ts";

export interface DecisionLog {
  /**
   * Returns when the decision is recorded. What it throws denies the message: no trace, no action. So does a promise, which
   * says nothing yet.
   *
   * @param enforced what the guard is about to do
   */
  record(event: Event, decision: Decision, enforced: Enforced): void;
}
