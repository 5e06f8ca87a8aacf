// Asks the evaluator about events, records every answer, and says what stands in the way of what it judged.
import type { Evaluator } from "../evaluator.ts";
import type { Decision, Effect, Reason } from "../generated/decision.ts";
import type { Event } from "../generated/event.ts";
import { createDenial, type Failure } from "./failures.ts";
import { memberOf } from "./json_rpc.ts";
import type { DecisionLog } from "./log_port.ts";
import type { Judged } from "./obligations.ts";

export type GuardEvaluator = Pick<Evaluator, "bundle" | "decide" | "explain">;

/** What a decision enforces: in audit mode nothing, whatever it would have been. */
export function enforcedEffect({ effect, mode }: Decision): Effect {
  return mode === "audit" ? "allow" : effect;
}

export function objectionsOf(judged: readonly Judged[], effects: readonly Effect[]): Reason[] {
  return judged
    .filter(({ decision }) => decision.mode !== "audit")
    .flatMap(({ decision }) => decision.reasons.filter(({ effect }) => effects.includes(effect)));
}

const EFFECTS = new Set<unknown>(["allow", "ask", "deny"] satisfies Effect[]);
const MODES = new Set<unknown>(["enforce", "audit"] satisfies Decision["mode"][]);

/** An evaluator of somebody's own may answer anything; a promise is an answer that comes too late. */
function isDecision(given: unknown): boolean {
  const [reasons, obligations] = [memberOf(given, "reasons"), memberOf(given, "obligations")];
  const isKnown = EFFECTS.has(memberOf(given, "effect")) && MODES.has(memberOf(given, "mode"));
  return isKnown && Array.isArray(reasons) && reasons.length > 0 && Array.isArray(obligations);
}

export class Judge {
  readonly #evaluator: GuardEvaluator;
  readonly #log: DecisionLog | undefined;

  constructor(evaluator: GuardEvaluator, log: DecisionLog | undefined) {
    this.#evaluator = evaluator;
    this.#log = log;
  }

  get hasLog(): boolean {
    return this.#log !== undefined;
  }

  readonly explain = (code: string): ReturnType<GuardEvaluator["explain"]> => this.#evaluator.explain(code);

  #record(event: Event, decision: Decision): Decision {
    if (this.#log === undefined) return decision;
    try {
      this.#log.record(event, decision);
      return decision;
    } catch {
      // No trace, no action.
      const failure = { code: "fail_closed.decision_not_recorded" } as const;
      return createDenial(failure, this.#evaluator.bundle, decision.reasons);
    }
  }

  decide(event: Event): Judged {
    return { event, decision: this.#record(event, this.#ask(event)) };
  }

  #ask(event: Event): Decision {
    try {
      const decision = this.#evaluator.decide(event);
      if (isDecision(decision)) return decision;
      return createDenial({ code: "fail_closed.bad_answer" }, this.#evaluator.bundle);
    } catch {
      return createDenial({ code: "fail_closed.policy_trap" }, this.#evaluator.bundle);
    }
  }

  /** The guard's own no, recorded like the policy's. */
  deny(event: Event, failure: Failure, reasons: readonly Reason[] = []): Judged {
    return { event, decision: this.#record(event, createDenial(failure, this.#evaluator.bundle, reasons)) };
  }
}
