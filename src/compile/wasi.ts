// Turns the system calls of a Go program in WebAssembly into the few answers it needs: time, randomness and messages.
// Not `node:wasi`: it aborts the whole process when several instances live in one (nodejs/node#46777).
const success = 0;
const badFile = 8;
const notImplemented = 52;
const fileDescriptors = 2;
const realtime = 0;

class ExitError extends Error {
  override readonly name = "ExitError";
}

export interface WasiOptions {
  /** Called when first needed: the memory belongs to the instance that these imports are for. */
  readonly memory: () => ArrayBuffer;
  readonly environment: readonly string[];
  /** What the program writes to standard output and error. */
  readonly write: (text: string) => void;
}

type SystemCall = (...args: never[]) => number;

/** The imports of the module: no files, no arguments, no network; everything else answers "not implemented". */
export function createWasi(names: readonly string[], options: WasiOptions): Record<string, SystemCall> {
  const calls = new Map<string, SystemCall>(Object.entries(systemCalls(options)));
  return Object.fromEntries(names.map((name) => [name, calls.get(name) ?? (() => notImplemented)]));
}

function systemCalls({ memory, environment, write }: WasiOptions): Record<string, SystemCall> {
  const view = () => new DataView(memory());
  const bytes = (address: number, size: number) => new Uint8Array(memory(), address, size);
  const variables = environment.map((variable) => Buffer.from(`${variable}\0`));
  const pair = (first: number, firstValue: number, second: number, secondValue: number): number => {
    view().setUint32(first, firstValue, true);
    view().setUint32(second, secondValue, true);
    return success;
  };
  return {
    args_sizes_get: (count: number, size: number) => pair(count, 0, size, 0),
    args_get: () => success,
    environ_sizes_get: (count: number, size: number) =>
      pair(count, variables.length, size, Buffer.concat(variables).length),
    environ_get: (table: number, text: number) => {
      let address = text;
      for (const [index, variable] of variables.entries()) {
        view().setUint32(table + 4 * index, address, true);
        bytes(address, variable.length).set(variable);
        address += variable.length;
      }
      return success;
    },
    clock_time_get: (clock: number, _precision: bigint, out: number) => {
      view().setBigUint64(out, nanoseconds(clock), true);
      return success;
    },
    random_get: (address: number, size: number) => {
      for (let done = 0; done < size; done += 65_536) {
        crypto.getRandomValues(bytes(address + done, Math.min(65_536, size - done)));
      }
      return success;
    },
    fd_write: (file: number, vectors: number, count: number, written: number) => {
      if (file > fileDescriptors) return badFile;
      let total = 0;
      for (let index = 0; index < count; index++) {
        const size = view().getUint32(vectors + 8 * index + 4, true);
        write(Buffer.from(bytes(view().getUint32(vectors + 8 * index, true), size)).toString("utf8"));
        total += size;
      }
      view().setUint32(written, total, true);
      return success;
    },
    fd_prestat_get: () => badFile,
    sched_yield: () => success,
    poll_oneoff: (subscriptions: number, events: number, count: number, ready: number) =>
      poll(view(), subscriptions, events, count, ready),
    proc_exit: (status: number) => {
      throw new ExitError(`the compiler exited with status ${status}`);
    },
  };
}

function nanoseconds(clock: number): bigint {
  const milliseconds = clock === realtime ? performance.timeOrigin + performance.now() : performance.now();
  return BigInt(Math.round(milliseconds * 1e6));
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** The Go scheduler sleeps here when only timers are left: wait for the nearest one, then report every subscription. */
function poll(view: DataView, subscriptions: number, events: number, count: number, ready: number): number {
  let wait = Number.POSITIVE_INFINITY;
  for (let index = 0; index < count; index++) {
    const subscription = subscriptions + 48 * index;
    const event = events + 32 * index;
    if (view.getUint8(subscription + 8) === 0) {
      const timeout = view.getBigUint64(subscription + 24, true);
      const absolute = (view.getUint16(subscription + 40, true) & 1) === 1;
      const left = absolute ? timeout - nanoseconds(view.getUint32(subscription + 16, true)) : timeout;
      wait = Math.min(wait, Number(left) / 1e6);
    }
    view.setBigUint64(event, view.getBigUint64(subscription, true), true);
    view.setUint16(event + 8, success, true);
    view.setUint8(event + 10, view.getUint8(subscription + 8));
  }
  if (wait > 0 && Number.isFinite(wait)) Atomics.wait(sleeper, 0, 0, wait);
  view.setUint32(ready, count, true);
  return success;
}
