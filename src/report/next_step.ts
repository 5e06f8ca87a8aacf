// Turns a check's result into the one line that says what a person can do next, when there is something.
import type { CheckResult } from "../check/check_files.ts";
import type { Finding } from "../check/finding.ts";
import type { CheckContext } from "./formats.ts";
import { count, printable, wordOf } from "./place.ts";

function suggest(
  { files, findings, problems }: CheckResult,
  { baseline, settings }: CheckContext,
  worst: Finding | undefined,
): string | null {
  const open = findings.filter((finding) => ["deny", "ask"].includes(wordOf(finding)));
  const { length: fixable } = open.filter(({ fix }) => fix !== undefined);
  if (fixable > 0) return `mcp-trust check --fix settles ${fixable} of them`;
  const drifted = open.find(({ code }) => /^client_trusts_server\.(changed_since_approval|not_approved)$/.test(code));
  if (drifted !== undefined) return "mcp-trust approve reviews what changed";
  if (worst !== undefined) return `mcp-trust explain ${worst.code} says more`;
  if (baseline === undefined || baseline.gone.length === 0) {
    const isNew = settings === undefined && problems.length === 0 && files.some(({ servers }) => servers > 0);
    return isNew ? "mcp-trust init drafts settings from what is configured" : null;
  }
  const gone = count(baseline.gone.length, "entry no longer occurs", "entries no longer occur");
  const file = printable(baseline.file);
  return `${gone}; mcp-trust check --write-baseline ${file} writes a shorter one`;
}

/** @param worst of the findings that are neither waived nor known */
export function renderNextStep(result: CheckResult, context: CheckContext, worst: Finding | undefined): string[] {
  const step = suggest(result, context, worst);
  return step === null ? [] : [context.colors.dim(`Next: ${step}.`)];
}
