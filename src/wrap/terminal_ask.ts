// Asks the person at the terminal: shows all of what is about to happen, as text that cannot pass for the question.
import { closeSync, constants, openSync, readSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { ReadStream, WriteStream } from "node:tty";
import type { Event } from "../generated/event.ts";
import type { AskAnswer, AskHandler, Question, Yes } from "../guard/ask.ts";
import { printable } from "../printable.ts";

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly columns: number;
  /** Throws away what was typed before now. */
  forget(): void;
  close(): void;
}

/** Events are shown whole, so whatever of these they have is among it. */
const SHOWN: Yes["shown"] = ["command", "url", "tool", "arguments", "message", "roots", "model_output"];

/** Attacker-controlled: nobody reads more than this. What is longer is not asked about, and so denied. */
const MAX_TEXT = 64 * 1024;

/** Attacker-controlled: a server chooses when it is asked about. A line that was meant for something else is no yes. */
function forgetTyped(): void {
  const terminal = openSync("/dev/tty", constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.alloc(4096);
    while (readSync(terminal, buffer) > 0);
  } catch {
    // Nothing more is there (EAGAIN).
  } finally {
    closeSync(terminal);
  }
}

/** The terminal of this process's session, as standard input and output belong to the protocol. */
export function openTerminal(): Terminal | undefined {
  try {
    const input = new ReadStream(openSync("/dev/tty", "r"));
    const output = new WriteStream(openSync("/dev/tty", "w"));
    const close = () => {
      input.destroy();
      output.destroy();
    };
    return { input, output, columns: output.columns || 80, forget: forgetTyped, close };
  } catch {
    return undefined;
  }
}

/** Letters beyond ASCII may be two columns wide. */
function widthOf(character: string): number {
  return character <= "~" ? 1 : 2;
}

/** Every line begins with a mark: the terminal must not break one where an attacker's text would begin a line by itself. */
function quote(text: string, columns: number): string[] {
  const room = Math.max(columns - 4, 16);
  return text.split("\n").flatMap((line) => {
    const pieces = [""];
    let width = 0;
    for (const character of printable(line)) {
      width += widthOf(character);
      if (width > room) {
        pieces.push("");
        width = widthOf(character);
      }
      pieces[pieces.length - 1] += character;
    }
    return pieces.map((piece) => `  | ${piece}`);
  });
}

/** What happens; not when, nor what the policy made of it. */
function writeEvent({ point, time, facts, message, client, ...rest }: Event): string {
  return JSON.stringify(rest, null, 2);
}

function writeQuestion({ server, reasons, events, digests }: Question, columns: number): string | undefined {
  const why = reasons.flatMap(({ code, title, args }) => [
    `Why: ${title ?? "A rule of the policy"} (${code})`,
    ...(Object.keys(args).length === 0 ? [] : quote(JSON.stringify(args), columns)),
  ]);
  const always =
    digests.tool === undefined ? "exactly this again" : "all of this tool that is asked about for the same";
  const text = [
    "",
    "mcp-trust: the policy wants your word before this happens.",
    "Server:",
    ...quote(server, columns),
    ...why,
    "What:",
    ...events.flatMap((event) => quote(writeEvent(event), columns)),
    `y: yes, this once.  n: no.  a: yes, and to ${always}, until the server ends.`,
    "",
  ].join("\n");
  return text.length > MAX_TEXT ? undefined : text;
}

/** A line that was typed; undefined when whoever sat there left, or the question was taken back. */
async function readLine({ input, output }: Terminal, signal: AbortSignal | undefined): Promise<string | undefined> {
  const reader = createInterface({ input, output, terminal: false });
  try {
    return await new Promise((resolve) => {
      reader.once("close", () => resolve(undefined));
      signal?.addEventListener("abort", () => resolve(undefined), { once: true });
      reader.question("Allow it? y, n, a: ", resolve);
    });
  } finally {
    reader.close();
  }
}

async function askAt(terminal: Terminal, question: Question): Promise<AskAnswer | undefined> {
  const { signal, digests } = question;
  const text = writeQuestion(question, terminal.columns);
  if (text === undefined) return undefined;
  terminal.output.write(text);
  terminal.forget();
  for (;;) {
    const answer = (await readLine(terminal, signal))?.trim().toLowerCase();
    if (signal?.aborted === true) terminal.output.write("\nTaken back: nobody waits for it any more.\n");
    if (answer === undefined || answer === "n" || answer === "no") return { allow: false };
    const yes = { allow: true, shown: SHOWN, truncated: false } as const;
    if (answer === "y" || answer === "yes") return yes;
    if (answer === "a") return { ...yes, remember: digests.tool === undefined ? "call" : "tool" };
  }
}

/**
 * One question at a time. Undefined where there is no terminal: nobody can be asked.
 *
 * @param open opened for each question, so that between them every key is somebody else's
 */
export function createTerminalAsk(open: () => Terminal | undefined): AskHandler {
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (question: Question): Promise<AskAnswer | undefined> => {
    if (question.signal?.aborted === true) return { allow: false };
    const terminal = open();
    if (terminal === undefined) return undefined;
    try {
      return await askAt(terminal, question);
    } finally {
      terminal.close();
    }
  };
  return (question) => {
    const answer = last.then(() => ask(question));
    last = answer.catch(() => undefined);
    return answer;
  };
}
