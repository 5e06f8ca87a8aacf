// Asks the evaluator about events, records every answer, and says what stands in the way of what it judged.
import type { Evaluator } from "../evaluator.ts";
import type { Decision, Effect, Reason } from "../generated/decision.ts";
import type { Event } from "../generated/event.ts";
import type { Enforced } from "../log/recorder.ts";
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

const ACTIONS = { allow: "pass", ask: "ask", deny: "block" } as const;

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
  readonly #recorded = new WeakSet<Judged>();

  constructor(evaluator: GuardEvaluator, log: DecisionLog | undefined) {
    this.#evaluator = evaluator;
    this.#log = log;
  }

  get hasLog(): boolean {
    return this.#log !== undefined;
  }

  /** A bundle of somebody's own may fail at it; the denial stands without its words. */
  readonly explain = (code: string): ReturnType<GuardEvaluator["explain"]> => {
    try {
      return this.#evaluator.explain(code);
    } catch {
      return undefined;
    }
  };

  #write({ event, decision }: Judged, enforced: Enforced): boolean {
    try {
      const written: unknown = this.#log?.record(event, decision, enforced);
      if (!(written instanceof Promise)) return true;
      written.catch(() => undefined);
      return false;
    } catch {
      return false;
    }
  }

  /**
   * Records decisions with what is about to be done, each once: what was recorded before is left as it was.
   *
   * @returns whether all of them are recorded. No trace, no action.
   */
  record(judged: readonly Judged[], enforced: Enforced): boolean {
    if (this.#log === undefined) return true;
    let isWritten = true;
    for (const one of judged) {
      if (this.#recorded.has(one)) continue;
      this.#recorded.add(one);
      if (!this.#write(one, enforced)) isWritten = false;
    }
    return isWritten;
  }

  /** Asks about an event, and leaves it to the caller to record the answer. */
  consider(event: Event): Judged {
    return { event, decision: this.#ask(event) };
  }

  /** The guard's own no, not yet recorded. */
  refuse(event: Event, failure: Failure, reasons: readonly Reason[] = []): Judged {
    return { event, decision: createDenial(failure, this.#evaluator.bundle, reasons) };
  }

  /** Asks, and records what follows from the answer alone. */
  decide(event: Event): Judged {
    const judged = this.consider(event);
    if (this.record([judged], { action: ACTIONS[enforcedEffect(judged.decision)] })) return judged;
    return this.refuse(event, { code: "fail_closed.decision_not_recorded" }, judged.decision.reasons);
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
    const judged = this.refuse(event, failure, reasons);
    if (this.record([judged], { action: "block" })) return judged;
    return this.refuse(event, { code: "fail_closed.decision_not_recorded" }, judged.decision.reasons);
  }
}
