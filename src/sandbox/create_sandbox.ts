// The sandbox of this machine, for a guard: tells the policy what there is, and makes a transport start its server confined.
//
// For the SDKs' StdioClientTransport, and for every object with their `_serverParams: { command, args, env, cwd }`: give
// `{ sandbox: await createSandbox() }` to guardClient or admitTransport, which calls `confine` when the policy wants it;
// what is then in `_serverParams` is the confined command line, and is to be read only after that.
import type { SandboxProfile } from "../generated/decision.ts";
import type { ClientSandbox } from "../generated/event.ts";
import { confine } from "./confine.ts";
import { type FindSandboxOptions, findSandbox } from "./find_sandbox.ts";
import type { Launch } from "./plan_launch.ts";

export interface ServerSandbox {
  /** What the policy is told before it decides: `/client/sandbox` of connection events. */
  readonly facts: ClientSandbox;
  /**
   * Confines a server that is about to be started.
   *
   * @param transport to be changed so that it starts the server confined
   * @returns false when it cannot be confined; the transport is then left as it was
   */
  confine(profile: SandboxProfile, transport: object): boolean | Promise<boolean>;
}

export interface CreateSandboxOptions extends FindSandboxOptions {
  /** Folder for what servers fetch when they are started, one below it for each. Default: in the user's cache folder. */
  readonly cacheFolder?: string;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** The launch that a transport of an official SDK keeps; undefined for any other. */
function readLaunch(transport: object): Launch | undefined {
  const params: unknown = "_serverParams" in transport ? transport._serverParams : undefined;
  if (typeof params !== "object" || params === null) return undefined;
  const { command, args = [], cwd, env = {} } = params as Record<string, unknown>;
  if (!isText(command) || !Array.isArray(args) || !args.every(isText)) return undefined;
  if ((cwd !== undefined && !isText(cwd)) || typeof env !== "object" || env === null) return undefined;
  const variables = Object.entries(env).filter((entry): entry is [string, string] => isText(entry[1]));
  return { command, args, env: Object.fromEntries(variables), ...(cwd === undefined ? {} : { cwd }) };
}

/**
 * The sandbox that this machine has: bubblewrap on Linux. Where there is none, the policy is told so and decides.
 *
 * Looks once; keep what it returns for as many connections as there are.
 */
export async function createSandbox(options: CreateSandboxOptions = {}): Promise<ServerSandbox> {
  const search = await findSandbox(options);
  if ("missing" in search) {
    const facts = { kind: "bubblewrap", available: false, unavailable_because: search.missing, enforces: [] };
    return { facts, confine: () => false };
  }
  return {
    facts: { kind: "bubblewrap", available: true, enforces: ["files", "network"] },
    confine: async (profile, transport) => {
      const launch = readLaunch(transport);
      const confined = launch && (await confine(search.found, launch, profile, options));
      if (confined === undefined) return false;
      const { _serverParams } = transport as { _serverParams: object };
      Object.assign(transport, { _serverParams: { ..._serverParams, ...confined } });
      return true;
    },
  };
}
