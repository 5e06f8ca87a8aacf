// Starts the server and ends it: in the order of the protocol, and never leaves it behind.
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import type { Readable, Writable } from "node:stream";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string | undefined;
}

/** Milliseconds. */
export interface Patience {
  /** How long a server may take to end by itself after its input was closed. */
  readonly close: number;
  /** How long it may take to end after SIGTERM. */
  readonly terminate: number;
}

/** The command cannot be started. The message is for people. */
export class StartError extends Error {
  override readonly name = "StartError";
  /** As of shells: 127 not found, 126 found and not to be started. */
  readonly exitCode: 126 | 127;

  constructor(message: string, exitCode: 126 | 127, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

function describeFailure(command: string, error: NodeJS.ErrnoException): StartError {
  const isMissing = error.code === "ENOENT";
  const what = isMissing
    ? `expected a program named ${JSON.stringify(command)} on the search path, in a working folder that exists, found none`
    : `could not start ${JSON.stringify(command)} (${error.code ?? error.name})`;
  return new StartError(`${what}; check the command behind --`, isMissing ? 127 : 126, { cause: error });
}

export class Child {
  readonly input: Writable;
  readonly output: Readable;
  /** Resolves with the exit code of the process, as a shell tells it: 128 and the number for a signal. */
  readonly exited: Promise<number>;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, input: Writable, output: Readable) {
    this.#process = process;
    this.input = input;
    this.output = output;
    this.exited = new Promise((resolve) => {
      process.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  }

  /**
   * Its standard error is this process's own.
   *
   * @throws {StartError} when there is no such program, or it cannot be started
   */
  static async start({ command, args, env, cwd }: Launch): Promise<Child> {
    try {
      const started = spawn(command, args, { env, cwd, shell: false, stdio: ["pipe", "pipe", "inherit"] });
      const child = new Child(started, started.stdin, started.stdout);
      await new Promise<void>((resolve, reject) => {
        started.once("spawn", resolve);
        started.once("error", reject);
      });
      // Whatever ends this process ends the server too.
      const kill = () => void started.kill("SIGKILL");
      process.once("exit", kill);
      void child.exited.then(() => process.removeListener("exit", kill));
      return child;
    } catch (error) {
      throw describeFailure(command, error as NodeJS.ErrnoException);
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }

  /** Closes its input, waits, then SIGTERM, then SIGKILL, in the order of basic/lifecycle#stdio. */
  close({ close, terminate }: Patience): void {
    this.input.end();
    this.#later(close, () => this.terminate(terminate));
  }

  terminate(patience: number): void {
    this.signal("SIGTERM");
    this.#later(patience, () => this.signal("SIGKILL"));
  }

  #later(delay: number, act: () => void): void {
    const timer = setTimeout(act, delay);
    void this.exited.then(() => clearTimeout(timer));
  }
}
