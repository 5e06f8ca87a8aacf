// Turns the references between Rego modules into what a test must load, and which tests a module can fail.
import type { RegoModule } from "../../src/compile/types.ts";
import { indexPath } from "../rule_index.ts";

export interface Closure {
  /** Everything the given modules refer to, directly or not, themselves included. */
  needs(modules: readonly RegoModule[]): ReadonlySet<RegoModule>;
  /** The tests of a module: `x_test.rego` beside `x.rego`. */
  ownTests(module: RegoModule): RegoModule[];
  /** All other tests that refer to it, nearest first; not through the index, whose readers load every rule. */
  otherTests(module: RegoModule): RegoModule[];
}

function packageOf({ text }: RegoModule): string {
  return /^package (\S+)/m.exec(text)?.[1] ?? "";
}

function isTest({ path }: RegoModule): boolean {
  return path.endsWith("_test.rego");
}

/** Modules whose package a reference may reach into, or that lie below it. */
function createResolve(modules: readonly RegoModule[]): (reference: string) => RegoModule[] {
  const known = modules.map((module) => [`${packageOf(module)}.`, module] as const);
  return (reference) => {
    const path = `${reference}.`;
    return known.filter(([name]) => path.startsWith(name) || name.startsWith(path)).map(([, module]) => module);
  };
}

/** Everything reached from the start by steps, nearest first. */
function reach(start: readonly RegoModule[], step: (module: RegoModule) => Iterable<RegoModule>): Set<RegoModule> {
  const reached = new Set(start);
  for (const module of reached) for (const next of step(module)) reached.add(next);
  return reached;
}

export function createClosure(modules: readonly RegoModule[]): Closure {
  const resolve = createResolve(modules);
  const direct = new Map<RegoModule, Set<RegoModule>>();
  const users = new Map<RegoModule, Set<RegoModule>>(modules.map((module) => [module, new Set()]));
  for (const module of modules) {
    const references = [...module.text.matchAll(/\bdata\.(mcp(?:\.\w+)+)/g)].map(([, path = ""]) => path);
    // Modules of one package see each other's rules without a reference.
    const found = new Set([...references, packageOf(module)].flatMap(resolve));
    found.delete(module);
    direct.set(module, found);
    if (module.path !== indexPath) for (const used of found) users.get(used)?.add(module);
  }
  const ownTests = ({ path }: RegoModule) =>
    modules.filter((other) => other.path === path.replace(/\.rego$/, "_test.rego"));
  return {
    needs: (start) => reach(start, (module) => direct.get(module) ?? []),
    ownTests,
    otherTests: (module) => {
      const own = new Set(ownTests(module));
      return [...reach([module], (one) => users.get(one) ?? [])].filter((one) => isTest(one) && !own.has(one));
    },
  };
}
