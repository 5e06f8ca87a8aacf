// Turns a check's result into JSON of a stable, versioned shape (schemas/check_report.json).
import type { CheckResult } from "../check/check_files.ts";
import type { CheckReport } from "../generated/check_report.ts";
import type { CheckContext } from "./formats.ts";
import { renderJson } from "./json_text.ts";

export function renderCheckJson(result: CheckResult, { bundle, profile, mode }: CheckContext): string {
  const effects = result.findings.map(({ effect }) => effect);
  const report: CheckReport = {
    version: 1,
    bundle: { ...bundle },
    profile,
    mode,
    summary: {
      files: result.files.length,
      servers: result.files.reduce((sum, { servers }) => sum + servers, 0),
      denied: effects.filter((effect) => effect === "deny").length,
      asked: effects.filter((effect) => effect === "ask").length,
      waived: effects.filter((effect) => effect === "allow").length,
      problems: result.problems.length,
    },
    files: result.files.map((file) => ({ ...file })),
    findings: result.findings.map((finding) => ({ ...finding })) as CheckReport["findings"],
    problems: result.problems.map((problem) => ({ ...problem })),
  };
  return renderJson(report);
}
