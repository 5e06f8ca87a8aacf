// Runs everything that must hold before a change lands, in order, and stops at the first step that fails.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { writeCapabilities } from "./capabilities.ts";
import { checkDocs } from "./docs/index.ts";
import { writeNotice } from "./notice.ts";
import { checkRego } from "./rego.ts";
import { root } from "./root.ts";
import { findStockOpa } from "./stock_opa.ts";

function log(line: string): void {
  process.stdout.write(`\nmcp-trust: ${line}\n`);
}

function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`step failed with status ${status}`);
}

function listTests(): string[] {
  const named = process.argv.slice(2);
  if (named.length > 0) return named;
  const entries = readdirSync(join(root, "test"), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

const steps: readonly (readonly [string, () => void | Promise<void>])[] = [
  [
    "format and lint",
    () => runNode([join("node_modules", "@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", "."]),
  ],
  ["types", () => runNode([join("node_modules", "typescript", "bin", "tsc"), "--noEmit"])],
  ["licenses of the compiler's modules (NOTICE)", () => writeNotice(true)],
  ["capabilities of policies", () => writeCapabilities(true)],
  ["Rego: format, strict check against the schemas, metadata", () => checkRego()],
  ["catalogue in docs/", () => checkDocs()],
  [
    "tests",
    async () => {
      const opa = await findStockOpa(log);
      const env = opa === undefined ? {} : { MCP_TRUST_TEST_OPA: opa };
      runNode(["--import", "tsx", "--test", "--test-reporter", "spec", ...listTests()], env);
    },
  ],
];

try {
  for (const [name, step] of process.argv.length > 2 ? steps.slice(-1) : steps) {
    log(name);
    await step();
  }
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
