// Turns the bytes of the compiler into a module that V8 does not optimize while it runs.
import { setFlagsFromString } from "node:v8";
import { type WasmModule, webAssembly } from "../webassembly.ts";

/**
 * The compiler is 40 MB of code of which one command runs little, once. Optimizing it on the side costs more than it
 * gives: one build in a fresh process took 2.1 to 4.4 s, and takes 0.9 s so (two cores, Node 20), a later build 70 ms
 * instead of 250 ms. The first flag is read when a module is created and put back at once, so that policy.wasm is still
 * optimized as it runs (measured); the second concerns only modules created without the first.
 */
export function compileBaseline(wasm: Uint8Array): WasmModule {
  setFlagsFromString("--no-wasm-dynamic-tiering");
  setFlagsFromString("--no-wasm-tier-up");
  try {
    // Synchronous, so that no other module is created in between.
    return new webAssembly.Module(wasm);
  } finally {
    setFlagsFromString("--wasm-dynamic-tiering");
  }
}
