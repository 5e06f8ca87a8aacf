// Turns OPA's JSON reports into the results of this package's contract.
import type { Annotated, CompileIssue, Coverage, FileCoverage, LineRange, TestCase, TestResult } from "./types.ts";

interface OpaLocation {
  readonly file?: string;
  readonly row?: number;
  readonly col?: number;
}

export interface OpaIssue {
  readonly code?: string;
  readonly message?: string;
  readonly location?: OpaLocation;
  readonly details?: unknown;
}

interface OpaCase {
  readonly name?: string;
  readonly fail?: boolean;
  readonly sub_results?: Readonly<Record<string, OpaCase>>;
}

export interface OpaTest extends OpaCase {
  readonly location?: OpaLocation;
  readonly package: string;
  readonly name: string;
  readonly skip?: boolean;
  readonly error?: OpaIssue;
  /** Base64. */
  readonly output?: string;
}

interface OpaRange {
  readonly start: { readonly row: number };
  readonly end: { readonly row: number };
}

interface OpaFileCoverage {
  readonly covered?: readonly OpaRange[];
  readonly not_covered?: readonly OpaRange[];
  readonly covered_lines?: number;
  readonly not_covered_lines?: number;
}

export interface OpaCoverage {
  readonly files: Readonly<Record<string, OpaFileCoverage>>;
}

export interface OpaAnnotated {
  readonly path: readonly { readonly value: unknown }[];
  readonly location?: OpaLocation;
  readonly annotations: Readonly<Record<string, unknown>>;
}

export function readIssue({ code, message, location, details }: OpaIssue): CompileIssue {
  const hint = hintOf(details);
  return {
    code: code ?? "rego_error",
    message: hint === undefined ? (message ?? "") : `${message}: ${hint}`,
    file: location?.file ?? "",
    line: location?.row ?? 0,
    column: location?.col ?? 0,
    ...(details === undefined || details === null ? {} : { details }),
  };
}

/** What OPA prints below a type error: the wrong element and the allowed ones, or the two types that never match. */
function hintOf(details: unknown): string | undefined {
  if (typeof details !== "object" || details === null) return undefined;
  const { ref, pos, oneOf, a, b } = details as Record<string, unknown>;
  if (Array.isArray(ref) && Array.isArray(oneOf) && typeof pos === "number") {
    const wrong = (ref[pos] as { value?: unknown } | undefined)?.value;
    return `\`${String(wrong)}\` is not known, want one of ${oneOf.map((value) => `\`${String(value)}\``).join(", ")}`;
  }
  if (a !== undefined && b !== undefined) return `${typeName(a)} is never ${typeName(b)}`;
  return undefined;
}

function typeName(type: unknown): string {
  const name = (type as { type?: unknown } | null)?.type;
  return typeof name === "string" ? name : "any";
}

export function readTest(test: OpaTest): TestResult {
  return {
    package: test.package,
    name: test.name,
    file: test.location?.file ?? "",
    line: test.location?.row ?? 0,
    passed: !test.fail && !test.skip && !test.error,
    skipped: test.skip === true,
    ...(test.error ? { error: readIssue(test.error) } : {}),
    output: Buffer.from(test.output ?? "", "base64").toString("utf8"),
    cases: readCases(test),
  };
}

function readCases(parent: OpaCase): TestCase[] {
  return Object.entries(parent.sub_results ?? {})
    .map(([name, child]) => ({ name, passed: !child.fail, cases: readCases(child) }))
    .sort((one, other) => compare(one.name, other.name));
}

/** In the order of files and lines, whatever order they ran in. */
export function sortTests(tests: readonly TestResult[]): TestResult[] {
  return [...tests].sort(
    (one, other) => compare(one.file, other.file) || one.line - other.line || compare(one.name, other.name),
  );
}

export function readCoverage(report: OpaCoverage): Coverage {
  const files = Object.entries(report.files)
    .filter(([file]) => !isTestFile(file))
    .map(([file, coverage]) => readFileCoverage(file, coverage))
    .sort((one, other) => compare(one.file, other.file));
  const coveredLines = files.reduce((sum, file) => sum + file.coveredLines, 0);
  const notCoveredLines = files.reduce((sum, file) => sum + file.notCoveredLines, 0);
  return { percentage: percentage(coveredLines, notCoveredLines), coveredLines, notCoveredLines, files };
}

function readFileCoverage(file: string, coverage: OpaFileCoverage): FileCoverage {
  const coveredLines = coverage.covered_lines ?? 0;
  const notCoveredLines = coverage.not_covered_lines ?? 0;
  return {
    file,
    percentage: percentage(coveredLines, notCoveredLines),
    coveredLines,
    notCoveredLines,
    covered: lineRanges(coverage.covered ?? []),
    notCovered: lineRanges(coverage.not_covered ?? []),
  };
}

/** A file without a single rule has nothing left to cover. */
function percentage(covered: number, notCovered: number): number {
  return covered + notCovered === 0 ? 100 : (100 * covered) / (covered + notCovered);
}

function lineRanges(ranges: readonly OpaRange[]): LineRange[] {
  const merged: { start: number; end: number }[] = [];
  const rows = ranges.map(({ start, end }) => ({ start: start.row, end: end.row }));
  for (const range of rows.sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end + 1) last.end = Math.max(last.end, range.end);
    else merged.push(range);
  }
  return merged;
}

function isTestFile(path: string): boolean {
  return path.endsWith("_test.rego");
}

export function readAnnotated({ path, location, annotations }: OpaAnnotated): Annotated {
  return { path: refText(path), file: location?.file ?? "", line: location?.row ?? 0, annotations };
}

function refText(terms: OpaAnnotated["path"]): string {
  const [head, ...rest] = terms.map(({ value }) => String(value));
  const segments = rest.map((part) => (/^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`));
  return `${head ?? ""}${segments.join("")}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
