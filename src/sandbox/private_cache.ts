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
  /** The working folder, where the server sees it. */
  readonly cwd?: string | undefined;
  /** All variables that the server is started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Default: mcp-trust/servers in the user's cache folder. */
  readonly cacheFolder?: string | undefined;
}

/** Real folders, and the names they have below the server's home. */
export type CacheFolders = readonly { readonly source: string; readonly name: string }[];

/**
 * Variables by which a package runner, an interpreter or the dynamic linker finds other code. Attacker-controlled: an entry
 * with the same command line and one of these would leave its own package for the server that the user trusts.
 */
const CHOOSES_CODE =
  /^(?:npm_config_|node_|uv_|pip_|python|deno_|bun_|ruby|gem_|perl|ld_|glibc_|gconv_|git_|ssl_|xdg_\w+_(?:home|dirs)$|(?:bash_)?env$|path$|home$|(?:https?|all)_proxy$)/i;

function defaultFolder(): string {
  const { XDG_CACHE_HOME = "" } = process.env;
  return join(XDG_CACHE_HOME.startsWith("/") ? XDG_CACHE_HOME : join(homedir(), ".cache"), "mcp-trust", "servers");
}

/**
 * Where the server's folders are or will be. Other arguments are another server: the next version starts without what this
 * one left behind. So is the same server with another network: what a server without one writes, which may be what it read
 * of the user's, is never seen by one with a way out; and with another registry, search path or project around it.
 */
export function placeCache(request: CacheRequest): string {
  const { command, args, network, cwd = null, env, cacheFolder = defaultFolder() } = request;
  const variables = Object.entries(env).filter(([name]) => CHOOSES_CODE.test(name));
  const key = createHash("sha256").update(JSON.stringify([network, cwd, variables.sort(), command, ...args]));
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
