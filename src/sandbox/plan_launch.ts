// A launch and its profile → what the sandbox is to show and to set, before a cache is chosen.
import { homedir } from "node:os";
import { resolve } from "node:path";
import type { SandboxProfile } from "../generated/decision.ts";
import type { ConfinedLaunch } from "./arguments.ts";
import { arrangeMounts, type Mounted, mountGranted } from "./mounts.ts";
import { followPath } from "./places.ts";
import { findRuntime } from "./runtime_places.ts";

/** A process to be started, as the SDKs' `StdioServerParameters` say it. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Default: this process's own. */
  readonly cwd?: string;
  /** On top of what whoever starts it hands on. Its HOME and PATH are taken from there, too. */
  readonly env: Readonly<Record<string, string>>;
}

export interface PlannedLaunch extends ConfinedLaunch {
  /** What it needs to start at all, without what it was granted. */
  readonly runtime: Mounted;
  /** Value of PATH. */
  readonly search: string;
  /** Variables that bubblewrap is started with, and hands on. */
  readonly outside: Record<string, string>;
}

/**
 * Variables by which the dynamic linker and the C library load code. Attacker-controlled: bubblewrap itself, which is not
 * confined, must not be started with them.
 */
const LOADER_VARIABLE = /^(?:LD_|GLIBC_|GCONV_|LOCPATH$|NLSPATH$)/;

function splitVariables(env: Readonly<Record<string, string>>): {
  outside: Record<string, string>;
  inside: Record<string, string>;
} {
  const entries = Object.entries(env);
  return {
    outside: Object.fromEntries(entries.filter(([name]) => !LOADER_VARIABLE.test(name))),
    inside: Object.fromEntries(entries.filter(([name]) => LOADER_VARIABLE.test(name))),
  };
}

export async function planLaunch(launch: Launch, profile: SandboxProfile): Promise<PlannedLaunch> {
  const { command, args, env } = launch;
  const cwd = resolve(launch.cwd ?? process.cwd());
  const operatorHome = homedir();
  const home = resolve("/", env.HOME ?? process.env.HOME ?? operatorHome);
  const search = env.PATH ?? process.env.PATH ?? "";
  const homes = [home, operatorHome, await followPath(operatorHome)].filter((path) => path !== undefined);
  const runtime = arrangeMounts([await findRuntime({ command, args, cwd, search, homes })]);
  const granted = [
    await mountGranted(profile.read, false, operatorHome),
    await mountGranted(profile.write, true, operatorHome),
  ];
  const { outside, inside } = splitVariables(env);
  const mounted = arrangeMounts([...granted, runtime]);
  const { network } = profile;
  return { command, args, cwd, home, search, network, variables: inside, outside, runtime, mounted };
}
