// `npm run mutants`: changes each Rego rule in turn and says which changes no test and no case noticed.
import { parseArgs } from "node:util";
import { indexPath } from "../rule_index.ts";
import { findStockOpa } from "../stock_opa.ts";
import { type Mutant, mutate, OPERATORS, type Operator } from "./mutate.ts";
import { mapParallel } from "./opa.ts";
import { createProgress } from "./progress.ts";
import { type Judged, renderText, summarize } from "./report.ts";
import { createCaseRunner } from "./run_cases.ts";
import { createTestRunner, type Verdict } from "./run_tests.ts";
import { parseModule } from "./syntax.ts";
import { createWorkspace, type Workspace } from "./workspace.ts";

const USAGE = `Usage: npm run mutants -- [--only PATTERN] [--operators ${OPERATORS}] [--no-cases] [--min PERCENT] [--format text|json]

delete  a rule's body, or the whole of its else chain, never holds
flip    one condition is negated, or its comparison turned around
drop    one of several expressions of a body is left out
PATTERN is a regular expression over paths in policies/, as mcp/lib/ or consent. A mutant is killed when its module's
tests fail, or those of a module that uses it, or when the decision of a case changes.
Exit code 1 when fewer than PERCENT (default 95) of those that compile are killed.`;

interface Options {
  readonly only: RegExp;
  readonly operators: ReadonlySet<Operator>;
  readonly cases: boolean;
  readonly min: number;
  readonly json: boolean;
}

function readOperators(text: string): ReadonlySet<Operator> {
  const names = text.split(",");
  const unknown = names.filter((name) => !OPERATORS.some((operator) => operator === name));
  if (unknown.length > 0) throw new Error(`unknown operator \`${unknown.join(",")}\`\n\n${USAGE}`);
  return new Set(OPERATORS.filter((operator) => names.includes(operator)));
}

/** @returns undefined when help is asked for */
function readOptions(args: string[]): Options | undefined {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", default: "" },
      operators: { type: "string", default: OPERATORS.join(",") },
      "no-cases": { type: "boolean", default: false },
      min: { type: "string", default: "95" },
      format: { type: "string", default: "text" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  const min = Number(values.min);
  if (!(min >= 0 && min <= 100)) throw new Error(`--min is a number from 0 to 100\n\n${USAGE}`);
  if (!["text", "json"].includes(values.format)) throw new Error(`--format is text or json\n\n${USAGE}`);
  return {
    only: new RegExp(values.only),
    operators: readOperators(values.operators),
    cases: !values["no-cases"],
    min,
    json: values.format === "json",
  };
}

async function listMutants({ opa, modules, fileOf }: Workspace, { only, operators }: Options): Promise<Mutant[]> {
  const chosen = modules.filter(({ path }) => path !== indexPath && only.test(path));
  const mutants = await mapParallel(chosen, async (module) =>
    mutate(module, await parseModule(opa, fileOf(module), module), operators),
  );
  return mutants.flat();
}

/** Gives each mutant that no stage before has killed to the next. */
async function runStage(
  name: string,
  judged: readonly Judged[],
  judge: (mutant: Mutant) => Promise<Verdict>,
): Promise<Judged[]> {
  const progress = createProgress(name, judged.filter(({ verdict }) => verdict === "survived").length);
  const results = await mapParallel(judged, async ({ mutant, verdict }) => {
    if (verdict !== "survived") return { mutant, verdict };
    const next = await judge(mutant);
    progress.step();
    return { mutant, verdict: next };
  });
  progress.end();
  return results;
}

async function runMutants(workspace: Workspace, options: Options): Promise<Judged[]> {
  const mutants = await listMutants(workspace, options);
  const tests = createTestRunner(workspace);
  // Before the tests, which take minutes: what is wrong with a case table shows at once.
  const runCases = options.cases ? await createCaseRunner(workspace) : undefined;
  const unjudged = mutants.map((mutant): Judged => ({ mutant, verdict: "survived" }));
  const own = await runStage("own tests", unjudged, tests.runOwn);
  const others = await runStage("other tests", own, tests.runOthers);
  return runCases === undefined ? others : await runStage("cases", others, runCases);
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const opa = await findStockOpa((line) => process.stderr.write(`${line}\n`));
  if (opa === undefined) throw new Error("mutants need the stock `opa` command");
  const report = summarize(await runMutants(await createWorkspace(opa), options));
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : renderText(report));
  return report.total.percent >= options.min ? 0 : 1;
}

process.exitCode = await main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  return 2;
});
