// Turns a bundle into its policy.wasm, and that into the names of the built-ins it expects from its host.
import { gunzipSync } from "node:zlib";
import { extract } from "tar-stream";
import { webAssembly } from "../src/webassembly.ts";

/** The files of a bundle by path, without the leading slash. */
export async function bundleFiles(bundle: Uint8Array): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const entries = extract();
  entries.end(gunzipSync(bundle));
  for await (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    files.set(entry.header.name.replace(/^\//, ""), Buffer.concat(chunks));
  }
  return files;
}

interface PolicyExports {
  builtins(): number;
  opa_json_dump(value: number): number;
}

interface Memory {
  readonly buffer: ArrayBuffer;
}

const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: new (limits: { initial: number }) => Memory } })
  .WebAssembly;

export async function policyImports(bundle: Uint8Array): Promise<string[]> {
  const policy = (await bundleFiles(bundle)).get("policy.wasm");
  if (policy === undefined) throw new Error("expected policy.wasm in the bundle");
  const memory = new Memory({ initial: 64 });
  const stub = () => 0;
  const module = await webAssembly.compile(policy);
  const names = webAssembly.Module.imports(module).map(({ name }) => name);
  const env = { ...Object.fromEntries(names.map((name) => [name, stub])), memory };
  const { exports } = await webAssembly.instantiate(module, { env });
  const policyExports = exports as PolicyExports;
  const start = policyExports.opa_json_dump(policyExports.builtins());
  const bytes = new Uint8Array(memory.buffer, start);
  const text = Buffer.from(bytes.subarray(0, bytes.indexOf(0))).toString("utf8");
  return Object.keys(JSON.parse(text) as Record<string, number>).sort();
}
