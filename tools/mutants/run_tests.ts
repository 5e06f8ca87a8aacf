// Turns a mutant and test modules into what the tests say about it: killed, survived, or that it does not compile.
import type { RegoModule } from "../../src/compile/types.ts";
import { type OpaAnswer, runOpa } from "./opa.ts";
import type { Workspace } from "./workspace.ts";

export type Verdict = "killed" | "survived" | "invalid";

/** How many test modules OPA is given at once: loading costs as much as testing, and one kill ends the search. */
const BATCH = 12;

interface OpaTest {
  readonly package: string;
  readonly name: string;
  readonly fail?: boolean;
  readonly error?: unknown;
}

/** The exit code when a test fails; with 1 the modules do not compile. */
const FAILED = 2;

export interface TestRunner {
  /** @throws {Error} when the tests do not compile without the mutant either */
  runOwn(mutant: RegoModule): Promise<Verdict>;
  runOthers(mutant: RegoModule): Promise<Verdict>;
}

function failing({ stdout }: OpaAnswer): string[] {
  const tests = (JSON.parse(stdout) as OpaTest[] | null) ?? [];
  return tests.filter(({ fail, error }) => fail || error).map((test) => `${test.package}.${test.name}`);
}

export function createTestRunner({ opa, modules, closure, replace }: Workspace): TestRunner {
  const baselines = new Map<string, Promise<ReadonlySet<string>>>();

  const run = (module: RegoModule, tests: readonly RegoModule[], mutant: RegoModule | undefined) =>
    replace(closure.needs([module, ...tests]), mutant, (files) =>
      runOpa(opa, ["test", "--format=json", "--parallel=1", "--timeout=60s", ...files]),
    );

  /** Tests that fail without the mutant kill nothing. */
  const readBaseline = async (module: RegoModule, tests: readonly RegoModule[]) => {
    const answer = await run(module, tests, undefined);
    if (answer.status === 0) return new Set<string>();
    if (answer.status === FAILED) return new Set(failing(answer));
    throw new Error(`the tests of ${module.path} do not compile: ${(answer.stderr || answer.stdout).trim()}`);
  };
  const baselineOf = (module: RegoModule, tests: readonly RegoModule[]) => {
    const key = [module, ...tests].map(({ path }) => path).join("\n");
    const known = baselines.get(key) ?? readBaseline(module, tests);
    baselines.set(key, known);
    return known;
  };

  const judge = async (module: RegoModule, tests: readonly RegoModule[], mutant: RegoModule): Promise<Verdict> => {
    const baseline = await baselineOf(module, tests);
    const answer = await run(module, tests, mutant);
    if (answer.status === undefined) return "killed";
    if (answer.status === 0) return "survived";
    if (answer.status !== FAILED) return "invalid";
    return failing(answer).some((name) => !baseline.has(name)) ? "killed" : "survived";
  };
  const moduleOf = ({ path }: RegoModule) => {
    const module = modules.find((one) => one.path === path);
    if (module === undefined) throw new Error(`${path} is no policy`);
    return module;
  };

  return {
    runOwn: async (mutant) => {
      const module = moduleOf(mutant);
      // Also where there are none: the mutant has to compile.
      return await judge(module, closure.ownTests(module), mutant);
    },
    runOthers: async (mutant) => {
      const module = moduleOf(mutant);
      const tests = closure.otherTests(module);
      for (let start = 0; start < tests.length; start += BATCH) {
        const verdict = await judge(module, tests.slice(start, start + BATCH), mutant);
        if (verdict !== "survived") return verdict;
      }
      return "survived";
    },
  };
}
