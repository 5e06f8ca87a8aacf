// Turns a bundle file into a Bundle: verified bytes, a compiled module and its data.
import { readFile } from "node:fs/promises";
import { digestText } from "../digest_text.ts";
import { type WasmModule, webAssembly } from "../webassembly.ts";
import { BundleError } from "./errors.ts";
import { readArchive } from "./read_archive.ts";

/** The only question the evaluator asks a bundle. */
export const ENTRYPOINT = "mcp/main/decision";

export interface BundleIdentity {
  readonly name: string;
  readonly revision: string;
  /** sha256 over the bytes of the bundle file, as `sha256:<hex>`. */
  readonly digest: string;
}

export interface Bundle {
  readonly identity: BundleIdentity;
  readonly module: WasmModule;
  /** The bundle's own data document. Settings and lock are not part of it. */
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * How the origin of a bundle is established. There is no default: whoever loads a bundle says why it is trusted.
 *
 * - `{ digest }`: the bytes must have this `sha256:<hex>` digest.
 * - `"trusted_path"`: nobody but the operator can write to where the bytes come from.
 */
export type BundleVerification = { readonly digest: string } | "trusted_path";

export interface LoadBundleOptions {
  readonly verify: BundleVerification;
}

async function readSource(source: string | Uint8Array): Promise<Uint8Array> {
  if (typeof source !== "string") return source;
  try {
    return await readFile(source);
  } catch (cause) {
    throw new BundleError("ERR_BUNDLE_UNREADABLE", `cannot read the bundle \`${source}\``, { cause });
  }
}

function readJson(files: ReadonlyMap<string, Uint8Array>, name: string): Record<string, unknown> {
  const bytes = files.get(name);
  if (bytes === undefined) throw new BundleError("ERR_BUNDLE_CONTENT", `bundle has no \`${name}\``);
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (cause) {
    throw new BundleError("ERR_BUNDLE_CONTENT", `\`${name}\` in the bundle is not JSON`, { cause });
  }
  throw new BundleError("ERR_BUNDLE_CONTENT", `\`${name}\` in the bundle is not a JSON object`);
}

async function compileModule(files: ReadonlyMap<string, Uint8Array>): Promise<WasmModule> {
  const bytes = files.get("/policy.wasm");
  if (bytes === undefined) {
    throw new BundleError("ERR_BUNDLE_CONTENT", "bundle has no `/policy.wasm`; build it with `mcp-trust build`");
  }
  try {
    return await webAssembly.compile(bytes);
  } catch (cause) {
    throw new BundleError("ERR_BUNDLE_WASM", "`/policy.wasm` in the bundle is not valid WebAssembly", { cause });
  }
}

function identify(manifest: Record<string, unknown>, digest: string): BundleIdentity {
  const metadata = manifest.metadata;
  const name = typeof metadata === "object" && metadata !== null ? Reflect.get(metadata, "name") : undefined;
  const revision = manifest.revision;
  return {
    name: typeof name === "string" ? name : "unnamed",
    revision: typeof revision === "string" ? revision : "",
    digest,
  };
}

/**
 * Loads an OPA bundle with a compiled policy.
 *
 * @param source path of a `.tar.gz` file, or its bytes
 * @throws {BundleError} when the bundle cannot be read, is not what `verify` demands, or lacks a part
 */
export async function loadBundle(source: string | Uint8Array, options: LoadBundleOptions): Promise<Bundle> {
  // JavaScript callers have no compiler to tell them that this option is required.
  const verify: BundleVerification | undefined = options?.verify;
  if (verify === undefined) throw new TypeError("loadBundle: expected `verify`: a digest, or `trusted_path`");
  const bytes = await readSource(source);
  const digest = digestText(bytes);
  // INVARIANT: nothing of the bundle is unpacked before its digest was compared.
  if (verify !== "trusted_path" && verify.digest !== digest) {
    throw new BundleError("ERR_BUNDLE_DIGEST", `bundle has digest ${digest}, expected ${verify.digest}`);
  }
  const files = await readArchive(bytes);
  const manifest = readJson(files, "/.manifest");
  return {
    identity: identify(manifest, digest),
    module: await compileModule(files),
    data: readJson(files, "/data.json"),
  };
}
