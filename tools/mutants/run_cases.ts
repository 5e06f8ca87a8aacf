// Turns a mutant into whether any decision of the case tables changes with it.
import { join } from "node:path";
import { assembleData, readBundleSources } from "../../src/author/build_bundle.ts";
import { readCases } from "../../src/author/cases.ts";
import { ENTRYPOINT } from "../../src/bundle/load_bundle.ts";
import { createCompiler } from "../../src/compile/compiler.ts";
import type { RegoModule } from "../../src/compile/types.ts";
import { root } from "../root.ts";
import { type OpaAnswer, runOpa } from "./opa.ts";
import type { Verdict } from "./run_tests.ts";
import type { Workspace } from "./workspace.ts";

/** All decisions in one evaluation. */
const HARNESS = `package mcp_trust_mutants

decisions contains [number, decision] if {
	some number, row in data.mutant_cases
	decision := data.${ENTRYPOINT.replaceAll("/", ".")} with input as row.event
		with data.settings as row.settings
		with data.lock as row.lock
}
`;

export type CaseRunner = (mutant: RegoModule) => Promise<Verdict>;

/** What the policies know beside their tables, and the cases; the catalogue does not depend on bodies. */
async function readData(): Promise<object> {
  const cases = await readCases(join(root, "test", "cases"));
  const compiler = await createCompiler();
  try {
    const { catalogue } = await assembleData(compiler, await readBundleSources());
    const rows = cases.map(({ event, settings, lock = {} }) => ({ event, settings, lock }));
    return { catalogue, settings: {}, lock: {}, mutant_cases: rows };
  } finally {
    await compiler.close();
  }
}

function evaluationFailed({ stdout }: OpaAnswer): boolean {
  const { errors = [] } = JSON.parse(stdout) as { errors?: { code?: string }[] };
  return errors.some(({ code = "" }) => code.startsWith("eval_"));
}

/**
 * A case kills when its decision is not the one without the mutant: that this is the expected one is what `npm test`
 * holds.
 */
export async function createCaseRunner({ opa, modules, replace, write }: Workspace): Promise<CaseRunner> {
  const beside = [await write("cases.json", JSON.stringify(await readData())), await write("cases.rego", HARNESS)];
  const run = (mutant: RegoModule | undefined) =>
    replace(modules, mutant, (files) => {
      const data = [...files, ...beside].map((file) => `--data=${file}`);
      return runOpa(opa, ["eval", "--format=json", ...data, "data.mcp_trust_mutants.decisions"]);
    });
  const wanted = await run(undefined);
  if (wanted.status !== 0) throw new Error(`the cases cannot be decided: ${wanted.stderr || wanted.stdout}`);
  return async (mutant) => {
    const found = await run(mutant);
    if (found.status === undefined) return "killed";
    if (found.status === 0) return found.stdout === wanted.stdout ? "survived" : "killed";
    return evaluationFailed(found) ? "killed" : "invalid";
  };
}
