// Turns the outcome of policy tests into text or JSON.
import type { CaseResult } from "../author/run_cases.ts";
import type { TestCase, TestReport } from "../compile/types.ts";
import type { Colors } from "./colors.ts";
import { renderJson } from "./json_text.ts";
import { count } from "./place.ts";

export interface TestOutcome {
  readonly report: TestReport;
  readonly cases: readonly CaseResult[];
}

function failedRows(rows: readonly TestCase[], prefix = ""): string[] {
  return rows
    .filter(({ passed }) => !passed)
    .flatMap(({ name, cases }) => (cases.length > 0 ? failedRows(cases, `${prefix}${name}/`) : [`${prefix}${name}`]));
}

function renderFailures({ report, cases }: TestOutcome, colors: Colors): string[] {
  const tests = report.tests
    .filter(({ passed, skipped }) => !passed && !skipped)
    .flatMap(({ file, line, package: inPackage, name, cases: rows, error, output }) => [
      `${colors.red("fail")} ${inPackage}.${name}  ${colors.cyan(`${file}:${line}`)}`,
      ...failedRows(rows).map((row) => `     ${row}`),
      ...(error === undefined ? [] : [`     ${error.message}`]),
      ...(output === "" ? [] : [`     ${output.trim()}`]),
    ]);
  const failed = cases
    .filter(({ failures }) => failures.length > 0)
    .flatMap(({ id, file, failures }) => [
      `${colors.red("fail")} ${id}  ${colors.cyan(file)}`,
      ...failures.map((line) => `     ${line}`),
    ]);
  return [...tests, ...failed];
}

function renderCoverage({ coverage }: TestReport): string[] {
  if (coverage === undefined) return [];
  const lines = coverage.files
    .filter(({ notCovered }) => notCovered.length > 0)
    .map(({ file, notCovered }) => {
      const ranges = notCovered.map(({ start, end }) => (start === end ? `${start}` : `${start}-${end}`));
      return `not covered  ${file}:${ranges.join(",")}`;
    });
  return [...lines, `coverage ${coverage.percentage} % of lines`];
}

/** Failures, then lines without coverage, then one line that sums up. */
export function renderTestText(outcome: TestOutcome, colors: Colors): string {
  const { report, cases } = outcome;
  const failedTests = report.tests.filter(({ passed, skipped }) => !passed && !skipped).length;
  const failedCases = cases.filter(({ failures }) => failures.length > 0).length;
  const summary = `${count(report.tests.length, "test")}, ${failedTests} failed; ${count(cases.length, "case")}, ${failedCases} failed`;
  return `${[
    ...renderFailures(outcome, colors),
    ...renderCoverage(report),
    failedTests + failedCases > 0 ? colors.red(summary) : colors.green(summary),
  ].join("\n")}\n`;
}

export function renderTestJson({ report, cases }: TestOutcome): string {
  return renderJson({ version: 1, tests: report.tests, coverage: report.coverage ?? null, cases });
}
