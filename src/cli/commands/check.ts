// mcp-trust check: judges configuration files.
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { type CheckResult, checkFiles } from "../../check/check_files.ts";
import { isUndecided } from "../../check/undecided.ts";
import { createColors } from "../../report/colors.ts";
import { type CheckFormat, checkFormats, renderCheck } from "../../report/formats.ts";
import { renderPlacesJson, renderPlacesText } from "../../report/places.ts";
import { applyBaseline, type BaselineOptions, readBaseline } from "../baseline_file.ts";
import { EXIT, type ExitCode, UsageError } from "../exit_code.ts";
import { findFiles, findPlaces } from "../find_files.ts";
import { fixFiles } from "../fix_files.ts";
import type { Io } from "../io.ts";
import { addPolicyOptions, loadJudge, type PolicyOptions } from "../policy_options.ts";
import { readVersion } from "../read_version.ts";
import { wrapFiles } from "../wrap_files.ts";
import { writeWhole } from "../write_file.ts";

interface CheckOptions extends PolicyOptions, BaselineOptions {
  readonly format: CheckFormat;
  readonly output?: string;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly wrap?: boolean;
  readonly wrapWith?: string;
  readonly unwrap?: boolean;
  readonly server?: readonly string[];
  readonly list?: boolean;
  readonly failOn: "deny" | "ask";
  readonly allowNothing?: boolean;
}

const EXAMPLES = `
Examples:
  mcp-trust check                          all configurations of this user and project
  mcp-trust check --list                   where configurations are looked for, and which are there
  mcp-trust check .mcp.json                one file
  mcp-trust check --profile team --fail-on ask .vscode/mcp.json
  mcp-trust check --format json > report.json
  mcp-trust check --fix --dry-run          the changes that would settle findings
  mcp-trust check --wrap --dry-run         the changes that would put servers behind mcp-trust wrap; --unwrap goes back
  mcp-trust check --wrap --server files --wrap-with "npx -y mcp-trust@VERSION" .mcp.json
  mcp-trust check --format sarif --output report.sarif     for code scanning; the terminal still gets the text
  mcp-trust check --write-baseline mcp-trust.baseline.json .mcp.json     from here on, fail only on what is new:
  mcp-trust check --baseline mcp-trust.baseline.json .mcp.json

Exit codes: 0 nothing denied, 1 something denied (or asked, with --fail-on ask), 2 unreadable input or bad usage,
3 nothing found to check, 4 could not decide. Checking starts nothing and needs no network.`;

function exitCodeOf(
  { files, findings, problems }: CheckResult,
  { failOn, allowNothing = false }: CheckOptions,
): ExitCode {
  const fresh = findings.filter(({ baseline }) => baseline !== "known");
  const denials = fresh.filter(({ effect }) => effect === "deny" || (effect === "ask" && failOn === "ask"));
  const undecided = denials.filter(({ code }) => isUndecided(code));
  if (denials.length > undecided.length) return EXIT.denied;
  if (undecided.length > 0) return EXIT.undecided;
  if (problems.length > 0) return EXIT.usage;
  return allowNothing || files.some(({ servers, settings }) => servers + settings > 0) ? EXIT.ok : EXIT.nothing;
}

async function list(named: readonly string[], format: CheckFormat, io: Io): Promise<ExitCode> {
  if (named.length > 0) throw new UsageError("--list: expected no files beside it; it shows where they are looked for");
  const places = await findPlaces(io);
  if (format === "text") io.out(renderPlacesText(places, createColors(io.color)));
  else if (format === "json") io.out(renderPlacesJson(places));
  else throw new UsageError("--list: expected --format text or json; the other formats are for findings");
  return places.some(({ found }) => found.length > 0) ? EXIT.ok : EXIT.nothing;
}

function refuseToOverwrite({ output }: CheckOptions, files: readonly string[]): void {
  if (output === undefined || !files.some((file) => resolve(file) === resolve(output))) return;
  throw new UsageError(`--output: ${output} is one of the files to check; name another`);
}

/** A report in a file is for machines; who watches still wants to know. */
async function print(
  { format, output }: CheckOptions,
  io: Io,
  render: (format: CheckFormat, color: boolean) => Promise<string>,
): Promise<void> {
  if (output !== undefined) await writeWhole(output, await render(format, false), "the report");
  io.out(await render(output === undefined ? format : "text", io.color));
}

