// mcp-trust build: makes a policy bundle.
import type { Command } from "commander";
import type { ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";
import type { BuildOptions } from "../run_build.ts";

const EXAMPLES = `
Examples:
  mcp-trust build                                   the standard policies alone
  mcp-trust build my-policies/ -o bundle.tar.gz     with packages of your own under custom.*

The bundle is an OPA bundle: Rego, data, manifest and policy.wasm. The same sources give the same bytes.`;

export function addBuild(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command("build")
    .description("make a policy bundle from the standard policies and your own")
    .argument("[folder]", "Rego packages under custom.*, added to the standard policies")
    .option("-o, --output <file>", "where to write the bundle", "bundle.tar.gz")
    .option("--policy-version <version>", "version of your policies; part of the bundle's revision", "0.0.0")
    .addHelpText("after", EXAMPLES)
    .action(async (folder: string | undefined, options: BuildOptions) =>
      done(await (await import("../run_build.ts")).runBuild(folder, options, io)),
    );
}
