// Turns requests into responses through a worker thread that may hang or die at any time.
import type { Worker } from "node:worker_threads";
import type { WasmModule } from "../webassembly.ts";
import { CompileError } from "./errors.ts";
import type { WorkerReply } from "./worker.ts";
import { startWorker } from "./worker_start.ts";

export interface WorkerHost {
  /** One call runs at a time; `deadlineMs` counts from its start and includes starting a worker. */
  call(request: string, deadlineMs: number): Promise<string>;
  close(): Promise<void>;
}

/** The call that waits for an answer. */
interface Pending {
  resolve(response: string): void;
  reject(error: CompileError): void;
}

export function createWorkerHost(module: WasmModule): WorkerHost {
  let worker: Worker | undefined;
  let pending: Pending | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  // INVARIANT: an instance that hung or trapped is never used again; its memory may be half written.
  const discard = async (error: CompileError): Promise<void> => {
    const dying = worker;
    const caller = pending;
    worker = undefined;
    pending = undefined;
    await dying?.terminate();
    caller?.reject(error);
  };

  const start = (): Worker => {
    const started = startWorker(module);
    const stop = (reason: string, cause?: unknown): void => {
      // Its last words come after it was given up: they concern no later call.
      if (worker === started) void discard(trap(reason, cause));
    };
    started.on("message", (reply: WorkerReply) => {
      if (worker !== started) return;
      if ("trap" in reply) return stop(reply.trap);
      pending?.resolve(reply.response);
      pending = undefined;
    });
    started.on("error", (error) => stop(error.message, error));
    started.on("exit", (status) => stop(`its worker exited with status ${status}`));
    // An idle compiler must not keep the process alive; a call does, by its timer.
    started.unref();
    return started;
  };

  const run = async (request: string, deadlineMs: number): Promise<string> => {
    if (closed) throw closedError();
    worker ??= start();
    worker.postMessage(request);
    const answer = new Promise<string>((resolve, reject) => {
      pending = { resolve, reject };
    });
    const timer = setTimeout(() => {
      void discard(new CompileError("ERR_COMPILE_DEADLINE", `the compiler did not answer within ${deadlineMs} ms`));
    }, deadlineMs);
    return answer.finally(() => clearTimeout(timer));
  };

  return {
    call: (request, deadlineMs) => {
      const result = last.then(() => run(request, deadlineMs));
      last = result.catch(() => undefined);
      return result;
    },
    close: () => {
      closed = true;
      return discard(closedError());
    },
  };
}

function closedError(): CompileError {
  return new CompileError("ERR_COMPILE_CLOSED", "the compiler was closed");
}

function trap(reason: string, cause?: unknown): CompileError {
  return new CompileError("ERR_COMPILE_TRAP", `the compiler stopped: ${reason}`, [], cause);
}
