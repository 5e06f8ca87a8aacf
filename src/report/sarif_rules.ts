// Turns findings into the rules of a SARIF report: what each code that occurs means, once.
import type { ReportingDescriptor } from "sarif";
import type { Finding } from "../check/finding.ts";
import { nameResponsible } from "./place.ts";

type Level = "error" | "warning" | "note";

/** Level, and the number from which GitHub reads critical (over 9), high (7), medium (4) and low. */
const SEVERITIES: Readonly<Record<Finding["severity"], readonly [Level, string]>> = {
  critical: ["error", "9.5"],
  high: ["error", "8.0"],
  medium: ["warning", "5.5"],
  low: ["note", "2.5"],
  info: ["note", "0.0"],
};

function toRule({ code, clause, title, description, remedy, severity, responsible }: Finding): ReportingDescriptor {
  const [level, securitySeverity] = SEVERITIES[severity];
  const facts = [
    ["What to do", remedy],
    ["Responsible", nameResponsible(responsible)],
    ["Clause of the trust model", clause],
  ].filter(([, value]) => value !== "");
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: description || title },
    help: {
      text: facts.map(([name, value]) => `${name}: ${value}`).join("\n"),
      markdown: facts.map(([name, value]) => `**${name}:** ${value}`).join("\n\n"),
    },
    defaultConfiguration: { level },
    properties: {
      tags: ["security", "mcp", clause],
      // What is found stands in the file word for word; how bad it is, depends on what the server is for.
      precision: "high",
      "problem.severity": level === "note" ? "recommendation" : level,
      "security-severity": securitySeverity,
      responsible,
    },
  };
}

/** Only codes that occur, in order: the whole catalogue would be most of every report. */
export function listRules(findings: readonly Finding[]): ReportingDescriptor[] {
  const byCode = new Map(findings.map((finding) => [finding.code, finding]));
  return [...byCode.keys()].sort().flatMap((code) => {
    const finding = byCode.get(code);
    return finding === undefined ? [] : [toRule(finding)];
  });
}
