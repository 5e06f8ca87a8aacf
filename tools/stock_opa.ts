// Finds or builds the stock `opa` command, with which tests compare our compiler and read our bundles.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

/** The version our own compiler is built from, so that both must give the same answers. */
async function pinnedVersion(): Promise<string> {
  const text = await readFile(join(root, "compiler", "go.mod"), "utf8");
  const version = /github\.com\/open-policy-agent\/opa (v\S+)/.exec(text)?.[1];
  if (version === undefined) throw new Error("compiler/go.mod names no version of OPA");
  return version;
}

/** @returns undefined, with a message, where there is no Go to build it with: tests that need it are then skipped */
export async function findStockOpa(log: (line: string) => void): Promise<string | undefined> {
  const named = process.env.MCP_TRUST_TEST_OPA;
  if (named) return named;
  const version = await pinnedVersion();
  const folder = join(root, "node_modules", ".cache", "mcp-trust", `opa-${version}`);
  const opa = join(folder, process.platform === "win32" ? "opa.exe" : "opa");
  if (existsSync(opa)) return opa;
  log(`building stock OPA ${version} to compare with, once (a minute or two)`);
  await mkdir(folder, { recursive: true });
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: "0", GOFLAGS: "-trimpath" };
  const { status } = spawnSync("go", ["install", `github.com/open-policy-agent/opa@${version}`], {
    env,
    stdio: "inherit",
  });
  if (status === 0) return opa;
  log("stock OPA could not be built: tests that compare with it are skipped");
  return undefined;
}
