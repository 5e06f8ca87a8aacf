// Runs the suite against one fixture, as it is, guarded in process, or behind `mcp-trust wrap`.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../root.ts";
import { type Check, readChecks } from "./checks.ts";
import type { Suite } from "./install.ts";

export type Mode = "unguarded" | "guarded" | "wrapped";

export interface Leg {
  readonly side: "server" | "client";
  /** Major version of the SDK. */
  readonly sdk: 1 | 2;
  readonly revision: "2025-11-25" | "2026-07-28";
}

export const LEGS: readonly Leg[] = [
  { side: "server", sdk: 1, revision: "2025-11-25" },
  { side: "server", sdk: 2, revision: "2025-11-25" },
  { side: "server", sdk: 2, revision: "2026-07-28" },
  { side: "client", sdk: 1, revision: "2025-11-25" },
  { side: "client", sdk: 2, revision: "2025-11-25" },
  { side: "client", sdk: 2, revision: "2026-07-28" },
];

export function nameOf({ side, sdk, revision }: Leg): string {
  return `${side} v${sdk} ${revision}`;
}

/** A proxy stands before one server; the suite has a new one for each client scenario. */
export function modesOf({ side }: Leg): readonly Mode[] {
  return side === "server" ? ["unguarded", "guarded", "wrapped"] : ["unguarded", "guarded"];
}

const fixtures = join(root, "test", "conformance", "fixtures");

const START_TIMEOUT_MS = 60_000;
const LEG_TIMEOUT_MS = 170_000;

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

/** @returns when the fixture has said where it listens */
async function start(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Running> {
  const child = spawn(process.execPath, ["--import", "tsx", join(fixtures, file), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  try {
    const url = await new Promise<string>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${file} ${why}: ${said.slice(-2000)}`));
      const timer = setTimeout(() => fail("did not start in time"), START_TIMEOUT_MS);
      const read = (chunk: Buffer) => {
        if (said.length < 65_536) said += chunk.toString();
        const found = /(http:\/\/127\.0\.0\.1:\d+\/\S*)\s/.exec(said)?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("error", reject);
      child.once("exit", (code) => {
        clearTimeout(timer);
        fail(`ended with ${code}`);
      });
    });
    return { url, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function startAll({ side, sdk }: Leg, mode: Mode, folder: string): Promise<Running[]> {
  const env = { CONFORMANCE_GUARDED: mode === "guarded" ? "yes" : "no" };
  const fixture = await start(`${side}_v${sdk}.ts`, [], env);
  if (mode !== "wrapped") return [fixture];
  const settings = join(fixtures, "mcp-trust.yaml");
  const log = join(folder, "decisions.jsonl");
  const args = ["wrap", "--name", "conformance", "--settings", settings, "--log", log, "--no-prompt"];
  try {
    const proxy = await start("wrap.ts", [...args, "--url", fixture.url, "--listen", "127.0.0.1:0"], env);
    return [proxy, fixture];
  } catch (error) {
    await fixture.stop();
    throw error;
  }
}

async function runSuite({ node, script }: Suite, leg: Leg, url: string, folder: string): Promise<Check[]> {
  const target =
    leg.side === "server"
      ? ["--url", url]
      : ["--command", `"${process.execPath}" "${join(fixtures, "ask_client.mjs")}"`];
  const results = join(folder, "results");
  const child = spawn(node, [script, leg.side, ...target, "--requirements", leg.revision, "-o", results], {
    env: { ...process.env, CONFORMANCE_CLIENT: url },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LEG_TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  // The suite ends with 1 when a check failed; the checks say which.
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (code === null || code > 1) throw new Error(`the suite ended with ${code ?? signal}: ${said}`);
  return readChecks(results);
}

/** @throws {Error} when the suite did not get to check anything */
export async function runLeg(suite: Suite, leg: Leg, mode: Mode): Promise<Check[]> {
  const folder = mkdtempSync(join(tmpdir(), "mcp-trust-conformance-"));
  let running: Running[] = [];
  try {
    running = await startAll(leg, mode, folder);
    const checks = await runSuite(suite, leg, running[0]?.url ?? "", folder);
    if (checks.length === 0) throw new Error(`${nameOf(leg)}, ${mode}: the suite checked nothing`);
    return checks;
  } finally {
    for (const one of running) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
