// Runs Rego tests with coverage, and case tables through both engines.
import { access } from "node:fs/promises";
import { join } from "node:path";
import { buildBundle, checkSources, readBundleSources } from "../author/build_bundle.ts";
import { readCases } from "../author/cases.ts";
import { AuthorError } from "../author/errors.ts";
import { runCases } from "../author/run_cases.ts";
import { loadBundle } from "../bundle/load_bundle.ts";
import { createCompiler } from "../compile/compiler.ts";
import type { Coverage } from "../compile/types.ts";
import { createColors } from "../report/colors.ts";
import { renderTestJson, renderTestText, type TestOutcome } from "../report/test_report.ts";
import { EXIT, type ExitCode, UsageError } from "./exit_code.ts";
import type { Io } from "./io.ts";

export interface TestOptions {
  readonly format: "text" | "json";
  readonly cases?: string;
  readonly run?: string;
  readonly coverage?: string;
  readonly timeout: string;
}

async function findCases(folder: string | undefined, options: TestOptions): Promise<string | undefined> {
  if (options.cases !== undefined) return options.cases;
  if (folder === undefined) return undefined;
  const usual = join(folder, "cases");
  return await access(usual).then(
    () => usual,
    () => undefined,
  );
}

function narrowCoverage(coverage: Coverage | undefined, measured: ReadonlySet<string>): { coverage?: Coverage } {
  if (coverage === undefined) return {};
  const files = coverage.files.filter(({ file }) => measured.has(file));
  const coveredLines = files.reduce((sum, file) => sum + file.coveredLines, 0);
  const notCoveredLines = files.reduce((sum, file) => sum + file.notCoveredLines, 0);
  const percentage = (100 * coveredLines) / Math.max(coveredLines + notCoveredLines, 1);
  return { coverage: { percentage: Math.round(percentage * 100) / 100, coveredLines, notCoveredLines, files } };
}

async function collect(folder: string | undefined, options: TestOptions, io: Io): Promise<TestOutcome> {
  const sources = await readBundleSources(folder);
  // First, for it takes no time: a mistake in a table is told before minutes of tests.
  const caseFolder = await findCases(folder, options);
  const cases = caseFolder === undefined ? [] : await readCases(caseFolder);
  const compiler = await createCompiler({ deadlineMs: readSeconds(options.timeout) * 1000 });
  try {
    io.err(`mcp-trust: checking ${sources.modules.length} policies\n`);
    const issues = await checkSources(compiler, sources);
    if (issues.length > 0) throw new AuthorError("ERR_AUTHOR_POLICY", "policies do not pass their checks", issues);
    const { modules, tests, data, capabilities } = sources;
    io.err(`mcp-trust: running the tests of ${tests.length} files\n`);
    // An author answers for the lines of the added policies; without any, for all.
    const measured = new Set(sources.added.length > 0 ? sources.added : modules.map(({ path }) => path));
    const filter = options.run === undefined ? {} : { filter: options.run };
    const tested = await compiler.test({ modules: [...modules, ...tests], data, capabilities, ...filter });
    const report = { ...tested, ...narrowCoverage(tested.coverage, measured) };
    if (cases.length === 0) return { report, cases: [] };
    io.err(`mcp-trust: running ${cases.length} cases through both engines\n`);
    const bundle = await loadBundle(await buildBundle(compiler, sources, "0.0.0"), { verify: "trusted_path" });
    return { report, cases: await runCases(compiler, sources, bundle, cases) };
  } finally {
    await compiler.close();
  }
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new UsageError(`--timeout: expected seconds, more than 0, found \`${text}\``);
}

function readPercent(text: string): number {
  const percent = Number(text);
  if (percent >= 0 && percent <= 100) return percent;
  throw new UsageError(`--coverage: expected a number from 0 to 100, found \`${text}\``);
}

function passes({ report, cases }: TestOutcome, threshold: number | undefined): boolean {
  if (report.tests.some(({ passed, skipped }) => !passed && !skipped)) return false;
  if (cases.some(({ failures }) => failures.length > 0)) return false;
  return threshold === undefined || (report.coverage?.percentage ?? 0) >= threshold;
}

export async function runTest(named: string | undefined, options: TestOptions, io: Io): Promise<ExitCode> {
  const threshold = options.coverage === undefined ? undefined : readPercent(options.coverage);
  const outcome = await collect(named, options, io);
  io.out(options.format === "json" ? renderTestJson(outcome) : renderTestText(outcome, createColors(io.color)));
  if (outcome.report.tests.length + outcome.cases.length === 0) return EXIT.nothing;
  return passes(outcome, threshold) ? EXIT.ok : EXIT.denied;
}
