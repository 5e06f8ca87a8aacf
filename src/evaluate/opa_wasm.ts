// Turns a compiled policy and its data into a function from encoded input to raw answer.
//
// The only file that imports opa-wasm, and it trusts none of its habits: the runtime throws strings and bare objects,
// takes falsy input and input that is no JSON for no input, calls missing built-ins late, and is worn out by every exception.
import * as runtime from "@open-policy-agent/opa-wasm";
import { BundleError } from "../bundle/errors.ts";
import { ENTRYPOINT } from "../bundle/load_bundle.ts";
import type { WasmModule } from "../webassembly.ts";
import { EvaluationError } from "./errors.ts";

/** What we use of opa-wasm. Its own types need the browser's, and leave out the default export that carries this. */
interface OpaWasm {
  loadPolicySync(module: WasmModule, memory: { initial: number; maximum: number }): LoadedPolicy;
}

interface LoadedPolicy {
  readonly mem: { readonly buffer: ArrayBuffer };
  readonly wasmInstance: { readonly exports: Readonly<Record<string, unknown>> };
  readonly entrypoints: Readonly<Record<string, number>>;
  setData(data: ArrayBuffer): void;
  evaluate(input: ArrayBuffer, entrypoint: string): unknown;
}

const opaWasm: OpaWasm = Reflect.get(runtime, "default");

const PAGE_BYTES = 64 * 1024;

/** An event is at most a few MiB; a policy that needs more memory than this is stopped by an exception. */
const MAX_PAGES = (256 * 1024 * 1024) / PAGE_BYTES;

/**
 * Memory to start with: the least that a module accepts, for it says nowhere how much its constants need, and every
 * page makes a new instance slower.
 */
const INITIAL_PAGES = [5, 20, 80, 320, 1280];

/**
 * Wasm memory grows and never shrinks, so an instance that one large event has bloated is replaced. Counted from what
 * the instance has with its data, or a bundle with much data would be instantiated anew for every event.
 */
const MAX_GROWTH_BYTES = 32 * 1024 * 1024;

export interface CompiledPolicy {
  /**
   * Evaluates one input.
   *
   * @param input UTF-8 JSON; the runtime does not say so when it is none, but evaluates without input
   * @returns the value of the entrypoint, or undefined when the policy is undefined for this input
   * @throws {EvaluationError} when the policy traps or answers with something that is no result set
   */
  evaluate(input: ArrayBuffer): unknown;
}

function describe(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === "string") return thrown;
  if (typeof thrown === "object" && thrown !== null && "message" in thrown) return String(thrown.message);
  return "unknown exception";
}

function instantiate(module: WasmModule, data: ArrayBuffer, initial: number): LoadedPolicy {
  const policy = opaWasm.loadPolicySync(module, { initial, maximum: MAX_PAGES });
  policy.setData(data);
  return policy;
}

function findInitialPages(module: WasmModule): number {
  const fitting = INITIAL_PAGES.find((initial) => {
    try {
      opaWasm.loadPolicySync(module, { initial, maximum: MAX_PAGES });
      return true;
    } catch {
      return false;
    }
  });
  // None fits a module that is no policy either; the next attempt says why.
  return fitting ?? Math.max(...INITIAL_PAGES);
}

/** opa-wasm checks the major version only if there is one, and takes an older path when the minor one is missing. */
function assertAbi(policy: LoadedPolicy): void {
  const major = readGlobal(policy, "opa_wasm_abi_version");
  const minor = readGlobal(policy, "opa_wasm_abi_minor_version");
  if (major === 1 && minor !== undefined && minor >= 2) return;
  const found = major === undefined ? "none" : `${major}.${minor ?? "?"}`;
  throw new BundleError("ERR_BUNDLE_WASM", `policy.wasm has ABI ${found}, expected 1.2 or a later 1.x`);
}

