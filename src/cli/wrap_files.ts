// Shows the changes that put servers behind mcp-trust wrap, or take them out of it, and makes them.
import { access, constants } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { readShellText } from "../facts/launch/shell_text.ts";
import { startsMcpTrust } from "../fix/wrap/launcher.ts";
import { planWrap, type WrapPlan } from "../fix/wrap/plan_wrap.ts";
import type { Wrapping } from "../fix/wrap/wrap_command.ts";
import { findExactWrap } from "../normalize/wrapper.ts";
import { printable } from "../report/place.ts";
import { UsageError } from "./exit_code.ts";
import { changeFile, type FixOptions } from "./fix_files.ts";
import type { Io } from "./io.ts";
import type { PolicyOptions } from "./policy_options.ts";
import { readVersion } from "./read_version.ts";

export interface WrapOptions extends FixOptions, PolicyOptions {
  /** Otherwise unwrap. */
  readonly wrap: boolean;
  readonly wrapWith?: string;
  /** The names of the servers that are meant; absent: all. */
  readonly server?: readonly string[];
}

type Launcher = Wrapping["launcher"];

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function isFound(program: string, { cwd, env }: Io): Promise<boolean> {
  if (/[\\/]/.test(program)) return await isExecutable(resolve(cwd, program));
  const endings = process.platform === "win32" ? [".cmd", ".exe", ".bat", ""] : [""];
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => folder !== "");
  const paths = folders.flatMap((folder) => endings.map((ending) => join(folder, `${program}${ending}`)));
  for (const path of paths) if (await isExecutable(path)) return true;
  return false;
}

/** A client that cannot start mcp-trust has no servers any more, so that is looked at before anything is written. */
async function chooseLauncher({ wrapWith }: WrapOptions, io: Io): Promise<Launcher> {
  const version = await readVersion();
  const seen = `npx -y mcp-trust@${version}`;
  const example = `--wrap-with "${seen}"`;
  const text = readShellText(wrapWith ?? "mcp-trust");
  const [program, ...args] = text.simple && text.env_keys.length === 0 ? text.words : [];
  if (program === undefined || !startsMcpTrust([program, ...args])) {
    throw new UsageError(`--wrap-with: expected a plain command that starts mcp-trust, as in ${example}`);
  }
  if (await isFound(program, io)) {
    if (findExactWrap([program, ...args]) === null)
      io.out(`  check takes this launcher for a program of its own; only mcp-trust and ${seen} are seen through\n\n`);
    return [program, ...args];
  }
  const name = printable(program);
  const remedy =
    wrapWith === undefined
      ? `install it with \`npm install --global mcp-trust@${version}\`, or use ${example}`
      : "name a program that clients find";
  throw new UsageError(`--wrap: expected \`${name}\` on the PATH, where clients look for it, found none; ${remedy}`);
}

/** What is named for this run is meant for the servers too; by a path that holds in whatever folder a client is started. */
function listPolicyOptions({ settings, lock, bundle, profile }: PolicyOptions, { cwd }: Io): string[] {
  const files = Object.entries({ settings, lock, bundle }).flatMap(([name, path]) =>
    path === undefined ? [] : [`--${name}`, resolve(cwd, path)],
  );
  return [...files, ...(profile === undefined ? [] : ["--profile", profile])];
}

function refuseUnknown(names: readonly string[], plans: readonly (readonly [string, WrapPlan])[]): void {
  const known = new Set(plans.flatMap(([, { servers }]) => servers));
  const missing = names.find((name) => !known.has(name));
  if (missing === undefined) return;
  throw new UsageError(`--server: expected the name of a configured server, found none called ${printable(missing)}`);
}

function showLeft(file: string, { left }: WrapPlan, io: Io): void {
  for (const { server, why, line, column } of left) {
    const name = server === "" ? "" : ` ${server}`;
    io.out(`  left as it is: ${printable(`${file}:${line}:${column}${name}: ${why}`)}\n`);
  }
  if (left.length > 0) io.out("\n");
}

/** File by file. Every file is looked at before the first is changed; what was written stays when a later file fails. */
export async function wrapFiles(files: readonly string[], options: WrapOptions, io: Io): Promise<void> {
  const { wrap, server: names = [] } = options;
  const wrapping = wrap
    ? { launcher: await chooseLauncher(options, io), options: listPolicyOptions(options, io) }
    : null;
  const plans: (readonly [string, WrapPlan])[] = [];
  for (const file of files) plans.push([file, await planWrap(file, { wrapping, names })]);
  refuseUnknown(names, plans);
  const done = { verb: wrap ? "wrapped" : "unwrapped", noun: "server" };
  for (const [file, plan] of plans) {
    showLeft(file, plan, io);
    if (plan.fixes.length > 0) await changeFile(file, plan.fixes, { ...options, done }, io);
  }
  if (plans.every(([, { fixes }]) => fixes.length === 0)) {
    io.out(wrap ? "  no server to wrap\n\n" : "  no wrapped server\n\n");
  }
}
