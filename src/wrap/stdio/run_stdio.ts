// Stands between a client and the server it starts: every line judged, everything else as if nobody stood there.
import type { Readable, Writable } from "node:stream";
import type { Relay } from "../relay.ts";
import { Child, type Launch, type Patience } from "./child.ts";
import { DEFAULT_MAX_MESSAGE } from "./lines.ts";
import { Pump } from "./pump.ts";
import { Sink } from "./sink.ts";

export interface StdioOptions {
  readonly relay: Relay;
  readonly launch: Launch;
  /** What the client writes. */
  readonly input: Readable;
  /** What the client reads. */
  readonly output: Writable;
  /** Longest message, in bytes without its newline. Default 10 MiB. */
  readonly maxMessage?: number | undefined;
  readonly patience?: Partial<Patience> | undefined;
  /** Where the signals come from that are the server's. Default: this process. */
  readonly signals?: NodeJS.EventEmitter | undefined;
}

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The official clients wait 2 seconds after closing the input, and as long after SIGTERM: then this process is killed. */
const PATIENCE: Patience = { close: 5000, terminate: 1500 };

/** How long the output of a server that has ended may stay silent, when a process it left behind holds it open. */
const SILENCE_MS = 500;

/** The server is gone; what it wrote before is still to come. */
async function drain(pump: Pump, source: Readable, done: Promise<void>): Promise<void> {
  let before: number | undefined;
  const timer = setInterval(() => {
    const { idleSince } = pump;
    if (idleSince !== undefined && idleSince === before) source.destroy();
    before = idleSince;
  }, SILENCE_MS);
  await done.finally(() => clearInterval(timer));
}

/**
 * Starts the server and serves until it ends.
 *
 * @returns the server's exit code
 * @throws {StartError} when it cannot be started
 */
export async function runStdio(options: StdioOptions): Promise<number> {
  const { relay, input, output, maxMessage = DEFAULT_MAX_MESSAGE, signals = process } = options;
  const patience = { ...PATIENCE, ...options.patience };
  const child = await Child.start(options.launch);
  let isClosing = false;
  const forward = FORWARDED.map((name) => {
    // Who hung up before sends SIGKILL next, which cannot be passed on.
    const pass = () => (isClosing && name === "SIGTERM" ? child.terminate(patience.terminate) : child.signal(name));
    return [name, pass] as const;
  });
  for (const [name, listener] of forward) signals.on(name, listener);

  const close = () => {
    if (isClosing) return;
    isClosing = true;
    // Nobody waits for what persons are asked about.
    relay.withdrawAll();
    child.close(patience);
  };
  const client = new Sink(output, close);
  // A server that reads no more answers no more.
  const server = new Sink(child.input, close);
  const shared = { relay, maxMessage };
  const toServer = new Pump({ ...shared, direction: "to_server", source: input, onward: server, back: client });
  const toClient = new Pump({ ...shared, direction: "to_client", source: child.output, onward: client, back: server });
  const asked = toServer.run().then(close);
  const answered = toClient.run().then(close);
  try {
    const code = await child.exited;
    await drain(toClient, child.output, answered);
    input.destroy();
    await asked;
    for (const text of relay.abandon("to_server", "mcp-trust: the server ended before it answered"))
      await client.write(text);
    return code;
  } finally {
    child.signal("SIGKILL");
    for (const [name, listener] of forward) signals.removeListener(name, listener);
  }
}
