// Turns the compiled module into a started worker thread, from the sources and from the package alike.
import { Worker } from "node:worker_threads";
import type { WasmModule } from "../webassembly.ts";

/** Rego nested deeper than this allows ends in a trap, not in a crash of the process. */
const stackSizeMb = 16;

/** In a clone: Node 20 gives a worker none of its parent's loaders, so the thread fetches its own first. */
const typescriptEntry = `
  const { workerData } = require("node:worker_threads");
  import(workerData.loader).then(({ register }) => (register(), import(workerData.entry)));
`;

export function startWorker(module: WasmModule): Worker {
  const options = { env: {}, resourceLimits: { stackSizeMb } };
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL("./worker.js", import.meta.url), { ...options, workerData: { module } });
  }
  const entry = new URL("./worker.ts", import.meta.url).href;
  const loader = import.meta.resolve("tsx/esm/api");
  return new Worker(typescriptEntry, { ...options, eval: true, workerData: { module, entry, loader } });
}
