// The command line: finds the command, runs it, and turns every outcome into an exit code.
import { Command, CommanderError } from "commander";
import { printable } from "../report/place.ts";
import { addApprove } from "./commands/approve.ts";
import { addBuild } from "./commands/build.ts";
import { addCheck } from "./commands/check.ts";
import { addEval } from "./commands/eval.ts";
import { addExplain } from "./commands/explain.ts";
import { addInit } from "./commands/init.ts";
import { addTest } from "./commands/test.ts";
import { addTriage } from "./commands/triage.ts";
import { addWrap } from "./commands/wrap.ts";
import { EXIT, type ExitCode, UsageError } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { readVersion } from "./read_version.ts";
import { renderIssues } from "./render_issues.ts";

const EXAMPLES = `
Examples:
  mcp-trust check                 judge every MCP configuration of this user and project
  mcp-trust check .mcp.json       judge one file
  mcp-trust init                  draft mcp-trust.yaml from what is configured
  mcp-trust approve               review each server, so that later changes are found
  mcp-trust wrap -- node s.js     start a server with the guard in front of it
  mcp-trust eval event.json       decide about one event
  mcp-trust explain <code>        say what a reason means and what to do
  mcp-trust triage report.yaml    weigh a vulnerability report
  mcp-trust test policies/        test policies of your own
  mcp-trust build policies/ -o bundle.tar.gz

Exit codes: 0 nothing denied, 1 something denied, 2 bad usage or unreadable input, 3 nothing found, 4 could not decide;
wrap ends with the code of the server it started.`;

/** Attacker-controlled: messages name files and keys, whose names could rewrite the terminal. */
function renderMessage(message: string): string {
  return `mcp-trust: ${message.split("\n").map(printable).join("\n")}\n`;
}

/** Errors the package foresees carry a code; their message is written for whoever typed the command. */
function report(error: unknown, io: Io): ExitCode {
  if (error instanceof UsageError) {
    io.err(renderMessage(error.message));
    return error.exitCode;
  }
  if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_")) {
    io.err(renderIssues(error));
    io.err(renderMessage(error.message));
    return EXIT.usage;
  }
  io.err(`mcp-trust: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.undecided;
}

/**
 * Runs one command line.
 *
 * @param args without the program's own name
 * @returns one of EXIT, or the exit code of a server that was started
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  const done = (result: number) => {
    code = result;
  };
  const program = new Command("mcp-trust")
    .description("The trust model of the Model Context Protocol as executable policy.")
    .version(await readVersion())
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .showHelpAfterError("(add --help for usage and examples)")
    .addHelpText("after", EXAMPLES)
    .exitOverride();
  for (const add of [addCheck, addInit, addApprove, addWrap, addEval, addExplain, addTriage, addTest, addBuild])
    add(program, io, done);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return report(error, io);
  }
}
