// Builds small bundles with one policy each, and calls opa-wasm as it is, without our wrapper.
import { readFile } from "node:fs/promises";
import * as runtime from "@open-policy-agent/opa-wasm";
import { type Bundle, loadBundle } from "../../src/bundle/load_bundle.ts";
import { createCompiler } from "../../src/compile/compiler.ts";
import type { Compiler } from "../../src/compile/types.ts";
import type { WasmModule } from "../../src/webassembly.ts";

const capabilities = await readFile(new URL("../../policies/capabilities.json", import.meta.url), "utf8");

let compiler: Promise<Compiler> | undefined;

function openCompiler(): Promise<Compiler> {
  compiler ??= createCompiler({ opa: "" });
  return compiler;
}

export async function closeCompiler(): Promise<void> {
  await (await compiler)?.close();
  compiler = undefined;
}

export interface BuildOptions {
  readonly data?: Record<string, unknown>;
  /** Default: false, the capabilities that our policies may use. */
  readonly everyBuiltin?: boolean;
  readonly entrypoint?: string;
}

/** The bytes of a bundle whose only module is the body in `package mcp.main`. */
export async function buildPolicy(body: string, options: BuildOptions = {}): Promise<Uint8Array> {
  const opened = await openCompiler();
  return await opened.build({
    modules: [{ path: "mcp/main.rego", text: `package mcp.main\n\n${body}\n` }],
    data: options.data ?? {},
    capabilities: options.everyBuiltin ? JSON.stringify(await opened.capabilities()) : capabilities,
    entrypoints: [options.entrypoint ?? "mcp/main/decision"],
    revision: "test",
    metadata: { name: "test" },
  });
}

export async function loadPolicy(body: string, options: BuildOptions = {}): Promise<Bundle> {
  return await loadBundle(await buildPolicy(body, options), { verify: "trusted_path" });
}

/** Rego of a decision that allows. */
export const ALLOW = `{
	"effect": "allow",
	"reasons": [{"code": "test.fine", "clause": "test", "effect": "allow", "severity": "info", "responsible": "operator", "pointer": "", "args": {}}],
	"obligations": [],
	"mode": "enforce",
}`;

export function encodeJson(value: unknown): ArrayBuffer {
  return encodeText(JSON.stringify(value));
}

export function encodeText(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer as ArrayBuffer;
}

export interface BarePolicy {
  readonly mem: { readonly buffer: ArrayBuffer };
  evaluate(input: unknown): unknown;
  setData(data: unknown): void;
}

type Builtins = Readonly<Record<string, (...args: never[]) => unknown>>;

interface BareRuntime {
  loadPolicySync(module: WasmModule, memory?: object, builtins?: Builtins): BarePolicy;
}

const bare: BareRuntime = Reflect.get(runtime, "default");

export function loadBare(bundle: Bundle, builtins: Builtins = {}, memory: object = {}): BarePolicy {
  return bare.loadPolicySync(bundle.module, memory, builtins);
}

/** What a call throws, which need not be an Error. */
export function caught(call: () => unknown): unknown {
  try {
    call();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("nothing was thrown");
}
