// The worker thread: turns request messages into response messages through one instance of the compiler.
import { parentPort, workerData } from "node:worker_threads";
import type { WasmModule } from "../webassembly.ts";
import { createReactor, type Reactor } from "./reactor.ts";

export type WorkerReply = { readonly response: string } | { readonly trap: string };

const { module } = workerData as { readonly module: WasmModule };
const reactor = createReactor(module);

parentPort?.on("message", (request: string) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});

async function answer(request: string): Promise<WorkerReply> {
  let ready: Reactor | undefined;
  try {
    ready = await reactor;
    return { response: ready.call(request) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { trap: [reason, ready?.messages().trim()].filter(Boolean).join("\n") };
  }
}
