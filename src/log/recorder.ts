// Takes each decision to everybody who records decisions.
import type { Decision } from "../generated/decision.ts";
import type { DecisionLogEntry } from "../generated/decision_log.ts";

/** What a guard does with what was decided about. */
export type Enforced = NonNullable<DecisionLogEntry["enforced"]>;

export interface Recorder {
  /**
   * Records one decision before it is carried out. Synchronous.
   *
   * @param event what was decided about, as it was or with its facts
   * @param enforced what is about to be done, where the caller knows
   * @throws {LogError} when it could not be recorded; the caller then denies
   */
  record(event: unknown, decision: Decision, enforced?: Enforced): void;
}

/** All of them get the decision, whoever fails; the first failure is thrown. */
export function combineRecorders(recorders: readonly Recorder[]): Recorder {
  return {
    record(event, decision, enforced) {
      const failures: unknown[] = [];
      for (const recorder of recorders) {
        try {
          recorder.record(event, decision, enforced);
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
