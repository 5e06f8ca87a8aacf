// Findings and results for tests of reports.
import type { CheckResult } from "../../src/check/check_files.ts";
import type { Finding } from "../../src/check/finding.ts";
import { createColors } from "../../src/report/colors.ts";
import type { CheckContext } from "../../src/report/formats.ts";

export const context: CheckContext = {
  bundle: { name: "x", revision: "1", digest: `sha256:${"0".repeat(64)}` },
  profile: "team",
  mode: "enforce",
  colors: createColors(false),
  columns: 80,
  settings: undefined,
  version: "1.2.3",
};

export function createFinding(given: Partial<Finding> = {}): Finding {
  return {
    file: "a.json",
    line: 3,
    column: 5,
    subject: "files",
    code: "some_clause.some_code",
    clause: "some_clause",
    effect: "deny",
    severity: "high",
    responsible: "operator",
    title: "Title",
    description: "Description.",
    remedy: "Remedy.",
    args: {},
    fingerprint: "0".repeat(32),
    ...given,
  };
}

export function createResult(findings: readonly Finding[], given: Partial<CheckResult> = {}): CheckResult {
  return {
    files: [{ path: "a.json", client: "cursor", servers: 1, settings: 0 }],
    servers: [],
    findings,
    problems: [],
    ...given,
  };
}

/** Names that no reader of a report may take for anything but a name. */
export const HOSTILE = [
  "a b",
  "100%",
  "%2e%2e",
  "Grüße 東京 🙂",
  "a\u0000b\u001b[31m\u0007",
  "a\nb\rc\td",
  "\u202ereversed",
  "half \ud800",
  "not\ufffea\uffffcharacter",
  "]]><!-- &amp; --><x y='\"'>",
  "[click](https://evil.example)",
  "{0} {{1}}",
  "c:\\x|y^z`[1]?q#f",
];
