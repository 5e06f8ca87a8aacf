// Runs one leg in each of its modes, and says where guards change what the suite finds.
import { type Check, compareChecks, type Difference } from "./checks.ts";
import type { Suite } from "./install.ts";
import { type Leg, type Mode, modesOf, runLeg } from "./run_leg.ts";

export interface Outcome {
  readonly leg: Leg;
  readonly mode: Mode;
  readonly checks: readonly Check[];
  /** To the unguarded run. */
  readonly differences: readonly Difference[];
}

/** Some scenarios measure time, on machines that do other things too: only what differs every time counts. */
const ATTEMPTS = 3;

/** The modes at the same time: much of a run is waiting. The first of them is what the others are compared with. */
async function runModes(suite: Suite, leg: Leg, modes: readonly Mode[]): Promise<Outcome[]> {
  const runs = await Promise.allSettled(modes.map((mode) => runLeg(suite, leg, mode)));
  const found = runs.map((run) => {
    if (run.status === "rejected") throw run.reason;
    return run.value;
  });
  const [base = []] = found;
  return modes.map((mode, index) => {
    const checks = found[index] ?? [];
    return { leg, mode, checks, differences: compareChecks(base, checks) };
  });
}

/** What differs in both runs, as it does in the later one. */
function keepSteady(before: readonly Outcome[], after: readonly Outcome[]): Outcome[] {
  return after.map((outcome) => {
    const earlier = before.find(({ mode }) => mode === outcome.mode)?.differences ?? [];
    const known = new Set(earlier.map(({ check }) => check));
    return { ...outcome, differences: outcome.differences.filter(({ check }) => known.has(check)) };
  });
}

export async function compareLeg(suite: Suite, leg: Leg, log: (line: string) => void): Promise<Outcome[]> {
  let outcomes = await runModes(suite, leg, modesOf(leg));
  for (let attempt = 2; attempt <= ATTEMPTS; attempt += 1) {
    const differing = outcomes.filter(({ differences }) => differences.length > 0);
    if (differing.length === 0) break;
    for (const { mode, differences } of differing)
      log(`${mode} differs in ${differences.length}, first in ${differences[0]?.check}: once more`);
    outcomes = keepSteady(outcomes, await runModes(suite, leg, modesOf(leg)));
  }
  return outcomes;
}
