// What a command may use of its process, so that tests can run it without one.

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Width of the terminal, or a usual one. */
  readonly columns: number;
  out(text: string): void;
  err(text: string): void;
  /** Whether standard output is a terminal that wants colors. */
  readonly color: boolean;
}

/** Colors only on a terminal, and never with NO_COLOR (no-color.org). */
export function createIo(process: NodeJS.Process): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    columns: process.stdout.columns || 100,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    color: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb",
  };
}
