// A profile's folders and a launch's own, as mounts: each real path once, a folder before what lies in it, links beside them.
import { resolve } from "node:path";
import { followPath, isBelow } from "./places.ts";

/** A real path, which the server finds where it is on this machine. */
export interface Mount {
  readonly path: string;
  readonly writable: boolean;
}

/** Other names of mounted paths, and where each leads. */
export type Links = ReadonlyMap<string, string>;

export interface Mounted {
  readonly mounts: readonly Mount[];
  readonly links: Links;
}

/** `~` is the operator's home, as it is to the policy, whatever the server is told. */
function expandHome(folder: string, home: string): string {
  return folder === "~" || folder.startsWith("~/") ? resolve(home, `.${folder.slice(1)}`) : folder;
}

/** What does not exist is left out: there is nothing to be reached there. */
export async function mountGranted(folders: readonly string[], writable: boolean, home: string): Promise<Mounted> {
  const mounts: Mount[] = [];
  const links = new Map<string, string>();
  for (const folder of folders) {
    const granted = resolve("/", expandHome(folder, home));
    const path = await followPath(granted);
    if (path === undefined) continue;
    mounts.push({ path, writable });
    if (path !== granted) links.set(granted, path);
  }
  return { mounts, links };
}

function countParts({ path }: Mount): number {
  return path.split("/").filter((part) => part !== "").length;
}

/**
 * Grants add up: what may only be read takes nothing away from what may be written around it, and what an outer folder
 * shows with the same rights need not be shown again.
 */
export function arrangeMounts(given: readonly Mounted[]): Mounted {
  const all = given.flatMap(({ mounts }) => mounts);
  const ordered = all.sort((a, b) => countParts(a) - countParts(b) || Number(b.writable) - Number(a.writable));
  const mounts: Mount[] = [];
  for (const mount of ordered) {
    const shown = mounts.some(({ path, writable }) => isBelow(mount.path, path) && (writable || !mount.writable));
    if (!shown) mounts.push(mount);
  }
  const links = given
    .flatMap((one) => [...one.links])
    .filter(([link]) => !mounts.some(({ path }) => isBelow(link, path)));
  return { mounts, links: new Map(links) };
}
