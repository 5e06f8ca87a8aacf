// Turns a check's result into text a person wants to read.
import type { CheckResult } from "../check/check_files.ts";
import type { Finding } from "../check/finding.ts";
import { wrapText } from "../wrap_text.ts";
import { describeChanges } from "./changes.ts";
import { renderSummary } from "./check_summary.ts";
import { nameClient } from "./client_name.ts";
import type { Colors } from "./colors.ts";
import type { CheckContext } from "./formats.ts";
import { groupBy } from "./group_by.ts";
import { renderNextStep } from "./next_step.ts";
import { describeArgs, nameResponsible, printable, wordOf } from "./place.ts";

function paintEffect(finding: Finding, colors: Colors): string {
  const word = wordOf(finding);
  const label = `${word} ${finding.severity}`.padEnd(13);
  if (word === "waived" || word === "known") return colors.dim(label);
  return word === "deny" ? colors.red(colors.bold(label)) : colors.yellow(label);
}

function renderPlace(finding: Finding, { colors }: CheckContext): string {
  const place = `${printable(finding.file)}:${finding.line}:${finding.column}`;
  const changes = describeChanges(finding.args) ?? [];
  const details = describeArgs(changes.length === 0 ? finding.args : { ...finding.args, changes: [] });
  const subject = printable(finding.subject);
  const worse = finding.baseline === "worse" ? ", milder in the baseline" : "";
  const line = `    ${colors.cyan(place)}  ${subject}${details === "" ? "" : ` (${printable(details)})`}${worse}`;
  return [line, ...changes.map((change) => `      ${printable(change)}`)].join("\n");
}

/** Findings with one code are explained once, however many places they have. */
function renderGroup(findings: readonly Finding[], options: CheckContext): string[] {
  const { colors, columns } = options;
  const [first] = findings;
  if (first === undefined) return [];
  const wrap = (text: string) => wrapText(text, columns - 4).map((line) => `    ${line}`);
  const source = `${first.code}, responsible: ${nameResponsible(first.responsible)}`;
  if (wordOf(first) === "known") {
    const title = colors.dim(`${first.title} (${first.code})`);
    return [
      `  ${paintEffect(first, colors)} ${title}`,
      ...findings.map((finding) => renderPlace(finding, options)),
      "",
    ];
  }
  return [
    `  ${paintEffect(first, colors)} ${colors.bold(first.title)}`,
    ...findings.map((finding) => renderPlace(finding, options)),
    ...wrap(first.description).map((line) => colors.dim(line)),
    ...wrap(`What to do: ${first.remedy}`),
    `    ${colors.dim(source)}`,
    "",
  ];
}

function groupFindings(findings: readonly Finding[]): Finding[][] {
  const sorted = [...findings].sort(compareFindings);
  return [...groupBy(sorted, (finding) => `${wordOf(finding)} ${finding.code}`).values()];
}

const WORD_RANK = { deny: 0, ask: 1, waived: 2, known: 3 } as const;
const RANK = { critical: 0, high: 1, medium: 2, low: 3, info: 4 } as const;

function compareFindings(a: Finding, b: Finding): number {
  return WORD_RANK[wordOf(a)] - WORD_RANK[wordOf(b)] || RANK[a.severity] - RANK[b.severity];
}

function findWorst(findings: readonly Finding[]): Finding | undefined {
  const open = findings.filter((finding) => WORD_RANK[wordOf(finding)] < WORD_RANK.waived);
  return open.reduce<Finding | undefined>(
    (worst, finding) => (worst === undefined || compareFindings(finding, worst) < 0 ? finding : worst),
    undefined,
  );
}

/** Findings grouped by file, worst first, known ones last; then one line that sums up, and one that says what next. */
export function renderCheckText(result: CheckResult, options: CheckContext): string {
  const { colors } = options;
  const lines: string[] = [];
  const findingsByFile = groupBy(result.findings, ({ file }) => file);
  const problemsByFile = groupBy(result.problems, ({ file }) => file);
  for (const file of result.files) {
    const findings = findingsByFile.get(file.path) ?? [];
    const problems = problemsByFile.get(file.path) ?? [];
    if (findings.length + problems.length === 0) continue;
    lines.push(
      colors.underline(printable(file.path)) + (file.client === null ? "" : ` (${nameClient(file.client)})`),
      "",
    );
    for (const problem of problems) {
      const place = `${printable(problem.file)}:${problem.line}:${problem.column}`;
      lines.push(`  ${colors.red("problem")}       ${colors.cyan(place)}`);
      lines.push(...wrapText(printable(problem.message), options.columns - 4).map((line) => `    ${line}`), "");
    }
    for (const group of groupFindings(findings)) for (const line of renderGroup(group, options)) lines.push(line);
  }
  return `${[...lines, renderSummary(result, options), ...renderNextStep(result, options, findWorst(result.findings))].join("\n")}\n`;
}
