// Runs the guard in front of a server that it starts: admission first, then every message between client and server.

import { nameArguments } from "../facts/secrets/detect_secrets.ts";
import { withoutSecrets } from "../facts/secrets/without_secrets.ts";
import type { Server } from "../generated/event.ts";
import { admitConnection } from "../guard/admission.ts";
import { askByElicitation } from "../guard/elicitation_channel.ts";
import { createGate } from "../guard/gate.ts";
import { createLedger } from "../ledger/create_ledger.ts";
import { createRelay } from "../wrap/relay.ts";
import type { Launch } from "../wrap/stdio/child.ts";
import { runStdio } from "../wrap/stdio/run_stdio.ts";
import type { Io } from "./io.ts";
import type { WrapContext } from "./wrap_context.ts";
import { nameServer } from "./wrap_name.ts";

export interface WrapStdioArguments {
  readonly command: string;
  readonly args: readonly string[];
  /** The server's key in the operator's settings. Default: of what it is started from. */
  readonly name?: string | undefined;
  /** Variables that the configuration sets for the server; the values are in the environment. */
  readonly env?: readonly string[] | undefined;
  /** What the configuration says of these, as it is written: for whoever approved it. */
  readonly cwd?: string | undefined;
  readonly variablesFile?: string | undefined;
}

function describeServer({ command, args, name = "", env = [], cwd, variablesFile }: WrapStdioArguments): Server {
  return {
    name,
    transport: "stdio",
    command,
    ...(args.length === 0 ? {} : { args: [...args] }),
    ...(env.length === 0 ? {} : { env_keys: [...env] }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(variablesFile === undefined ? {} : { env_file: variablesFile }),
  };
}

/**
 * @returns the server's exit code
 * @throws {AdmissionDeniedError} before anything is started
 * @throws {StartError}
 */
export async function runWrapStdio(given: WrapStdioArguments, context: WrapContext, io: Io): Promise<number> {
  const { evaluator, log, remembered, ask, sandbox, reportBlocks, maxMessageLength } = context;
  const unnamed = describeServer(given);
  const described = { ...unnamed, name: given.name ?? nameServer(evaluator, unnamed) };
  const event = await withoutSecrets(
    { kind: "connection", point: "proxy", server: described },
    nameArguments(given.args),
  );
  // As a transport of the SDKs keeps it, for whoever confines what is started.
  const transport: { _serverParams: Launch } = {
    _serverParams: { command: given.command, args: given.args, env: io.env },
  };
  const guard = { evaluator, log, remembered };
  const server = await admitConnection({ ...event, server: event.server ?? described }, transport, {
    ...guard,
    ask,
    sandbox,
  });
  const gate = createGate({ ...guard, server, point: "proxy", ledger: createLedger(), maxMessageLength });
  // The command line's own listener ends the process when nobody reads any more, and would leave the server behind.
  process.stdout.removeAllListeners("error");
  const channel = askByElicitation(async (message) => void process.stdout.write(`${JSON.stringify(message)}\n`));
  const relay = createRelay({ gate, channel, ask, onBlock: reportBlocks(described.name) });
  const launch = transport._serverParams;
  const streams = { input: process.stdin, output: process.stdout };
  return await runStdio({ relay, launch, ...streams, maxMessage: maxMessageLength }).finally(() => gate.close());
}