function refuseAlone({ fix, wrap, unwrap, dryRun, yes, server, wrapWith }: CheckOptions): void {
  const turns = wrap || unwrap;
  if ((dryRun || yes) && !fix && !turns) {
    throw new UsageError(`--${dryRun ? "dry-run" : "yes"}: expected --fix, --wrap or --unwrap beside it`);
  }
  if (server !== undefined && !turns) throw new UsageError("--server: expected --wrap or --unwrap beside it");
  if (wrapWith !== undefined && !wrap) throw new UsageError("--wrap-with: expected --wrap beside it");
}

/** What is found once everything that can be changed is. */
async function checkAndChange(
  files: readonly string[],
  judge: () => Promise<CheckResult>,
  options: CheckOptions,
  io: Io,
): Promise<CheckResult> {
  const { fix = false, wrap = false, unwrap = false, dryRun = false, yes = false, format, output } = options;
  // A report for machines has standard output to itself.
  const say = format === "text" || output !== undefined ? io : { ...io, out: io.err };
  if (wrap || unwrap) await wrapFiles(files, { ...options, wrap, dryRun, yes }, say);
  const result = await judge();
  if (!fix) return result;
  const settled = await fixFiles(result.findings, { dryRun, yes }, say);
  return settled === 0 ? result : await judge();
}

async function check(named: readonly string[], options: CheckOptions, io: Io): Promise<ExitCode> {
  if (options.list) return await list(named, options.format, io);
  refuseAlone(options);
  const { evaluator, prose, profile, mode, settings, clauses, grants } = await loadJudge(options);
  const known = await readBaseline(options);
  const files = await findFiles(named, io);
  refuseToOverwrite(options, files);
  const judge = () => checkFiles(files, evaluator, prose);
  const checked = await checkAndChange(files, judge, options, io);
  if (files.length === 0 && options.format === "text") {
    io.err("mcp-trust: found no MCP configuration; name a file, or see mcp-trust check --help\n");
    return options.allowNothing ? EXIT.ok : EXIT.nothing;
  }
  const { result, baseline } = await applyBaseline(checked, options, known, named.length === 0);
  const { failOn } = options;
  const version = await readVersion();
  const judged = { bundle: evaluator.bundle, profile, mode, settings, clauses, grants };
  const context = { ...judged, version, failOn, columns: io.columns };
  await print(options, io, (format, color) =>
    renderCheck(format, result, { ...context, ...(baseline && { baseline }), colors: createColors(color) }),
  );
  return exitCodeOf(result, options);
}

export function addCheck(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command("check")
    .description("judge MCP client configurations")
    .argument("[files...]", "configuration files (default: every one of this user and project)")
    .addOption(new Option("--format <format>", "output format").choices(Object.keys(checkFormats)).default("text"))
    .addOption(new Option("--fail-on <effect>", "least effect that fails").choices(["deny", "ask"]).default("deny"))
    .option("--allow-nothing", "exit with 0 rather than 3 when there is nothing to check")
    .addOption(
      new Option("-o, --output <file>", "write the report to a file; the terminal gets the text").conflicts("list"),
    )
    .addOption(
      new Option("--baseline <file>", "known findings: fail only on others").conflicts(["writeBaseline", "list"]),
    )
    .addOption(new Option("--write-baseline <file>", "write down all findings as known").conflicts("list"))
    .option("--fix", "show and make the changes that settle findings; the old file is kept beside it")
    .addOption(
      new Option("--wrap", "show and make the changes that start servers through mcp-trust wrap").conflicts([
        "fix",
        "unwrap",
        "list",
      ]),
    )
    .addOption(new Option("--unwrap", "show and make the changes that take --wrap back").conflicts(["fix", "list"]))
    .option(
      "--server <name>",
      "with --wrap or --unwrap: this server only; may be given again",
      (name, all: string[] = []) => [...all, name],
    )
    .option("--wrap-with <command>", "with --wrap: what starts mcp-trust (default: mcp-trust, found on the PATH)")
    .option("--dry-run", "with --fix, --wrap, --unwrap: show the changes, make none")
    .option(
      "--yes",
      "with --fix, --wrap, --unwrap: make the changes without asking; without a terminal nobody is asked",
    )
    .option("--list", "show where configurations are looked for, and which are there")
    .addHelpText("after", EXAMPLES);
  addPolicyOptions(command).action(async (files: string[], options: CheckOptions) => {
    done(await check(files, options, io));
  });
}
