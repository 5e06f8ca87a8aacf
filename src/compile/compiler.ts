// Turns Rego sources into issues, bundles, test reports and decisions, with OPA's own compiler in a worker thread.
import { artifactFolder, loadModule } from "./artifact.ts";
import { CompileError, regoError } from "./errors.ts";
import { createNativeCompiler } from "./native_opa.ts";
import {
  type OpaAnnotated,
  type OpaCoverage,
  type OpaIssue,
  type OpaTest,
  readAnnotated,
  readCoverage,
  readIssue,
  readTest,
  sortTests,
} from "./opa_json.ts";
import { jsonText, schemaTexts } from "./schemas.ts";
import { testCapabilities } from "./test_capabilities.ts";
import type {
  Capabilities,
  CapableRequest,
  CompileIssue,
  CompileRequest,
  Compiler,
  CompilerVersion,
  Outcome,
} from "./types.ts";
import { createWorkerHost, type WorkerHost } from "./worker_host.ts";

export interface CreateCompilerOptions {
  /** Time that one call may take before it is stopped. Default: 60,000. */
  readonly deadlineMs?: number;
  /** An `opa` executable to use instead of the compiler in this package. Default: `MCP_TRUST_OPA`, if set; empty: none. */
  readonly opa?: string | undefined;
  /** Folder of `compiler.wasm.br` and `compiler.json`. Default: the one in this package. */
  readonly artifact?: URL;
}

export async function createCompiler(options: CreateCompilerOptions = {}): Promise<Compiler> {
  const { deadlineMs = 60_000, opa = process.env.MCP_TRUST_OPA, artifact = artifactFolder } = options;
  if (opa) return createNativeCompiler(opa, deadlineMs);
  const host = createWorkerHost(await loadModule(artifact));
  return createWasmCompiler(host, deadlineMs);
}

interface WireResponse {
  readonly result?: unknown;
  readonly errors?: readonly OpaIssue[];
  readonly failed?: { readonly code: string; readonly message: string };
}

interface WireOutcome {
  readonly value?: string;
  readonly error?: OpaIssue;
}

interface WireFormatted {
  readonly path: string;
  readonly text: string;
  readonly errors?: readonly OpaIssue[];
}

function createWasmCompiler(host: WorkerHost, deadlineMs: number): Compiler {
  /** The result, or the issues with the Rego that stand in its way. */
  const attempt = async <T>(op: string, fields: object, request?: CompileRequest): Promise<T | CompileIssue[]> => {
    const text = JSON.stringify({ op, modules: request?.modules, ...fields });
    const response = JSON.parse(await host.call(text, request?.deadlineMs ?? deadlineMs)) as WireResponse;
    if (response.failed) throw new CompileError("ERR_COMPILE_REQUEST", response.failed.message);
    return response.errors ? response.errors.map(readIssue) : (response.result as T);
  };
  const call = async <T>(op: string, fields: object, request?: CompileRequest): Promise<T> => {
    const result = await attempt<{ readonly ok: T }>(op, fields, request);
    if (Array.isArray(result)) throw regoError(result);
    return result.ok;
  };
  return {
    kind: "wasm",
    version: () => call<CompilerVersion>("version", {}),
    capabilities: () => call<Capabilities>("capabilities", {}),
    check: async (request) => {
      const fields = { ...capable(request), schemas: schemaTexts(request), input_schema: request.inputSchema };
      const result = await attempt<object>("check", fields, request);
      return Array.isArray(result) ? result : [];
    },
    build: async (request) => {
      const { entrypoints, revision, roots, metadata } = request;
      const text = metadata === undefined ? undefined : jsonText(metadata);
      const fields = { ...capable(request), entrypoints, revision, roots, metadata: text };
      const { bundle } = await call<{ readonly bundle: string }>("build", fields, request);
      return new Uint8Array(Buffer.from(bundle, "base64"));
    },
    test: async (request) => {
      const capabilities = testCapabilities(request.capabilities);
      const fields = { ...capable({ ...request, capabilities }), filter: request.filter };
      const report = await call<{ tests: OpaTest[]; coverage: OpaCoverage }>("test", fields, request);
      return { tests: sortTests(report.tests.map(readTest)), coverage: readCoverage(report.coverage) };
    },
    format: async (request) => {
      const given = new Map(request.modules.map(({ path, text }) => [path, text]));
      const formatted = await call<WireFormatted[]>("fmt", {}, request);
      return formatted.map(({ path, text, errors }) => ({
        path,
        text: errors ? (given.get(path) ?? "") : text,
        changed: !errors && text !== given.get(path),
        issues: (errors ?? []).map(readIssue),
      }));
    },
    inspect: async (request) => (await call<OpaAnnotated[]>("inspect", {}, request)).map(readAnnotated),
    evaluate: async (request) => {
      const fields = { ...capable(request), query: request.query, inputs: request.inputs };
      return (await call<WireOutcome[]>("eval", fields, request)).map(readOutcome);
    },
    close: () => host.close(),
  };
}

function capable({ capabilities, data }: CapableRequest): object {
  return { capabilities: jsonText(capabilities), data: data === undefined ? undefined : jsonText(data) };
}

function readOutcome({ value, error }: WireOutcome): Outcome {
  if (error) return { kind: "error", error: readIssue(error) };
  return value === undefined ? { kind: "undefined" } : { kind: "value", json: value };
}
