// A launch and the profile that the policy wants → the same launch in a sandbox, or undefined where that cannot be.
import type { SandboxProfile } from "../generated/decision.ts";
import { listArguments } from "./arguments.ts";
import { fetchServer } from "./fetch_server.ts";
import type { FoundSandbox } from "./find_sandbox.ts";
import { followPath, isBelow } from "./places.ts";
import { type Launch, planLaunch } from "./plan_launch.ts";
import { openCache, placeCache } from "./private_cache.ts";

/** To be started in place of the launch, in the same folder. */
export interface Confined {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

export interface ConfineOptions {
  readonly cacheFolder?: string | undefined;
}

/** What makes package runners use what they fetched before. */
const OFFLINE = { npm_config_offline: "true", UV_OFFLINE: "1" };

/**
 * Puts bubblewrap in front of a launch. What it passes on: standard streams, and the exit code (128 and the signal's number
 * for a server that a signal ended). SIGTERM to bubblewrap ends the server at once; the end of its input is how to ask.
 *
 * @returns undefined where the profile cannot be kept: a folder that holds everything, or a server that has to be fetched
 *   and was not
 */
export async function confine(
  sandbox: FoundSandbox,
  launch: Launch,
  profile: SandboxProfile,
  options: ConfineOptions = {},
): Promise<Confined | undefined> {
  const planned = await planLaunch(launch, profile);
  // Mounted over all else, it would bring back what is hidden below it.
  if (planned.home === "/" || planned.mounted.mounts.some(({ path }) => path === "/")) return undefined;
  const env = planned.outside;
  if (profile.cache !== true) return { command: sandbox.program, args: listArguments(sandbox, planned), env };
  const { command, args, network, mounted } = planned;
  const cwd = (await followPath(planned.cwd)) ?? planned.cwd;
  const isShown = mounted.mounts.some(({ path }) => isBelow(cwd, path));
  const place = { command, args, network, env: launch.env, cwd: isShown ? cwd : undefined };
  const folder = placeCache({ ...place, cacheFolder: options.cacheFolder });
  const isOffline = profile.network === "none";
  if (isOffline && !(await fetchServer(sandbox, planned, folder))) return undefined;
  const variables = { ...planned.variables, ...(isOffline ? OFFLINE : {}) };
  const confined = { ...planned, variables, cache: await openCache(folder) };
  return { command: sandbox.program, args: listArguments(sandbox, confined), env };
}
