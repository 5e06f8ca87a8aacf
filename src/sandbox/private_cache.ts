// Gives a server that is fetched when it is started a folder of its own for that, apart from the user's and other servers'.
//
// The user's own cache would be a way from one server into another: what is written there is what the next one runs.
import { createHash } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { followPath } from "./places.ts";

/** What package runners write below a home folder: npm and npx; uv, pip, deno and others that follow XDG. */
const KEPT = [".npm", ".cache"] as const;

export interface CacheRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly network: "none" | "shared";
  /** Default: mcp-trust/servers in the user's cache folder. */
  readonly cacheFolder?: string | undefined;
}

/** Real folders, and the names they have below the server's home. */
export type CacheFolders = readonly { readonly source: string; readonly name: string }[];

function defaultFolder(): string {
  const { XDG_CACHE_HOME = "" } = process.env;
  return join(XDG_CACHE_HOME.startsWith("/") ? XDG_CACHE_HOME : join(homedir(), ".cache"), "mcp-trust", "servers");
}

/**
 * Where the server's folders are or will be. Other arguments are another server: the next version starts without what this
 * one left behind. So is the same server with another network: what a server without one writes, which may be what it read
 * of the user's, is never seen by one with a way out.
 */
export function placeCache({ command, args, network, cacheFolder = defaultFolder() }: CacheRequest): string {
  const key = createHash("sha256").update(JSON.stringify([network, command, ...args]));
  return join(cacheFolder, key.digest("hex").slice(0, 32));
}

export async function openCache(folder: string): Promise<CacheFolders> {
  const folders = KEPT.map(async (name) => {
    const path = join(folder, name);
    await mkdir(path, { recursive: true, mode: 0o700 });
    return { source: await realpath(path), name };
  });
  return await Promise.all(folders);
}

export async function hasCache(folder: string): Promise<boolean> {
  return (await followPath(folder)) !== undefined;
}
