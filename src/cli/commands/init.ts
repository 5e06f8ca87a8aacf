// mcp-trust init: drafts settings from what is configured.
import { type Command, Option } from "commander";
import type { ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { PROFILES } from "../policy_options.ts";
import type { InitOptions } from "../run_init.ts";

const EXAMPLES = `
Examples:
  mcp-trust init                               from every configuration of this user and project
  mcp-trust init --profile team .mcp.json      for a repository: only what its own file configures
  mcp-trust init --dry-run                     print what would be written

The draft names each server by its package, its URL or its command line, so that another program under the same name is
refused. It grants nothing: what an entry suggests stands there as a comment. Commit mcp-trust.yaml.

Exit codes: 0 written, 2 unreadable input or bad usage, or mcp-trust.yaml is there already, 3 no server found.`;

export function addInit(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command("init")
    .description("draft mcp-trust.yaml from what is configured")
    .argument("[files...]", "configuration files (default: every one of this user and project)")
    .addOption(new Option("--profile <name>", "how strict").choices(PROFILES).default("personal"))
    .option("--force", "replace the mcp-trust.yaml that is there")
    .option("--dry-run", "write nothing, print what would be written")
    .option("--bundle <file>", "a policy bundle you trust, instead of the standard one")
    .addHelpText("after", EXAMPLES)
    .action(async (files: string[], options: InitOptions) => {
      const { runInit } = await import("../run_init.ts");
      done(await runInit(files, options, io));
    });
}
