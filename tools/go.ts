// Turns a Go command line into its output, or into an error that says what to install.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

export const compilerFolder = join(root, "compiler");

const wayOut =
  "Without Go, set MCP_TRUST_OPA=/path/to/opa (OPA 1.x): policies are then compiled by that program instead.";

export class GoError extends Error {
  override readonly name = "GoError";
  readonly code: "ERR_GO_MISSING" | "ERR_GO_VERSION" | "ERR_GO_FAILED";

  constructor(code: GoError["code"], message: string) {
    super(`${message}\n${wayOut}`);
    this.code = code;
  }
}

/** Runs `go` in compiler/. The toolchain that is installed decides; Go must not download another one. */
export function go(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("go", args, {
      cwd: compilerFolder,
      env: { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", GOWORK: "off", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    let missing = false;
    child.on("error", (error) => {
      missing = true;
      void requiredGo().then((version) => {
        const install = `Install Go ${version} or newer (https://go.dev/dl/) and run \`npm run build\` again.`;
        reject(
          new GoError(
            "ERR_GO_MISSING",
            `The Go toolchain is needed to build the policy compiler, but \`go\` cannot be run (${error.message}).\n${install}`,
          ),
        );
      }, reject);
    });
    child.on("close", (status) => {
      if (missing) return;
      if (status === 0) return resolve(stdout);
      const tail = (stderr || stdout).trim().split("\n").slice(-15).join("\n");
      return reject(new GoError("ERR_GO_FAILED", `\`go ${args.join(" ")}\` failed:\n${tail}`));
    });
  });
}

/** The version that compiler/go.mod asks for. */
export async function requiredGo(): Promise<string> {
  const version = /^go (\S+)$/m.exec(await readFile(join(compilerFolder, "go.mod"), "utf8"))?.[1];
  if (version === undefined) throw new Error("expected a `go` line in compiler/go.mod");
  return version;
}

/** The version that is installed, once it is known to be new enough. */
export async function installedGo(): Promise<string> {
  const installed = (await go(["env", "GOVERSION"])).trim();
  const required = await requiredGo();
  if (isOlder(installed.replace(/^go/, ""), required)) {
    const message = `The policy compiler needs Go ${required} or newer, but ${installed} is installed. Update it from https://go.dev/dl/.`;
    throw new GoError("ERR_GO_VERSION", message);
  }
  return installed;
}

export function isOlder(version: string, than: string): boolean {
  const [one, other] = [version, than].map((text) =>
    text.split(/[.\s-]/).map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let index = 0; index < 3; index++) {
    const difference = (one?.[index] ?? 0) - (other?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
