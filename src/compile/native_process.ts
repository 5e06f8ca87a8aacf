// Turns one run of an `opa` executable into its output, and stops it at the deadline.
import { spawn } from "node:child_process";
import { CompileError } from "./errors.ts";

export interface ProcessResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly stdin?: string;
  /** Point in time, from `Date.now()`. */
  readonly deadline: number;
  readonly deadlineMs: number;
}

/**
 * The child gets no environment of ours: `EXPERIMENTAL_WASM_OPT` would make `opa` run a program found on PATH, `OPA_*`
 * would change its flags, and proxies are of no use to a compiler. Windows needs `SystemRoot` to start any program.
 */
function childEnvironment(cwd: string): Record<string, string> {
  const systemRoot = process.env.SystemRoot;
  return { HOME: cwd, TMPDIR: cwd, TEMP: cwd, ...(systemRoot === undefined ? {} : { SystemRoot: systemRoot }) };
}

export function runOpa(opa: string, args: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  const { cwd, stdin = "", deadline, deadlineMs } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(opa, args, { cwd, env: childEnvironment(cwd), stdio: "pipe", shell: false, windowsHide: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let late = false;
    const timer = setTimeout(
      () => {
        late = true;
        child.kill("SIGKILL");
      },
      Math.max(0, deadline - Date.now()),
    );
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    // A program that ends before it has read its input is judged by its output, not by the broken pipe.
    child.stdin.on("error", () => undefined);
    child.stdin.end(stdin);
    child.on("error", (cause) => {
      clearTimeout(timer);
      reject(missing(opa, cause));
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      if (late) return reject(new CompileError("ERR_COMPILE_DEADLINE", `opa did not answer within ${deadlineMs} ms`));
      return resolve({ status, stdout: text(stdout), stderr: text(stderr) });
    });
  });
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

function missing(opa: string, cause: unknown): CompileError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy =
    "MCP_TRUST_OPA must name an `opa` executable of version 1.0 or newer; unset it to use the built-in compiler.";
  return new CompileError("ERR_COMPILE_OPA_MISSING", `Cannot run \`${opa}\`: ${reason}. ${remedy}`, [], cause);
}

/** Asks the executable who it is. Throws when it is no OPA, or one that does not speak Rego v1. */
export async function opaVersion(opa: string, options: ProcessOptions): Promise<{ opa: string; go: string }> {
  const { stdout, stderr } = await runOpa(opa, ["version"], options);
  const version = /^Version: (\d+\.\d+\S*)/m.exec(stdout)?.[1];
  if (version === undefined)
    throw missing(opa, new Error(`it does not answer \`opa version\` (${stderr.slice(0, 200)})`));
  if (Number.parseInt(version, 10) < 1) {
    const message = `\`${opa}\` is OPA ${version}, expected 1.0 or newer: older ones do not speak Rego v1.`;
    throw new CompileError("ERR_COMPILE_OPA_VERSION", message);
  }
  return { opa: version, go: /^Go Version: (\S+)/m.exec(stdout)?.[1] ?? "" };
}
