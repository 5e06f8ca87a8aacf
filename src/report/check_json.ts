// Turns a check's result into JSON of a stable, versioned shape (schemas/check_report.json).
import type { CheckResult } from "../check/check_files.ts";
import type { CheckReport } from "../generated/check_report.ts";
import type { CheckContext } from "./formats.ts";
import { renderJson } from "./json_text.ts";

export function renderCheckJson(result: CheckResult, { bundle, profile, mode, baseline }: CheckContext): string {
  const effects = result.findings.filter(({ baseline }) => baseline !== "known").map(({ effect }) => effect);
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
      known: result.findings.length - effects.length,
      waived: effects.filter((effect) => effect === "allow").length,
      problems: result.problems.length,
    },
    ...(baseline === undefined ? {} : { baseline: { file: baseline.file, gone: [...baseline.gone] } }),
    files: result.files.map((file) => ({ ...file })),
    findings: result.findings.map(({ about, ...finding }) => finding) as CheckReport["findings"],
    problems: result.problems.map((problem) => ({ ...problem })),
  };
  return renderJson(report);
}
