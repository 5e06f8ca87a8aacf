// Takes each decision to everybody who records decisions.
import type { Decision } from "../generated/decision.ts";

export interface Recorder {
  /**
   * Records one decision before it is carried out. Synchronous.
   *
   * @param event what was decided about, as it was or with its facts
   * @throws {LogError} when it could not be recorded; the caller then denies
   */
  record(event: unknown, decision: Decision): void;
}

/** All of them get the decision, whoever fails; the first failure is thrown. */
export function combineRecorders(recorders: readonly Recorder[]): Recorder {
  return {
    record(event, decision) {
      const failures: unknown[] = [];
      for (const recorder of recorders) {
        try {
          recorder.record(event, decision);
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
