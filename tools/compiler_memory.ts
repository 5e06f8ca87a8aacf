// Turns the linked compiler module into one whose memory has a maximum, by rewriting its memory section.

const header = 8;
const memorySection = 5;

/** The Go linker sets no maximum, so a policy could take all of the machine's memory while it is compiled. */
export function limitMemory(wasm: Uint8Array, maximumPages: number): Uint8Array {
  for (let offset = header; offset < wasm.length; ) {
    const size = readUnsigned(wasm, offset + 1);
    const end = size.next + size.value;
    if (wasm[offset] === memorySection) {
      return Buffer.concat([wasm.subarray(0, offset), section(wasm, size.next, maximumPages), wasm.subarray(end)]);
    }
    offset = end;
  }
  throw new Error("expected a WebAssembly module with a memory section");
}

function section(wasm: Uint8Array, body: number, maximumPages: number): Uint8Array {
  const [count, flags] = wasm.subarray(body, body + 2);
  const initial = readUnsigned(wasm, body + 2).value;
  if (count !== 1 || flags !== 0) throw new Error("expected one memory without a maximum");
  const limits = [1, 1, ...unsigned(initial), ...unsigned(maximumPages)];
  return Uint8Array.from([memorySection, ...unsigned(limits.length), ...limits]);
}

function readUnsigned(bytes: Uint8Array, offset: number): { value: number; next: number } {
  let value = 0;
  for (let next = offset, factor = 1; ; next++, factor *= 128) {
    const byte = bytes[next];
    if (byte === undefined) throw new Error("expected a whole WebAssembly module");
    value += (byte % 128) * factor;
    if (byte < 128) return { value, next: next + 1 };
  }
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))];
}
