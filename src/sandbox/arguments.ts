// Everything known about a confined launch → the arguments of bubblewrap, in the order in which it carries them out.
import { join } from "node:path";
import type { FoundSandbox } from "./find_sandbox.ts";
import type { Mounted } from "./mounts.ts";
import { isBelow } from "./places.ts";
import type { CacheFolders } from "./private_cache.ts";
import { SYSTEM_FILES, SYSTEM_FOLDERS } from "./system_places.ts";

export interface ConfinedLaunch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Set inside only. */
  readonly variables: Readonly<Record<string, string>>;
  /** The server's idea of its home. */
  readonly home: string;
  readonly network: "none" | "shared";
  readonly mounted: Mounted;
  /** Kept from one start to the next. */
  readonly cache?: CacheFolders;
}

const SYSTEM = [...SYSTEM_FOLDERS, ...SYSTEM_FILES];

/** What the server may fill as it likes: in memory, its own, gone when it ends. */
const SCRATCH = ["/tmp", "/var/tmp", "/dev/shm"];

function inSystem(path: string): boolean {
  return SYSTEM.some((place) => isBelow(path, place));
}

export function listArguments({ options }: FoundSandbox, launch: ConfinedLaunch): string[] {
  const { command, args, cwd, variables, home, network, mounted, cache = [] } = launch;
  const shown = mounted.mounts.filter(({ path, writable }) => writable || !inSystem(path));
  const links = [...mounted.links].filter(([link]) => !inSystem(link));
  const covered = [...shown.map(({ path }) => path), ...SYSTEM, ...SCRATCH];
  return [
    ...options,
    ...(network === "shared" ? ["--share-net"] : []),
    ...SYSTEM.flatMap((place) => ["--ro-bind-try", place, place]),
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    ...[...SCRATCH, home].flatMap((place) => ["--tmpfs", place]),
    ...cache.flatMap(({ source, name }) => ["--bind", source, join(home, name)]),
    ...shown.flatMap(({ path, writable }) => [writable ? "--bind" : "--ro-bind", path, path]),
    ...links.flatMap(([link, path]) => ["--symlink", path, link]),
    // Empty, where it is not granted: the server starts where it was told to, and finds nothing there.
    ...(covered.some((place) => isBelow(cwd, place)) || links.some(([link]) => isBelow(cwd, link))
      ? []
      : ["--dir", cwd]),
    // What is not granted cannot be written, and says so, instead of being written and forgotten.
    "--remount-ro",
    "/",
    "--chdir",
    cwd,
    ...Object.entries(variables).flatMap(([name, value]) => ["--setenv", name, value]),
    "--",
    command,
    ...args,
  ];
}
