// Turns arguments into what the `opa` command answered, and jobs into as many at once as the machine can do.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

export interface OpaAnswer {
  /** Undefined when the command took too long and was stopped. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A mutant may never end, and then is not what the tests wanted. Generous, so that a busy machine kills none. */
const DEADLINE_MS = 120_000;

/** One thread each: there are as many commands at once as processors. */
const ENVIRONMENT = { ...process.env, GOMAXPROCS: "1", GOGC: "400" };

export async function runOpa(opa: string, args: readonly string[]): Promise<OpaAnswer> {
  const child = spawn(opa, args, { env: ENVIRONMENT, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      output[name] += chunk;
    });
  }
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, DEADLINE_MS);
  return await new Promise((resolve, reject) => {
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (late) resolve({ status: undefined, ...output });
      else if (code !== null) resolve({ status: code, ...output });
      else reject(new Error(`opa was ended by ${signal}`));
    });
  });
}

/** Results in the order of the items. */
export async function mapParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const drain = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, drain));
  return results;
}
