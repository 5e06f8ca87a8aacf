// Turns a check's result into SARIF 2.1.0, as code scanning and editors read it.
import type { Log, Run } from "sarif";
import type { CheckResult } from "../check/check_files.ts";
import { isUndecided } from "../check/undecided.ts";
import { locateArtifact, SOURCE_ROOT } from "./artifact_uri.ts";
import type { CheckContext } from "./formats.ts";
import { renderJson } from "./json_text.ts";
import { toNotification, toResult } from "./sarif_results.ts";
import { listRules } from "./sarif_rules.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

function toRun({ files, findings, problems }: CheckResult, context: CheckContext): Run {
  const { bundle, profile, mode, version } = context;
  const rules = listRules(findings);
  const executionSuccessful = problems.length === 0 && !findings.some(({ code }) => isUndecided(code));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    tool: {
      driver: {
        name: "mcp-trust",
        ...(version === undefined ? {} : { version, semanticVersion: version }),
        informationUri: "https://www.npmjs.com/package/mcp-trust",
        rules,
      },
    },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "The folder that mcp-trust was run in." } } },
    invocations: [{ executionSuccessful, toolExecutionNotifications: problems.map(toNotification) }],
    artifacts: files.map(({ path }) => ({ location: locateArtifact(path), roles: ["analysisTarget"] })),
    results: findings.map((finding) => toResult(finding, indexes.get(finding.code) ?? -1)),
    properties: { profile, mode, bundle: { ...bundle } },
  };
}

export function renderCheckSarif(result: CheckResult, context: CheckContext): string {
  const log: Log = { $schema: SCHEMA, version: "2.1.0", runs: [toRun(result, context)] };
  return renderJson(log);
}
