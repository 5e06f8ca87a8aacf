// Turns the metadata of rules into the catalogue of reason codes that decisions and reports refer to.
import {
  type Catalogue,
  FIX_WAYS,
  type FixWay,
  HTTP_ANSWERS,
  type HttpAnswer,
  type ReasonEntry,
  type ReasonProse,
} from "../bundle/catalogue.ts";
import type { Annotated, CompileIssue, RegoModule } from "../compile/types.ts";
import type { Responsible, Severity } from "../generated/decision.ts";
import { readTopics } from "./topics.ts";

interface Custom {
  readonly clause?: unknown;
  readonly short_name?: unknown;
  readonly severity?: unknown;
  readonly responsible?: unknown;
  readonly remedy?: unknown;
  readonly also?: unknown;
  readonly spec?: unknown;
  readonly fix?: unknown;
  readonly http?: unknown;
}

const SEVERITIES: readonly unknown[] = ["info", "low", "medium", "high", "critical"] satisfies Severity[];
const RESPONSIBLE: readonly unknown[] = ["server_developer", "client_developer", "operator"] satisfies Responsible[];

function customOf({ annotations }: Annotated): Custom {
  return (annotations.custom ?? {}) as Custom;
}

function isFixWay(value: unknown): value is FixWay {
  return FIX_WAYS.some((way) => way === value);
}

function isHttpAnswer(value: unknown): value is HttpAnswer {
  return HTTP_ANSWERS.some((answer) => answer === value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function issueAt({ file, line }: Annotated, message: string): CompileIssue {
  return { code: "metadata_error", message, file, line, column: 1 };
}

/** What the metadata of one rule lacks; empty when it is complete. */
function checkEntry(rule: Annotated, clause: string): CompileIssue[] {
  const { title, description } = rule.annotations;
  const { severity, responsible, remedy, fix, http } = customOf(rule);
  const missing: string[] = [];
  if (clause === "") missing.push("custom.clause in the metadata of the package");
  if (textOf(title) === "") missing.push("title");
  if (textOf(description) === "") missing.push("description");
  if (!SEVERITIES.includes(severity)) missing.push(`custom.severity (one of ${SEVERITIES.join(", ")})`);
  if (!RESPONSIBLE.includes(responsible)) missing.push(`custom.responsible (one of ${RESPONSIBLE.join(", ")})`);
  if (fix !== undefined && !isFixWay(fix)) missing.push(`custom.fix (one of ${FIX_WAYS.join(", ")})`);
  if (http !== undefined && !isHttpAnswer(http)) missing.push(`custom.http (one of ${HTTP_ANSWERS.join(", ")})`);
  if (severity !== "info" && textOf(remedy) === "") missing.push("custom.remedy");
  return missing.map((what) => issueAt(rule, `metadata of the rule needs ${what}`));
}

function packageClauses(annotated: readonly Annotated[]): ReadonlyMap<string, string> {
  const packages = annotated.filter(({ annotations }) => annotations.scope === "package");
  return new Map(packages.map((item) => [item.file, textOf(customOf(item).clause)]));
}

/**
 * Builds the catalogue.
 *
 * @param annotated all annotations of the policies, tests excluded
 * @param modules the policies themselves
 * @returns the catalogue, and what is wrong with the metadata
 */
export function buildCatalogue(
  annotated: readonly Annotated[],
  modules: readonly RegoModule[],
): { catalogue: Catalogue; issues: CompileIssue[] } {
  const topics = readTopics(modules);
  const clauses = packageClauses(annotated);
  const reasons = new Map<string, ReasonEntry>();
  const prose = new Map<string, ReasonProse>();
  const issues: CompileIssue[] = [];
  for (const rule of annotated) {
    const { short_name, severity, responsible, remedy, also, spec, fix, http } = customOf(rule);
    if (typeof short_name !== "string") continue;
    const clause = clauses.get(rule.file) ?? "";
    const code = `${clause}.${short_name}`;
    issues.push(...checkEntry(rule, clause));
    if (reasons.has(code)) issues.push(issueAt(rule, `reason code \`${code}\` is used twice`));
    reasons.set(code, { clause, severity: severity as Severity, responsible: responsible as Responsible });
    prose.set(code, {
      title: textOf(rule.annotations.title),
      description: textOf(rule.annotations.description),
      remedy: textOf(remedy),
      also: Array.isArray(also) ? also.map(String) : [],
      spec: textOf(spec),
      topic: topics.get(code) ?? "",
      ...(isFixWay(fix) ? { fix } : {}),
      ...(isHttpAnswer(http) ? { http } : {}),
    });
  }
  const catalogue = { reasons: Object.fromEntries(reasons), prose: Object.fromEntries(prose) };
  return { catalogue, issues };
}

/** Every code a rule writes must be one that its own file describes: a reason without metadata cannot be explained. */
export function checkCodes(modules: readonly { path: string; text: string }[], catalogue: Catalogue): CompileIssue[] {
  return modules.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const code = /"code": "([^"]+)"/.exec(line)?.[1];
      if (code === undefined || Object.hasOwn(catalogue.reasons, code)) return [];
      const message = `reason code \`${code}\` has no metadata; give its rule a METADATA block with custom.short_name`;
      return [{ code: "metadata_error", message, file: path, line: index + 1, column: 1 }];
    }),
  );
}
