// Turns what the catalogue says about a reason code or a clause into text.
import type { Clause } from "../bundle/clauses.ts";
import type { ExplainedClause, ExplainedReason } from "../bundle/explain.ts";
import { wrapText } from "../wrap_text.ts";
import type { Colors } from "./colors.ts";
import { nameResponsible } from "./place.ts";

function facts(reason: ExplainedReason): [string, string][] {
  const profiles = Object.entries(reason.profiles).map(([profile, effect]) => `${effect} in ${profile}`);
  const said: [string, string][] = [
    ["Clause", reason.clause],
    ["Severity", reason.severity],
    ["Responsible", nameResponsible(reason.responsible)],
    ["Profiles", profiles.join(", ")],
    ["Also", reason.also.join(", ")],
    ["MCP specification", reason.spec],
  ];
  return said.filter(([, value]) => value !== "");
}

export function renderReasonText(
  reason: ExplainedReason,
  clause: Clause | undefined,
  colors: Colors,
  columns: number,
): string {
  const labels = facts(reason).map(([name, value]) => `${name.padEnd(18)} ${value}`);
  return [
    `${colors.bold(reason.code)}: ${reason.title}`,
    "",
    ...wrapText(reason.description, columns),
    "",
    ...labels,
    ...(clause === undefined ? [] : ["", ...wrapText(`The trust model: ${clause.says}`, columns)]),
    ...(reason.remedy === "" ? [] : ["", ...wrapText(`Do: ${reason.remedy}`, columns)]),
    "",
  ].join("\n");
}

export function renderClauseText(clause: ExplainedClause, colors: Colors, columns: number): string {
  const width = Math.max(...clause.reasons.map(({ code }) => code.length), 0);
  return [
    colors.bold(clause.slug) + (clause.title === "" ? "" : `: ${clause.title}`),
    "",
    ...(clause.says === "" ? [] : [...wrapText(clause.says, columns), ""]),
    "Reasons:",
    ...clause.reasons.map(({ code, severity, title }) => `  ${code.padEnd(width)}  ${severity.padEnd(8)}  ${title}`),
    "",
    "mcp-trust explain <code> says more about one of them.",
    "",
  ].join("\n");
}
