// Turns the shipped compiler file into a compiled WebAssembly module, after checking that it is the one that was built.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { type BrotliOptions, brotliDecompress } from "node:zlib";
import type { WasmModule } from "../webassembly.ts";
import { compileBaseline } from "./baseline_module.ts";
import { CompileError } from "./errors.ts";

export interface CompilerManifest {
  /** Of the inflated module. */
  readonly sha256: string;
  readonly bytes: number;
  readonly opa: string;
  readonly go: string;
  /** Of the sources and the Go version that the module was built from. */
  readonly sources: string;
}

export const artifactFiles = { wasm: "compiler.wasm.br", manifest: "compiler.json" } as const;

/** `dist/compiler/` of this package, seen from `src/compile/` and from `dist/compile/` alike. */
export const artifactFolder = new URL("../../dist/compiler/", import.meta.url);

const remedy =
  "Run `npm run build` (it needs the Go toolchain, see compiler/go.mod for the version), " +
  "or set MCP_TRUST_OPA=/path/to/opa to use an installed OPA 1.x.";

const inflate = promisify(brotliDecompress);
const modules = new Map<string, Promise<WasmModule>>();

/** Compiled once per process and folder; workers share it. */
export function loadModule(folder: URL): Promise<WasmModule> {
  const known = modules.get(folder.href);
  if (known !== undefined) return known;
  const loading = readArtifact(folder).then(compileBaseline);
  modules.set(folder.href, loading);
  // A failure is not remembered: the user may build the file and try again.
  loading.catch(() => modules.delete(folder.href));
  return loading;
}

export async function readArtifact(folder: URL): Promise<Uint8Array<ArrayBuffer>> {
  const manifest = readManifest(await read(new URL(artifactFiles.manifest, folder)));
  const compressed = await read(new URL(artifactFiles.wasm, folder));
  const wasm = await inflate(compressed, inflateOptions(manifest.bytes)).catch((cause: unknown) => {
    throw failure("CORRUPT", `The compiler file ${artifactFiles.wasm} is damaged or cut short.`, cause);
  });
  const sha256 = createHash("sha256").update(wasm).digest("hex");
  if (sha256 !== manifest.sha256) {
    throw failure("HASH", `The compiler file has SHA-256 ${sha256}, expected ${manifest.sha256}.`);
  }
  return new Uint8Array(wasm.buffer as ArrayBuffer, wasm.byteOffset, wasm.byteLength);
}

/** One chunk: in the default ones of 16 KB the inflation takes three times as long. */
function inflateOptions(bytes: number): BrotliOptions {
  return { maxOutputLength: bytes, chunkSize: Math.max(bytes, 65_536) };
}

async function read(file: URL): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw failure("MISSING", `The compiler file ${file.pathname.split("/").at(-1)} is missing or unreadable.`, cause);
  });
}

function readManifest(text: Buffer): CompilerManifest {
  try {
    const { sha256, bytes, opa, go, sources } = JSON.parse(text.toString("utf8")) as Record<string, unknown>;
    if (typeof sha256 === "string" && typeof bytes === "number" && typeof sources === "string") {
      return { sha256, bytes, opa: String(opa), go: String(go), sources };
    }
  } catch (cause) {
    throw failure("CORRUPT", `The compiler manifest ${artifactFiles.manifest} is not JSON.`, cause);
  }
  throw failure(
    "CORRUPT",
    `The compiler manifest ${artifactFiles.manifest} lacks \`sha256\`, \`bytes\` or \`sources\`.`,
  );
}

function failure(kind: "MISSING" | "HASH" | "CORRUPT", message: string, cause?: unknown): CompileError {
  return new CompileError(`ERR_COMPILE_ARTIFACT_${kind}`, `${message} ${remedy}`, [], cause);
}
