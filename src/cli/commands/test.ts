// mcp-trust test: runs Rego tests with coverage, and case tables through both engines.
import { type Command, Option } from "commander";
import type { ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";
import type { TestOptions } from "../run_test.ts";

const EXAMPLES = `
Examples:
  mcp-trust test my-policies/                       tests in *_test.rego, cases in my-policies/cases/
  mcp-trust test my-policies/ --run 'no_slack'      only tests whose name matches
  mcp-trust test my-policies/ --coverage 100        fail below 100 % of lines

A case table has the shape of schemas/case.json. Every case runs through the compiler's own evaluator and the compiled
policy; both must give the decision that the table expects. Events in tables come with their facts: what a case leaves
out is missing, so that missing facts can be tested.`;

export function addTest(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command("test")
    .description("run policy tests, and case tables through both engines")
    .argument("[folder]", "Rego packages under custom.*, tested together with the standard policies")
    .option("--cases <folder>", "case tables (default: cases/ in the folder)")
    .option("--run <pattern>", "only Rego tests whose name matches this regular expression")
    .option("--coverage <percent>", "least line coverage of the policies")
    .option("--timeout <seconds>", "stop policies that take longer, endless ones among them", "600")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .addHelpText("after", EXAMPLES)
    .action(async (folder: string | undefined, options: TestOptions) =>
      done(await (await import("../run_test.ts")).runTest(folder, options, io)),
    );
}