function readGlobal(policy: LoadedPolicy, name: string): number | undefined {
  const found = policy.wasmInstance.exports[name];
  const value: unknown = typeof found === "object" && found !== null ? Reflect.get(found, "value") : undefined;
  return typeof value === "number" ? value : undefined;
}

/**
 * opa-wasm looks a built-in up when it is called, which may be years after the bundle was loaded, and its own
 * JavaScript ones differ from OPA's. A policy that needs any is refused here.
 */
function assertNativeOnly(policy: LoadedPolicy): void {
  const address = policy.wasmInstance.exports.builtins;
  if (typeof address !== "function") throw new BundleError("ERR_BUNDLE_WASM", "policy.wasm exports no `builtins`");
  const text = readJsonText(policy, Number(address()));
  const required = Object.keys(JSON.parse(text));
  if (required.length === 0) return;
  throw new BundleError(
    "ERR_BUNDLE_BUILTIN",
    `policy needs built-ins that WebAssembly does not have: ${required.sort().join(", ")}; ` +
      "build it with `mcp-trust build`, which names the places",
  );
}

function readJsonText(policy: LoadedPolicy, value: number): string {
  const dump = policy.wasmInstance.exports.opa_json_dump;
  if (typeof dump !== "function") throw new BundleError("ERR_BUNDLE_WASM", "policy.wasm exports no `opa_json_dump`");
  const start = Number(dump(value));
  const memory = new Uint8Array(policy.mem.buffer);
  return new TextDecoder().decode(memory.subarray(start, memory.indexOf(0, start)));
}

/** The first instance, after everything was checked that can be known before an event. */
function inspect(module: WasmModule, data: ArrayBuffer, initial: number): LoadedPolicy {
  try {
    const instance = instantiate(module, data, initial);
    assertAbi(instance);
    if (!Object.hasOwn(instance.entrypoints, ENTRYPOINT)) {
      throw new BundleError("ERR_BUNDLE_ENTRYPOINT", `bundle has no entrypoint \`${ENTRYPOINT}\``);
    }
    assertNativeOnly(instance);
    return instance;
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    throw new BundleError("ERR_BUNDLE_WASM", `policy.wasm is not an OPA policy: ${describe(cause)}`, { cause });
  }
}

/**
 * Prepares a policy. Instances are made from the compiled module as needed.
 *
 * @param data UTF-8 JSON of the whole data document
 * @throws {BundleError} when the module is no OPA policy, lacks the entrypoint or needs foreign built-ins
 */
export function createPolicy(module: WasmModule, data: ArrayBuffer): CompiledPolicy {
  const initial = findInitialPages(module);
  let instance: LoadedPolicy | undefined = inspect(module, data, initial);
  const keptBytes = instance.mem.buffer.byteLength + MAX_GROWTH_BYTES;

  return {
    evaluate(input) {
      let answer: unknown;
      try {
        instance ??= instantiate(module, data, initial);
        answer = instance.evaluate(input, ENTRYPOINT);
      } catch (cause) {
        // INVARIANT: an exception leaves the instance's stack pointer where it was, and a few hundred of them make
        // every later call fail. Attacker-controlled input must not get that far, so the instance is given up.
        instance = undefined;
        throw new EvaluationError("ERR_EVALUATE_TRAP", `policy trapped: ${describe(cause)}`, { cause });
      }
      if (instance.mem.buffer.byteLength > keptBytes) instance = undefined;
      return readResultSet(answer);
    },
  };
}

function readResultSet(answer: unknown): unknown {
  if (!Array.isArray(answer) || answer.length > 1) {
    throw new EvaluationError("ERR_EVALUATE_ANSWER", "policy answered with something that is no result set");
  }
  const [first] = answer as readonly unknown[];
  if (first === undefined) return undefined;
  if (typeof first !== "object" || first === null || !Object.hasOwn(first, "result")) {
    throw new EvaluationError("ERR_EVALUATE_ANSWER", "policy answered with a result set that has no result");
  }
  return Reflect.get(first, "result");
}
