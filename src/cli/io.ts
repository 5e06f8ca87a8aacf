// What a command may use of its process, so that tests can run it without one.

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Width of the terminal, or a usual one. */
  readonly columns: number;
  out(text: string): void;
  err(text: string): void;
  /** Asks whoever sits there; undefined when they leave instead of answering. Absent where nobody sits. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Whether standard output is a terminal that wants colors. */
  readonly color: boolean;
}

/** One reader for one question, so that a command that asks nothing more can end. */
async function ask({ stdin, stdout }: NodeJS.Process, question: string): Promise<string | undefined> {
  const { createInterface } = await import("node:readline");
  return await new Promise((resolve) => {
    const reader = createInterface({ input: stdin, output: stdout });
    reader.on("SIGINT", () => reader.close());
    reader.on("close", () => resolve(undefined));
    reader.question(question, (answer) => {
      resolve(answer);
      reader.close();
    });
  });
}

/** Colors only on a terminal, and never with NO_COLOR (no-color.org). */
export function createIo(process: NodeJS.Process): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    columns: process.stdout.columns || 100,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ...(process.stdin.isTTY && process.stdout.isTTY ? { ask: (question) => ask(process, question) } : {}),
    color: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb",
  };
}
