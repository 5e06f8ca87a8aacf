// Finds out whether this machine has a sandbox that works, by starting something in it.
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import type { ClientSandbox } from "../generated/event.ts";

/**
 * Looked for here and not on the search path: the environment that a server is started with may come from a
 * configuration that a repository brings.
 */
const PLACES = ["/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap", "/run/current-system/sw/bin/bwrap"];

const PROBE_TIMEOUT_MS = 10_000;

/** Namespaces of its own for everything; no capability, no terminal; ends with whoever started it. */
const ALWAYS = ["--die-with-parent", "--new-session", "--unshare-all", "--cap-drop", "ALL"];

/** From bubblewrap 0.8 on: what runs inside makes no further user namespaces, where most of the kernel's holes were. */
const HARDENED = ["--unshare-user", "--disable-userns"];

export interface FoundSandbox {
  /** Absolute path of bubblewrap. */
  readonly program: string;
  /** What every confined server is started with. */
  readonly options: readonly string[];
}

export type SandboxSearch =
  | { readonly found: FoundSandbox }
  | { readonly missing: NonNullable<ClientSandbox["unavailable_because"]> };

export interface FindSandboxOptions {
  /** Where to look for bubblewrap. Default: where distributions install it. */
  readonly places?: readonly string[];
  /** As `process.platform` names it. Default: this one. */
  readonly platform?: string;
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function works({ program, options }: FoundSandbox): Promise<boolean> {
  const root = ["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev"];
  const given = [...options, ...root, "--", process.execPath, "--version"];
  return await new Promise((resolve) => {
    execFile(program, given, { timeout: PROBE_TIMEOUT_MS, env: {} }, (error) => resolve(error === null));
  });
}

/**
 * Looks for bubblewrap and tries it: that it is installed says nothing where user namespaces are switched off, as in
 * many containers and by AppArmor in some distributions. Only Linux has it.
 */
export async function findSandbox(options: FindSandboxOptions = {}): Promise<SandboxSearch> {
  const { places = PLACES, platform = process.platform } = options;
  if (platform !== "linux") return { missing: "other_platform" };
  let missing: "not_installed" | "does_not_work" = "not_installed";
  for (const program of places) {
    if (!(await isExecutable(program))) continue;
    missing = "does_not_work";
    for (const found of [
      { program, options: [...ALWAYS, ...HARDENED] },
      { program, options: ALWAYS },
    ]) {
      if (await works(found)) return { found };
    }
  }
  return { missing };
}
