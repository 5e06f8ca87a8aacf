// Turns a check's result into text a person wants to read.
import type { CheckResult } from "../check/check_files.ts";
import type { Finding } from "../check/finding.ts";
import { wrapText } from "../wrap_text.ts";
import type { Colors } from "./colors.ts";
import type { CheckContext } from "./formats.ts";
import { count, describeArgs, nameResponsible, printable } from "./place.ts";

function paintEffect({ effect, severity }: Finding, colors: Colors): string {
  const label = `${effect === "allow" ? "waived" : effect} ${severity}`.padEnd(13);
  if (effect === "allow") return colors.dim(label);
  return effect === "deny" ? colors.red(colors.bold(label)) : colors.yellow(label);
}

function renderPlace(finding: Finding, { colors }: CheckContext): string {
  const place = `${printable(finding.file)}:${finding.line}:${finding.column}`;
  const details = describeArgs(finding.args);
  const subject = printable(finding.subject);
  return `    ${colors.cyan(place)}  ${subject}${details === "" ? "" : ` (${printable(details)})`}`;
}

/** Findings with one code are explained once, however many places they have. */
function renderGroup(findings: readonly Finding[], options: CheckContext): string[] {
  const { colors, columns } = options;
  const [first] = findings;
  if (first === undefined) return [];
  const wrap = (text: string) => wrapText(text, columns - 4).map((line) => `    ${line}`);
  const source = `${first.code}, responsible: ${nameResponsible(first.responsible)}`;
  return [
    `  ${paintEffect(first, colors)} ${colors.bold(first.title)}`,
    ...findings.map((finding) => renderPlace(finding, options)),
    ...wrap(first.description).map((line) => colors.dim(line)),
    ...wrap(`What to do: ${first.remedy}`),
    `    ${colors.dim(source)}`,
    "",
  ];
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function groupFindings(findings: readonly Finding[]): Finding[][] {
  const sorted = [...findings].sort(compareFindings);
  return [...groupBy(sorted, ({ effect, code }) => `${effect} ${code}`).values()];
}

function renderSummary(
  { files, findings, problems }: CheckResult,
  { colors, profile, mode, settings: used }: CheckContext,
): string[] {
  const servers = files.reduce((sum, file) => sum + file.servers, 0);
  const settings = files.reduce((sum, file) => sum + file.settings, 0);
  if (servers + settings + problems.length === 0) return [`no servers or settings in ${count(files.length, "file")}`];
  const denied = findings.filter(({ effect }) => effect === "deny").length;
  const asked = findings.filter(({ effect }) => effect === "ask").length;
  const waived = findings.length - denied - asked;
  const found = [
    ...(servers > 0 || settings === 0 ? [count(servers, "server")] : []),
    ...(settings > 0 ? [count(settings, "setting")] : []),
  ];
  const audit = mode === "audit" ? ", audit: recorded, not enforced" : "";
  const checked = `${found.join(" and ")} in ${count(files.length, "file")}, profile ${profile}${used === undefined ? "" : ` from ${printable(used)}`}${audit}`;
  const verdict = [
    denied > 0 ? colors.red(`${denied} denied`) : colors.green("nothing denied"),
    ...(asked > 0 ? [colors.yellow(`${asked} to confirm`)] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(problems.length > 0 ? [colors.red(count(problems.length, "problem"))] : []),
  ];
  return [`${verdict.join(", ")} (${checked})`];
}

const EFFECT_RANK = { deny: 0, ask: 1, allow: 2 } as const;
const RANK = { critical: 0, high: 1, medium: 2, low: 3, info: 4 } as const;

function compareFindings(a: Finding, b: Finding): number {
  return EFFECT_RANK[a.effect] - EFFECT_RANK[b.effect] || RANK[a.severity] - RANK[b.severity];
}

/** Findings grouped by file, worst first; then problems with reading; then one line that sums up. */
export function renderCheckText(result: CheckResult, options: CheckContext): string {
  const { colors } = options;
  const lines: string[] = [];
  const findingsByFile = groupBy(result.findings, ({ file }) => file);
  const problemsByFile = groupBy(result.problems, ({ file }) => file);
  for (const file of result.files) {
    const findings = findingsByFile.get(file.path) ?? [];
    const problems = problemsByFile.get(file.path) ?? [];
    if (findings.length + problems.length === 0) continue;
    lines.push(colors.underline(printable(file.path)) + (file.client === null ? "" : ` (${file.client})`), "");
    for (const problem of problems) {
      const place = `${printable(problem.file)}:${problem.line}:${problem.column}`;
      lines.push(`  ${colors.red("problem")}       ${colors.cyan(place)}`);
      lines.push(...wrapText(printable(problem.message), options.columns - 4).map((line) => `    ${line}`), "");
    }
    for (const group of groupFindings(findings)) for (const line of renderGroup(group, options)) lines.push(line);
  }
  return `${[...lines, ...renderSummary(result, options)].join("\n")}\n`;
}
