// mcp-trust check: judges configuration files.
import { homedir } from "node:os";
import { relative, sep } from "node:path";
import { type Command, Option } from "commander";
import { type CheckResult, checkFiles } from "../../check/check_files.ts";
import { discoverConfigFiles } from "../../normalize/discover.ts";
import { createColors } from "../../report/colors.ts";
import { type CheckFormat, checkFormats } from "../../report/formats.ts";
import { EXIT, type ExitCode, isUndecided } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { addPolicyOptions, loadJudge, type PolicyOptions } from "../policy_options.ts";

interface CheckOptions extends PolicyOptions {
  readonly format: CheckFormat;
  readonly failOn: "deny" | "ask";
}

const EXAMPLES = `
Examples:
  mcp-trust check                          all configurations of this user and this folder
  mcp-trust check .mcp.json                one file
  mcp-trust check --profile team --fail-on ask .vscode/mcp.json
  mcp-trust check --format json > report.json

Exit codes: 0 nothing denied, 1 something denied (or asked, with --fail-on ask), 2 unreadable input or bad usage,
3 nothing found to check, 4 could not decide. Checking starts nothing and needs no network.`;

function exitCodeOf({ files, findings, problems }: CheckResult, failOn: CheckOptions["failOn"]): ExitCode {
  const denials = findings.filter(({ effect }) => effect === "deny" || (effect === "ask" && failOn === "ask"));
  const undecided = denials.filter(({ code }) => isUndecided(code));
  if (denials.length > undecided.length) return EXIT.denied;
  if (undecided.length > 0) return EXIT.undecided;
  if (problems.length > 0) return EXIT.usage;
  return files.some(({ servers, settings }) => servers + settings > 0) ? EXIT.ok : EXIT.nothing;
}

async function findFiles(named: readonly string[], io: Io): Promise<readonly string[]> {
  if (named.length > 0) return named;
  const home = io.env.HOME ?? homedir();
  const found = await discoverConfigFiles({ cwd: io.cwd, home, platform: process.platform, env: io.env });
  return found.map((file) => (file.startsWith(io.cwd + sep) ? relative(io.cwd, file) : file));
}

async function check(named: readonly string[], options: CheckOptions, io: Io): Promise<ExitCode> {
  const { evaluator, prose, profile, mode, settings } = await loadJudge(options);
  const files = [...new Set(await findFiles(named, io))];
  const result = await checkFiles(files, evaluator, prose);
  if (files.length === 0 && options.format === "text") {
    io.err("mcp-trust: found no MCP configuration; name a file, or see mcp-trust check --help\n");
    return EXIT.nothing;
  }
  const context = { bundle: evaluator.bundle, profile, mode, settings };
  io.out(checkFormats[options.format](result, { ...context, colors: createColors(io.color), columns: io.columns }));
  return exitCodeOf(result, options.failOn);
}

export function addCheck(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command("check")
    .description("judge MCP client configurations")
    .argument("[files...]", "configuration files (default: every one of this user and this folder)")
    .addOption(new Option("--format <format>", "output format").choices(Object.keys(checkFormats)).default("text"))
    .addOption(new Option("--fail-on <effect>", "least effect that fails").choices(["deny", "ask"]).default("deny"))
    .addHelpText("after", EXAMPLES);
  addPolicyOptions(command).action(async (files: string[], options: CheckOptions) => {
    done(await check(files, options, io));
  });
}
