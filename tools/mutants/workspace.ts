// Turns the standard policies into files in a temporary folder, with any one of them replaced by a mutant.
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readBundleSources } from "../../src/author/build_bundle.ts";
import type { RegoModule } from "../../src/compile/types.ts";
import { type Closure, createClosure } from "./closure.ts";

export interface Workspace {
  readonly opa: string;
  /** Policies, as they were at the start. */
  readonly modules: readonly RegoModule[];
  readonly closure: Closure;
  fileOf(module: RegoModule): string;
  /** Writes a file beside the policies. */
  write(name: string, text: string): Promise<string>;
  /** The files of modules, with the mutant's text in place of one. */
  replace<T>(
    modules: Iterable<RegoModule>,
    mutant: RegoModule | undefined,
    use: (files: readonly string[]) => Promise<T>,
  ): Promise<T>;
}

/** The folder is removed when the process ends, however it ends. */
export async function createWorkspace(opa: string): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "mcp-trust-mutants-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
  const { modules, tests, data } = await readBundleSources();
  const all = [...modules, ...tests];
  const fileOf = ({ path }: RegoModule) => join(folder, "policies", path);
  for (const module of all) {
    await mkdir(dirname(fileOf(module)), { recursive: true });
    await writeFile(fileOf(module), module.text);
  }
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const dataFile = await write("data.json", JSON.stringify(data));
  let count = 0;
  return {
    opa,
    modules,
    closure: createClosure(all),
    fileOf,
    write,
    replace: async (chosen, mutant, use) => {
      const kept = [...chosen].filter(({ path }) => path !== mutant?.path).map(fileOf);
      if (mutant === undefined) return await use([...kept, dataFile]);
      count += 1;
      const file = await write(`mutant_${count}.rego`, mutant.text);
      try {
        return await use([...kept, dataFile, file]);
      } finally {
        await rm(file);
      }
    },
  };
}
