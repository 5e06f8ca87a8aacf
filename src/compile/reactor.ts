// Turns the compiled module into one live instance that answers JSON requests with JSON responses.

import { type WasmMemory, type WasmModule, webAssembly } from "../webassembly.ts";
import { createWasi } from "./wasi.ts";

/**
 * Below the memory maximum that the build writes into the module: the collector works harder before the program dies.
 */
const softMemoryLimit = "GOMEMLIMIT=850MiB";

export interface Reactor {
  call(request: string): string;
  /** What the program has written so far; a Go program explains its own death there. */
  messages(): string;
}

interface ReactorExports {
  readonly memory: WasmMemory;
  _initialize(): void;
  alloc(size: number): number;
  free(address: number): void;
  call(address: number, size: number): bigint;
}

export async function createReactor(module: WasmModule): Promise<Reactor> {
  let messages = "";
  const names = webAssembly.Module.imports(module).map(({ name }) => name);
  const wasi = createWasi(names, {
    memory: () => exports.memory.buffer,
    environment: [softMemoryLimit],
    write: (text) => {
      messages = (messages + text).slice(0, 4096);
    },
  });
  const instance = await webAssembly.instantiate(module, { wasi_snapshot_preview1: wasi });
  const exports = instance.exports as ReactorExports;
  exports._initialize();
  return {
    call: (request) => {
      const bytes = Buffer.from(request);
      const address = exports.alloc(bytes.length) >>> 0;
      new Uint8Array(exports.memory.buffer, address, bytes.length).set(bytes);
      const packed = BigInt.asUintN(64, exports.call(address, bytes.length));
      const start = Number(packed >> 32n);
      const response = Buffer.from(exports.memory.buffer, start, Number(packed & 0xffffffffn)).toString("utf8");
      exports.free(address);
      exports.free(start);
      return response;
    },
    messages: () => messages,
  };
}
