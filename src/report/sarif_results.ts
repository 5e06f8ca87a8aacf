// Turns findings and problems into SARIF's results and notifications.
import type { Fix, Location, Notification, Result } from "sarif";
import type { Finding } from "../check/finding.ts";
import type { Problem } from "../normalize/problem.ts";
import { locateArtifact } from "./artifact_uri.ts";
import { describeArgs, printable } from "./place.ts";

type Edit = NonNullable<Finding["fix"]>["edits"][number];

/**
 * Attacker-controlled: readers make links of `[text](target)`. Braces stay: without arguments nothing takes their place,
 * and a remedy that names a reference must name it as it is written.
 */
function plainText(text: string): string {
  return printable(text).replaceAll("](", "] (");
}

function toLocation(file: string, line: number, column: number): Location {
  return {
    physicalLocation: { artifactLocation: locateArtifact(file), region: { startLine: line, startColumn: column } },
  };
}

/** What is denied fails the check, what is asked about may not, what is waived does not. */
const LEVELS = { deny: "error", ask: "warning", allow: "note" } as const;

const STATES = { new: "new", known: "unchanged", worse: "updated" } as const;

function toReplacement({ line, column, endLine, endColumn, text }: Edit) {
  const deletedRegion = { startLine: line, startColumn: column, endLine, endColumn };
  return { deletedRegion, ...(text === "" ? {} : { insertedContent: { text } }) };
}

function toFixes({ file, fix }: Finding): { fixes?: Fix[] } {
  if (fix === undefined || fix.edits.length === 0) return {};
  const replacements = fix.edits.map(toReplacement);
  const artifactChanges = [{ artifactLocation: locateArtifact(file), replacements }];
  return { fixes: [{ description: { text: plainText(fix.description) }, artifactChanges }] };
}

function toSuppressions({ effect, args }: Finding): Pick<Result, "suppressions"> {
  if (effect !== "allow") return {};
  const justification = plainText(`waiver ${describeArgs(args)}`);
  return { suppressions: [{ kind: "external", status: "accepted", justification }] };
}

export function toResult(finding: Finding, ruleIndex: number): Result {
  const { file, line, column, subject, code, clause, effect, severity, responsible, title, args, fingerprint } =
    finding;
  const details = describeArgs(args);
  const text = `${title}: ${subject}${details === "" ? "" : ` (${details})`}`;
  return {
    ruleId: code,
    ruleIndex,
    kind: "fail",
    level: LEVELS[effect],
    message: { text: plainText(text) },
    locations: [{ ...toLocation(file, line, column), logicalLocations: [{ name: plainText(subject) }] }],
    partialFingerprints: { "mcpTrustFinding/v1": fingerprint },
    ...(finding.baseline === undefined ? {} : { baselineState: STATES[finding.baseline] }),
    ...toSuppressions(finding),
    ...toFixes(finding),
    properties: { effect, severity, clause, responsible, subject, args },
  };
}

/** A file that could not be read, or not as its client reads it: said about the run, because nothing was judged. */
export function toNotification({ code, file, line, column, message }: Problem): Notification {
  return {
    descriptor: { id: code },
    level: "error",
    message: { text: plainText(message) },
    locations: [toLocation(file, line, column)],
  };
}
