// mcp-trust build: makes a policy bundle.
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { buildBundle, readBundleSources } from "../../author/build_bundle.ts";
import { createCompiler } from "../../compile/compiler.ts";
import { EXIT, type ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";

interface BuildOptions {
  readonly output: string;
  readonly policyVersion: string;
}

const EXAMPLES = `
Examples:
  mcp-trust build                                   the standard policies alone
  mcp-trust build my-policies/ -o bundle.tar.gz     with packages of your own under custom.*

The bundle is an OPA bundle: Rego, data, manifest and policy.wasm. The same sources give the same bytes.`;

async function build(folder: string | undefined, options: BuildOptions, io: Io): Promise<ExitCode> {
  const sources = await readBundleSources(folder === undefined ? undefined : resolve(io.cwd, folder));
  const compiler = await createCompiler();
  try {
    io.err(`mcp-trust: building ${sources.modules.length} policies\n`);
    const bundle = await buildBundle(compiler, sources, options.policyVersion);
    await writeFile(resolve(io.cwd, options.output), bundle);
    const digest = createHash("sha256").update(bundle).digest("hex");
    io.out(`${options.output}  ${bundle.length} bytes  sha256:${digest}\n`);
    return EXIT.ok;
  } finally {
    await compiler.close();
  }
}

export function addBuild(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command("build")
    .description("make a policy bundle from the standard policies and your own")
    .argument("[folder]", "Rego packages under custom.*, added to the standard policies")
    .option("-o, --output <file>", "where to write the bundle", "bundle.tar.gz")
    .option("--policy-version <version>", "version of your policies; part of the bundle's revision", "0.0.0")
    .addHelpText("after", EXAMPLES)
    .action(async (folder: string | undefined, options: BuildOptions) => done(await build(folder, options, io)));
}
