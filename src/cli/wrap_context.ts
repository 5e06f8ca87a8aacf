// Turns the options of `wrap` into what both of its forms guard with: policy, log, and whom to ask.
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import type { Evaluator } from "../evaluator.ts";
import type { AskHandler, RememberedChoices } from "../guard/ask.ts";
import { createDecisionLog, type DecisionLog } from "../log/decision_log.ts";
import { printable } from "../printable.ts";
import { createSandbox, type ServerSandbox } from "../sandbox/create_sandbox.ts";
import type { RelayOptions } from "../wrap/relay.ts";
import { DEFAULT_MAX_MESSAGE } from "../wrap/stdio/lines.ts";
import { createTerminalAsk, openTerminal } from "../wrap/terminal_ask.ts";
import type { Io } from "./io.ts";
import { loadJudge, type PolicyOptions } from "./policy_options.ts";
import { createBlockReport } from "./wrap_report.ts";

export interface WrapOptions extends PolicyOptions {
  readonly log?: string;
  readonly maxMessage?: number;
  readonly prompt: boolean;
}

export interface WrapContext {
  readonly evaluator: Evaluator;
  readonly log: DecisionLog;
  readonly ask: AskHandler | undefined;
  readonly sandbox: ServerSandbox;
  /** Says what was not passed on, of the server that the operator calls so. */
  readonly reportBlocks: (server: string) => NonNullable<RelayOptions["onBlock"]>;
  readonly remembered: RememberedChoices;
  readonly maxMessageLength: number;
}

/** The policy obliges whoever lets a call through to keep a trace of it, so there is a log whether one is named or not. */
async function findLog(named: string | undefined, { env }: Io): Promise<string> {
  if (named !== undefined) return named;
  const { LOCALAPPDATA = "", XDG_STATE_HOME = "" } = env;
  const state = process.platform === "win32" ? LOCALAPPDATA : XDG_STATE_HOME;
  // A relative one is none (XDG base directories): it would be in a folder of anybody's.
  const path = join(isAbsolute(state) ? state : join(homedir(), ".local", "state"), "mcp-trust", "decisions.jsonl");
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return path;
}

function hasTerminal(): boolean {
  // Who types the protocol by hand types no answers.
  if (process.stdin.isTTY) return false;
  const terminal = openTerminal();
  terminal?.close();
  return terminal !== undefined;
}

/** Loads everything that decides, before anything is started. Errors say which file and what to do. */
export async function createWrapContext(options: WrapOptions, io: Io): Promise<WrapContext> {
  const { maxMessage = DEFAULT_MAX_MESSAGE } = options;
  // Attacker-controlled: clients start servers in the folder they were opened in, so nothing that lies there decides.
  // An event is the message with what is known about it.
  const { evaluator, settings, profile } = await loadJudge({ ...options, own: true, maxEventLength: 2 * maxMessage });
  const path = await findLog(options.log, io);
  const log = await createDecisionLog({ path });
  // Whoever wonders why something is blocked starts here.
  const by = settings === undefined ? "without settings" : `by ${printable(settings)}`;
  io.err(`mcp-trust: guarding ${by} (profile ${profile}), decisions in ${printable(path)}\n`);
  return {
    evaluator,
    log,
    ask: options.prompt && hasTerminal() ? createTerminalAsk(openTerminal) : undefined,
    sandbox: await createSandbox(),
    remembered: new Set(),
    reportBlocks: (server) => createBlockReport(evaluator, server, io),
    maxMessageLength: maxMessage,
  };
}
