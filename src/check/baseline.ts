// Tells findings that were accepted before from new ones, and says which are there to accept.
import { compareText } from "../canonical_json.ts";
import type { Baseline } from "../generated/baseline.ts";
import type { CheckResult } from "./check_files.ts";
import type { Finding } from "./finding.ts";
import { portablePath } from "./fingerprint.ts";

export type BaselineEntry = Baseline["findings"][number];

/** That nothing could be judged is nothing that a person can know and accept; what is waived needs no accepting. */
function toEntry({ file, subject, code, effect, fingerprint }: Finding): BaselineEntry[] {
  if (effect === "allow" || code.startsWith("fail_closed.")) return [];
  return [{ file: portablePath(file), subject, code, effect, fingerprint }];
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareText(a.file, b.file) ||
    compareText(a.subject, b.subject) ||
    compareText(a.code, b.code) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

function isMilder(one: BaselineEntry["effect"], other: BaselineEntry["effect"]): boolean {
  return one === "ask" && other === "deny";
}

/** By fingerprint. Of two with the same, the milder counts: a merge that kept both accepts no more than each. */
function indexEntries(entries: readonly BaselineEntry[]): Map<string, BaselineEntry> {
  const index = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const other = index.get(entry.fingerprint);
    if (other === undefined || isMilder(entry.effect, other.effect)) index.set(entry.fingerprint, entry);
  }
  return index;
}

/** What accepting all findings would write down: each once, in an order that does not depend on positions. */
export function toBaseline(findings: readonly Finding[]): Baseline {
  const entries = indexEntries(findings.flatMap(toEntry));
  return { version: 1, findings: [...entries.values()].sort(compareEntries) };
}

function markFinding(finding: Finding, known: ReadonlyMap<string, BaselineEntry>): Finding {
  const [entry] = toEntry(finding);
  const accepted = known.get(finding.fingerprint);
  if (finding.effect === "allow") return finding;
  if (entry === undefined || accepted === undefined) return { ...finding, baseline: "new" };
  return { ...finding, baseline: isMilder(accepted.effect, entry.effect) ? "worse" : "known" };
}

export function markKnown(findings: readonly Finding[], { findings: entries }: Baseline): Finding[] {
  const known = indexEntries(entries);
  return findings.map((finding) => markFinding(finding, known));
}

/**
 * The entries that the checked files no longer give cause for.
 *
 * @param whole whether all of the project was checked, so that a file that was not is not there
 */
export function listGone(
  { files, findings, problems }: CheckResult,
  { findings: entries }: Baseline,
  whole: boolean,
): BaselineEntry[] {
  const present = new Set(findings.map(({ fingerprint }) => fingerprint));
  const checked = new Set(files.map(({ path }) => portablePath(path)));
  // Of what could not be read in full nobody knows what is gone.
  const unsure = new Set(problems.map(({ file }) => portablePath(file)));
  const isOwn = (file: string) => whole && !/^(?:~\/|\/|[A-Za-z]:)/.test(file);
  return entries.filter(
    ({ file, fingerprint }) => !present.has(fingerprint) && !unsure.has(file) && (checked.has(file) || isOwn(file)),
  );
}
