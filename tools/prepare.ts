// Builds everything a clone needs, in order: types and validators, the compiler, the standard bundle, the JavaScript.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompileIssue } from "../src/compile/types.ts";
import { buildCompiler } from "./build_compiler.ts";
import { generate } from "./generate.ts";
import { root } from "./root.ts";

function log(line: string): void {
  process.stderr.write(`mcp-trust: ${line}\n`);
}

async function buildStandardBundle(): Promise<void> {
  const { createCompiler } = await import("../src/compile/compiler.ts");
  const { buildBundle, readBundleSources } = await import("../src/author/build_bundle.ts");
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const compiler = await createCompiler();
  try {
    const bundle = await buildBundle(compiler, await readBundleSources(), version);
    const digest = `sha256:${createHash("sha256").update(bundle).digest("hex")}`;
    await writeFile(join(root, "dist", "bundle.tar.gz"), bundle);
    await writeFile(join(root, "dist", "bundle.json"), `${JSON.stringify({ digest }, null, 2)}\n`);
  } finally {
    await compiler.close();
  }
}

/** What an earlier build left would be packed with the rest. */
async function removeJavaScript(): Promise<void> {
  const kept = new Set(["compiler", "bundle.json", "bundle.tar.gz"]);
  const stale = (await readdir(join(root, "dist"))).filter((name) => !kept.has(name));
  await Promise.all(stale.map((name) => rm(join(root, "dist", name), { recursive: true })));
}

async function buildJavaScript(): Promise<void> {
  await removeJavaScript();
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  if (status !== 0) throw new Error("TypeScript does not compile");
  const generated = join(root, "src", "generated");
  const validators = (await readdir(generated)).filter((name) => name.startsWith("validate_"));
  await Promise.all(validators.map((name) => cp(join(generated, name), join(root, "dist", "generated", name))));
}

function printIssues(issues: readonly CompileIssue[]): void {
  for (const { file, line, column, message } of issues) log(`policies/${file}:${line}:${column}: ${message}`);
}

try {
  await mkdir(join(root, "dist"), { recursive: true });
  log("types and validators from schemas/");
  await generate();
  if (!process.env.MCP_TRUST_OPA) await buildCompiler({ log, release: process.argv.includes("--release") });
  log("standard bundle from policies/");
  await buildStandardBundle();
  log("JavaScript from src/");
  await buildJavaScript();
  log("ready");
} catch (error) {
  printIssues((error as { issues?: readonly CompileIssue[] }).issues ?? []);
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
