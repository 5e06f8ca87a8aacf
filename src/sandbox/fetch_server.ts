// Lets a package runner fetch a server that will run without a network: once, with the network and nothing of the user's.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { listArguments } from "./arguments.ts";
import type { FoundSandbox } from "./find_sandbox.ts";
import { exists } from "./places.ts";
import type { PlannedLaunch } from "./plan_launch.ts";
import { hasCache, openCache } from "./private_cache.ts";

/** Time for a package and all it depends on. */
const FETCH_TIMEOUT_MS = 120_000;

/** Configuration of the package runners themselves: another registry, a proxy for it. */
const RUNNER_VARIABLE = /^(?:npm_config_|UV_|PIP_|DENO_|BUN_)/i;

async function runOnce(sandbox: FoundSandbox, planned: PlannedLaunch, folder: string): Promise<number | null> {
  const { home, search, outside, runtime } = planned;
  const args = listArguments(sandbox, {
    ...planned,
    network: "shared",
    variables: {},
    mounted: runtime,
    cache: await openCache(folder),
  });
  // The rest of the server's variables hold its keys: they are not for this.
  const own = Object.entries(outside).filter(([name]) => RUNNER_VARIABLE.test(name));
  const env = { ...Object.fromEntries(own), HOME: home, PATH: search };
  return await new Promise((resolve) => {
    const child = spawn(sandbox.program, args, {
      env,
      cwd: "/",
      stdio: "ignore",
      timeout: FETCH_TIMEOUT_MS,
      killSignal: "SIGKILL",
    });
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
}

async function listNames(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => []);
}

/** What npm and uv leave behind when they are done: a server that has nothing to work on ends with any code it likes. */
async function wasInstalled(folder: string): Promise<boolean> {
  const npx = join(folder, ".npm", "_npx");
  for (const name of await listNames(npx)) {
    if (await exists(join(npx, name, "node_modules", ".package-lock.json"))) return true;
  }
  return (await listNames(join(folder, ".cache", "uv", "archive-v0"))).length > 0;
}

/**
 * Starts the same command line with its input at the end, so that the runner fetches the server and the server, finding
 * nobody to talk to, ends.
 *
 * INVARIANT: what runs here, with the network, has seen none of the user's folders and variables, and its folder becomes
 * the server's only after it ended; nothing with a network is given that folder again.
 *
 * @param folder where the server keeps what it fetched; when it is there, nothing is done
 * @returns false when it was not fetched
 */
export async function fetchServer(sandbox: FoundSandbox, planned: PlannedLaunch, folder: string): Promise<boolean> {
  if (await hasCache(folder)) return true;
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const staging = await mkdtemp(`${folder}.`);
  try {
    const code = await runOnce(sandbox, planned, staging);
    if (code !== 0 && !(await wasInstalled(staging))) return false;
    // Somebody else may have been faster: theirs is as good.
    await rename(staging, folder).catch(() => undefined);
    return await hasCache(folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
