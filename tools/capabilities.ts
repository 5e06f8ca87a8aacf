// Turns what OPA offers into policies/capabilities.json: the built-ins that policy.wasm computes by itself.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { createCompiler } from "../src/compile/compiler.ts";
import type { Capabilities, Compiler } from "../src/compile/types.ts";
import { policyImports } from "./policy_imports.ts";
import { root } from "./root.ts";

const file = join(root, "policies", "capabilities.json");

/** `opa build` turns a built-in it cannot compile into an import without a word; it would fail when first used. */
const excluded = new Map([
  ["json.is_valid", "the JavaScript runtime has its own, which differs"],
  ["print", "erased from policy.wasm, so a policy must not rely on it"],
  ["internal.print", "what print becomes"],
  ["internal.test_case", "added by the test runner alone"],
]);

/** These three are syntax: the compiler rewrites them before it plans a policy. */
const syntax = new Set(["assign", "eq", "internal.template_string"]);

/** A module with one rule per built-in that calls it, so that each becomes native code or an import. */
export function callEach(builtins: Capabilities["builtins"]): string {
  const calls = builtins.filter(({ name }) => !syntax.has(name));
  const rules = calls.map(({ name, decl }, index) => {
    const args = (decl.args ?? []).map((_, position) => `input.a${position}`);
    return `rule[${index}] := value if value := ${name}(${args.join(", ")})`;
  });
  if (builtins.some(({ name }) => name === "internal.template_string")) rules.push('rule[-1] := $"{input.a0}"');
  return `package all\n\n${rules.join("\n")}\n`;
}

/** The built-ins that a policy calling all of these expects from its host. */
export async function importsOf(compiler: Compiler, capabilities: Capabilities): Promise<string[]> {
  const modules = [{ path: "all.rego", text: callEach(capabilities.builtins) }];
  return policyImports(await compiler.build({ modules, capabilities, entrypoints: ["all/rule"], revision: "" }));
}

export async function deriveCapabilities(compiler: Compiler): Promise<Capabilities> {
  const all = await compiler.capabilities();
  const candidates = all.builtins.filter(
    (builtin) => !excluded.has(builtin.name) && !("nondeterministic" in builtin) && !("deprecated" in builtin),
  );
  const imported = new Set(await importsOf(compiler, { ...all, builtins: candidates }));
  const builtins = candidates.filter(({ name }) => !imported.has(name));
  const features = ["keywords_in_refs", "rego_v1", "template_strings"];
  return { builtins, features, allow_net: [] };
}

function withoutProse(key: string, value: unknown): unknown {
  return key === "description" || key === "categories" ? undefined : value;
}

function formatJson(json: string): Promise<string> {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const format = promisify(execFile)(process.execPath, [biome, "format", "--stdin-file-path=capabilities.json"], {
    cwd: root,
  });
  format.child.stdin?.end(json);
  return format.then(({ stdout }) => stdout);
}

export async function writeCapabilities(check: boolean): Promise<void> {
  const compiler = await createCompiler({ opa: "" });
  const text = await formatJson(JSON.stringify(await deriveCapabilities(compiler), withoutProse));
  await compiler.close();
  if (!check) return writeFile(file, text);
  if ((await readFile(file, "utf8")) !== text) {
    throw new Error("policies/capabilities.json is stale: run `npx tsx tools/capabilities.ts`");
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeCapabilities(process.argv.includes("--check"));
}
