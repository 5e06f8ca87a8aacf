// Options that say what judges: bundle, settings, lock, profile. Shared by the commands that decide.
import { homedir } from "node:os";
import { isAbsolute, join, relative } from "node:path";
import type { Command } from "commander";
import { type Prose, readProse } from "../bundle/catalogue.ts";
import { type Clauses, readClauses } from "../bundle/clauses.ts";
import { type Bundle, loadBundle } from "../bundle/load_bundle.ts";
import { loadStandardBundle } from "../bundle/standard_bundle.ts";
import { createEvaluator, type Evaluator } from "../evaluator.ts";
import type { Lock } from "../generated/lock.ts";
import type { Grants, Settings } from "../generated/settings.ts";
import { listProjectFolders } from "../normalize/discover.ts";
import { assertLock } from "../settings/assert_settings.ts";
import { SettingsError } from "../settings/errors.ts";
import { exists } from "./exists.ts";
import { UsageError } from "./exit_code.ts";
import { parseJson, readText, refuseRepeated } from "./read_json.ts";
import { readPresent } from "./replace_file.ts";

export interface PolicyOptions {
  readonly bundle?: string;
  readonly settings?: string;
  readonly lock?: string;
  readonly profile?: string;
  /** The lock file that is named may be missing: it is about to be written. */
  readonly newLock?: boolean;
  /** What is not named is looked for in the user's own folder alone: whoever starts this does so in a folder of anybody's. */
  readonly own?: boolean;
  /** Longest event judged, in characters of its JSON. Default: the evaluator's. */
  readonly maxEventLength?: number;
}

export interface Judge {
  readonly evaluator: Evaluator;
  readonly bundle: Bundle;
  readonly prose: Prose;
  readonly clauses: Clauses;
  readonly profile: Settings["profile"];
  readonly mode: NonNullable<Settings["mode"]>;
  /** The file the settings come from; undefined when there is none. */
  readonly settings: string | undefined;
  /** What was loaded: what the operator wants, and what is approved. */
  readonly operator: { readonly settings: Settings; readonly lock?: Lock };
  /** What the settings grant, by server. */
  readonly grants: Readonly<Record<string, Grants>>;
}

export const LOCK = "mcp-trust.lock";

export const PROFILES = ["personal", "team", "managed"] as const;

const PROJECT = "here or above in this repository";
const OWN = "in mcp-trust/ of your configuration";

/** Where files are looked for that are not named. */
const PLACES = {
  own: { settings: OWN, lock: OWN },
  project: { settings: `${PROJECT}, else ${OWN}`, lock: `${PROJECT}, else ${OWN}` },
  /** What is written is written into the project. */
  written: { settings: `${PROJECT}, else ${OWN}`, lock: PROJECT },
} as const;

export function addPolicyOptions(command: Command, place: keyof typeof PLACES = "project"): Command {
  const { settings, lock } = PLACES[place];
  return command
    .option("--settings <file>", `your settings (default: mcp-trust.yaml ${settings})`)
    .option("--lock <file>", `your approvals (default: mcp-trust.lock ${lock})`)
    .option("--profile <name>", `how strict, over the settings' own: ${PROFILES.join(", ")} (default: personal)`)
    .option("--bundle <file>", "a policy bundle you trust, instead of the standard one");
}

/** In the working folder or the nearest one above it in the same repository, whose configurations are looked for as well. */
export async function findFile(named: string | undefined, usual: string): Promise<string | undefined> {
  if (named !== undefined) return named;
  const cwd = process.cwd();
  for (const folder of await listProjectFolders(cwd, process.env.HOME ?? homedir())) {
    const path = join(folder, usual);
    if (await exists(path)) return folder === cwd ? usual : relative(cwd, path);
  }
  return undefined;
}

/**
 * In the folder where the user's programs keep their configuration.
 *
 * INVARIANT: never found by a relative path, which would lead into the working folder.
 */
async function findOwnFile(usual: string): Promise<string | undefined> {
  const { APPDATA = "", XDG_CONFIG_HOME = "" } = process.env;
  const given = process.platform === "win32" ? APPDATA : XDG_CONFIG_HOME;
  const folder = isAbsolute(given) ? given : join(homedir(), ".config");
  const path = join(folder, "mcp-trust", usual);
  return isAbsolute(path) && (await exists(path)) ? path : undefined;
}

/** What is written is written into the project, so there the user's own folder is not looked into. */
async function locate(
  named: string | undefined,
  usual: string,
  { own = false, newLock = false }: { own?: boolean | undefined; newLock?: boolean | undefined },
) {
  if (own) return named ?? (await findOwnFile(usual));
  return (await findFile(named, usual)) ?? (newLock ? undefined : await findOwnFile(usual));
}

function isProfile(name: string): name is Settings["profile"] {
  return PROFILES.some((profile) => profile === name);
}

const DEFAULT_SETTINGS: Settings = { profile: "personal" };

/** Loaded when there is something to parse: most runs have no settings, and zod costs a tenth of a short one. */
async function parseSettings(path: string): Promise<Settings> {
  const { loadSettings } = await import("../settings/load_settings.ts");
  return await loadSettings(path);
}

async function readSettings(options: PolicyOptions, path: string | undefined): Promise<Settings> {
  const settings = path === undefined ? DEFAULT_SETTINGS : await parseSettings(path);
  if (options.profile === undefined) return settings;
  if (!isProfile(options.profile)) {
    throw new UsageError(`--profile: expected one of ${PROFILES.join(", ")}, found \`${options.profile}\``);
  }
  return { ...settings, profile: options.profile };
}

async function readLock(options: PolicyOptions): Promise<{ lock?: Lock }> {
  const path = await locate(options.lock, LOCK, options);
  if (path === undefined || (options.newLock === true && (await readPresent(path)) === undefined)) return {};
  const text = await readText(path, "the lock file");
  const lock = parseJson(text, path, "a lock");
  refuseRepeated(text, path, "a lock");
  try {
    assertLock(lock);
    return { lock };
  } catch (cause) {
    throw new UsageError(
      `${path}: expected a lock as in schemas/lock.json: ${cause instanceof Error ? cause.message : ""}`,
    );
  }
}

/** What only the evaluator notices, such as a name that this bundle does not have, is in the settings file too. */
function nameFile(error: unknown, path: string | undefined): unknown {
  return error instanceof SettingsError && path !== undefined
    ? new SettingsError(error.code, `${path}: ${error.message}`, error.problems, { cause: error })
    : error;
}

/** Loads what the options name. Errors say which file and what to do. */
export async function loadJudge(options: PolicyOptions): Promise<Judge> {
  const bundle =
    options.bundle === undefined
      ? await loadStandardBundle()
      : await loadBundle(options.bundle, { verify: "trusted_path" });
  const path = await locate(options.settings, "mcp-trust.yaml", { own: options.own });
  const settings = await readSettings(options, path);
  const operator = { settings, ...(await readLock(options)) };
  const limits = options.maxEventLength === undefined ? {} : { maxEventLength: options.maxEventLength };
  const evaluator = await createEvaluator({ bundle, ...operator, ...limits }).catch((error: unknown) => {
    throw nameFile(error, path);
  });
  return {
    evaluator,
    bundle,
    prose: readProse(bundle),
    clauses: readClauses(bundle),
    profile: settings.profile,
    mode: settings.mode ?? "enforce",
    settings: path,
    operator,
    grants: Object.fromEntries(
      Object.entries(settings.servers ?? {}).map(([name, server]) => [name, server?.grants ?? {}]),
    ),
  };
}
