// mcp-trust wrap: the guard in front of a server that nobody can change.
import { type Command, InvalidArgumentError, Option } from "commander";
import { AdmissionDeniedError } from "../../guard/errors.ts";
import { printable } from "../../printable.ts";
import { checkWrapOptions, type GivenWrapOptions } from "../check_wrap_options.ts";
import { EXIT, UsageError } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { addPolicyOptions } from "../policy_options.ts";
import type { WrapOptions } from "../wrap_context.ts";

interface WrapCommandOptions extends WrapOptions, GivenWrapOptions {}

const EXAMPLES = `
In a client's configuration, in place of the server's own command:
  "command": "mcp-trust",
  "args": ["wrap", "--name", "files", "--", "npx", "-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "/srv/docs"]
mcp-trust check --wrap writes it for you.

In front of a server on HTTP:
  mcp-trust wrap --name tickets --url https://tickets.example/mcp --header 'Authorization: Bearer \${TOKEN}'
  mcp-trust wrap --name tickets --url http://127.0.0.1:3000/mcp --listen 8080

Files in the working folder decide nothing: clients start servers in whatever project is open. What --settings and --lock do
not name is looked for in mcp-trust/ of your own configuration ($XDG_CONFIG_HOME, else ~/.config; %APPDATA% on Windows), and
else there are no settings and no approvals.

What the policy asks about, the client's person is asked in the client where it offers that, else at the terminal; else it is
denied. Every decision is in the log. Standard output carries the protocol and nothing else.

Exit codes: the server's own (128 and the number for a signal); 127 no such command, 126 it cannot be started; 1 not admitted,
2 bad usage or unreadable input, 4 could not decide about it.`;

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function readBytes(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError("Expected a number of bytes.");
  return Number(text);
}

/** `Name=VARIABLE` as --header says it. */
function nameVariable(text: string): string {
  const [, name, variable] = /^([^=:\s]+)=([A-Za-z_]\w{0,127})$/.exec(text) ?? [];
  // INVARIANT: the text may be a secret that was given in the wrong place, so it is not repeated.
  if (variable === undefined) throw new UsageError("--header-env: expected Name=VARIABLE, as Authorization=API_TOKEN");
  return `${name}: \${${variable}}`;
}

async function guard(words: readonly string[], options: WrapCommandOptions, io: Io): Promise<number> {
  const { createWrapContext } = await import("../wrap_context.ts");
  const [command, ...args] = words;
  const { url, name, env, cwd, variablesFile, header = [], headerEnv = [] } = options;
  checkWrapOptions(command, options);
  const context = await createWrapContext(options, io);
  try {
    if (command !== undefined) {
      const { runWrapStdio } = await import("../run_wrap_stdio.ts");
      return await runWrapStdio({ command, args, name, env, cwd, variablesFile }, context, io);
    }
    const { runWrapHttp } = await import("../run_wrap_http.ts");
    const given = { ...options, url: url ?? "", header: [...header, ...headerEnv.map(nameVariable)] };
    return await runWrapHttp(given, context, io);
  } finally {
    await context.log.close();
  }
}

async function wrap(words: readonly string[], options: WrapCommandOptions, io: Io): Promise<number> {
  const { StartError } = await import("../../wrap/stdio/child.ts");
  try {
    return await guard(words, options, io);
  } catch (error) {
    if (error instanceof AdmissionDeniedError) {
      const { renderRefusal } = await import("../wrap_report.ts");
      io.err(renderRefusal(error, io.columns));
      const isUndecided = error.reasons.every(({ code }) => code.startsWith("fail_closed."));
      return isUndecided ? EXIT.undecided : EXIT.denied;
    }
    if (!(error instanceof StartError)) throw error;
    io.err(`mcp-trust: ${printable(error.message)}\n`);
    return error.exitCode;
  }
}

export function addWrap(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command("wrap")
    .description("start a server, or reach one, with the guard in front of it")
    .argument("[command...]", "behind --: the server's command and its arguments")
    .option("--name <name>", "the server's key in your settings (default: its package, script, program or host)")
    .option(
      "--env <name>",
      "the name, not the value, of a variable that the client's configuration sets; may be repeated",
      collect,
    )
    .option("--cwd <folder>", "the working folder that it sets; wrap itself stays where it is started")
    // Not --env-file: Node 20 takes that for its own, wherever it stands before `--`, and loads what the file says.
    .option("--variables-file <file>", "the file of variables that it names; wrap itself does not read it")
    .option(
      "--log <file>",
      "the decision log (default: mcp-trust/decisions.jsonl in $XDG_STATE_HOME, else ~/.local/state; %LOCALAPPDATA% on Windows)",
    )
    .option("--max-message <bytes>", "longest message that is read (default: 10 MiB)", readBytes)
    .option("--no-prompt", "ask at no terminal")
    .option("--url <url>", "the address of a server on HTTP, instead of a command")
    .option(
      "--header <header>",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what the user writes
      "sent with each request to the server; ${NAME} is a variable; may be repeated",
      collect,
    )
    .option("--header-env <name=variable>", "a header whose value is that of a variable; may be repeated", collect)
    .option("--listen <address>", "[HOST:]PORT to serve on HTTP, instead of standard input and output")
    .option("--allowed-host <host>", "with --listen: a Host header beside the local ones; may be repeated", collect)
    .option("--allowed-origin <origin>", "with --listen: a page that may call it; may be repeated", collect)
    .addOption(new Option("--was <entry>", "how the entry was written before check --wrap").hideHelp())
    .addHelpText("after", EXAMPLES);
  addPolicyOptions(command, "own").action(async (words: string[], options: WrapCommandOptions) => {
    done(await wrap(words, options, io));
  });
}
