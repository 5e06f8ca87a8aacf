// mcp-trust triage: weighs a vulnerability report against the trust model.
import { type Command, Option } from "commander";
import { createColors } from "../../report/colors.ts";
import { renderJson } from "../../report/json_text.ts";
import { renderTriageText } from "../../report/triage_text.ts";
import { EXIT, type ExitCode, UsageError } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { addPolicyOptions, loadJudge, type PolicyOptions } from "../policy_options.ts";

interface TriageOptions extends PolicyOptions {
  readonly format: "text" | "json";
  readonly failOn: "deny" | "ask";
  readonly template?: boolean;
}

const EXAMPLES = `
Examples:
  mcp-trust triage --template > report.yaml
  mcp-trust triage report.yaml
  mcp-trust triage --format json report.json

A report is intended behavior (exit 0), out of scope (0), in scope (1), or needs information (0; 1 with --fail-on ask).`;

async function printTemplate(io: Io): Promise<ExitCode> {
  const { writeTemplate } = await import("../../triage/template.ts");
  io.out(await writeTemplate());
  return EXIT.ok;
}

async function triage(path: string, options: TriageOptions, io: Io): Promise<ExitCode> {
  const { loadReport } = await import("../../triage/load_report.ts");
  const { summarizeTriage } = await import("../../triage/summarize.ts");
  const event = await loadReport(path);
  const { evaluator, bundle, prose, clauses } = await loadJudge(options);
  const result = await summarizeTriage(evaluator.decide(event), bundle, clauses);
  if (options.format === "json") io.out(renderJson(result));
  else io.out(renderTriageText(result, event.report?.title ?? "", prose, createColors(io.color), io.columns));
  if (result.outcome === "undecided") return EXIT.undecided;
  const { effect } = result.decision;
  return effect === "deny" || (effect === "ask" && options.failOn === "ask") ? EXIT.denied : EXIT.ok;
}

export function addTriage(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command("triage")
    .description("weigh a vulnerability report against the trust model")
    .argument("[report]", "a YAML or JSON file with the report")
    .option("--template", "print an empty report")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .addOption(new Option("--fail-on <effect>", "what makes the exit code 1").choices(["deny", "ask"]).default("deny"))
    .addHelpText("after", EXAMPLES);
  addPolicyOptions(command).action(async (path: string | undefined, options: TriageOptions) => {
    if (options.template) return done(await printTemplate(io));
    if (path === undefined) {
      throw new UsageError("triage: expected a report; `mcp-trust triage --template` prints an empty one");
    }
    done(await triage(path, options, io));
  });
}
