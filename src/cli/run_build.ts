// Makes a policy bundle from the standard policies and those of an author.
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { buildBundle, readBundleSources } from "../author/build_bundle.ts";
import { createCompiler } from "../compile/compiler.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import type { Io } from "./io.ts";

export interface BuildOptions {
  readonly output: string;
  readonly policyVersion: string;
}

export async function runBuild(folder: string | undefined, options: BuildOptions, io: Io): Promise<ExitCode> {
  const sources = await readBundleSources(folder);
  const compiler = await createCompiler();
  try {
    io.err(`mcp-trust: building ${sources.modules.length} policies\n`);
    const bundle = await buildBundle(compiler, sources, options.policyVersion);
    await writeFile(options.output, bundle);
    const digest = createHash("sha256").update(bundle).digest("hex");
    io.out(`${options.output}  ${bundle.length} bytes  sha256:${digest}\n`);
    return EXIT.ok;
  } finally {
    await compiler.close();
  }
}
