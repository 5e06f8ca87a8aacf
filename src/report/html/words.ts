// Words and orders that all parts of the page share.
import type { Finding } from "../../check/finding.ts";
import type { Severity } from "../../generated/decision.ts";
import { groupBy } from "../group_by.ts";
import { wordOf } from "../place.ts";

/** What a finding is called: what is waived or known stays in sight, and asks nothing of anybody. */
export type Word = ReturnType<typeof wordOf>;

export const WORDS = ["deny", "ask", "waived", "known"] as const satisfies readonly Word[];

export const WORD_LABEL: Readonly<Record<Word, string>> = {
  deny: "denied",
  ask: "to confirm",
  waived: "waived",
  known: "known",
};

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** Worst first. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    WORDS.indexOf(wordOf(a)) - WORDS.indexOf(wordOf(b)) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
  );
}

export function isSevere({ severity }: Pick<Finding, "severity">): boolean {
  return severity === "critical" || severity === "high";
}

/** `package_unpinned` as in `package unpinned`. */
export function nameCode(code: string): string {
  return code.slice(code.lastIndexOf(".") + 1).replaceAll("_", " ");
}

/** Worst first, and what has one code together. */
export function groupFindings(findings: readonly Finding[]): Finding[][] {
  const sorted = [...findings].sort(compareFindings);
  return [...groupBy(sorted, (finding) => `${wordOf(finding)} ${finding.code}`).values()];
}

export function countWords(findings: readonly Finding[], word: Word): number {
  return findings.filter((finding) => wordOf(finding) === word).length;
}

/** `3 denied, 1 to confirm`; empty when there is nothing. */
export function summarizeWords(findings: readonly Finding[]): string {
  return WORDS.map((word) => ({ word, number: countWords(findings, word) }))
    .filter(({ number }) => number > 0)
    .map(({ word, number }) => `${number} ${WORD_LABEL[word]}`)
    .join(", ");
}
