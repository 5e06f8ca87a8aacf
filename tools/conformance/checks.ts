// Turns what the suite wrote about its scenarios into checks that can be counted and compared.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Check {
  readonly scenario: string;
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

export interface Difference {
  /** Scenario, id, name and status of a check. */
  readonly check: string;
  /** How often it was made, in each of two runs. */
  readonly counts: readonly [number, number];
}

/** The suite names a scenario's folder after it, with the side in front and the time behind. */
const FOLDER = /^(?:server-)?(.*)-\d{4}-\d{2}-\d{2}T[\dZ-]+$/;

export function readChecks(folder: string): Check[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("checks.json"),
  );
  return files.flatMap((file) => {
    const scenario = FOLDER.exec(file.replace(/[\\/]checks\.json$/, ""))?.[1] ?? file;
    const checks = JSON.parse(readFileSync(join(folder, file), "utf8")) as Omit<Check, "scenario">[];
    return checks.map(({ id, name, status }) => ({ scenario, id, name, status }));
  });
}

export function countStatus(checks: readonly Check[], status: string): number {
  return checks.filter((check) => check.status === status).length;
}

function count(checks: readonly Check[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { scenario, id, name, status } of checks) {
    // What the suite only noted down, such as the requests it saw, is no result.
    if (status === "INFO") continue;
    const key = `${scenario}: ${id} (${name}) ${status}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What two runs do not have in common: a check that came out differently is in here twice. */
export function compareChecks(one: readonly Check[], other: readonly Check[]): Difference[] {
  const [before, after] = [count(one), count(other)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((check) => ({ check, counts: [before.get(check) ?? 0, after.get(check) ?? 0] as const }))
    .filter(({ counts: [first, second] }) => first !== second)
    .sort((first, second) => (first.check < second.check ? -1 : 1));
}
