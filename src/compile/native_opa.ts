// Turns the compiler contract into runs of an installed `opa`: the way out where this package's compiler was not built.
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { CompileError, regoError } from "./errors.ts";
import { type RequestFolder, withFolder } from "./native_folder.ts";
import { opaVersion, type ProcessResult, runOpa } from "./native_process.ts";
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
import { testCapabilities } from "./test_capabilities.ts";
import type {
  Capabilities,
  CompileIssue,
  CompileRequest,
  Compiler,
  FormattedModule,
  Outcome,
  RegoModule,
  TestReport,
} from "./types.ts";

type Run = (args: readonly string[], stdin?: string) => Promise<ProcessResult>;

export async function createNativeCompiler(opa: string, deadlineMs: number): Promise<Compiler> {
  const version = await opaVersion(opa, { cwd: tmpdir(), deadline: Date.now() + deadlineMs, deadlineMs });
  let closed = false;

  const inFolder = <R extends CompileRequest, T>(
    request: R,
    use: (folder: RequestFolder, run: Run) => Promise<T>,
  ): Promise<T> => {
    if (closed) return Promise.reject(new CompileError("ERR_COMPILE_CLOSED", "the compiler was closed"));
    const limit = request.deadlineMs ?? deadlineMs;
    const deadline = Date.now() + limit;
    return withFolder(request, (folder) =>
      use(folder, (args, stdin = "") => runOpa(opa, args, { cwd: folder.sources, stdin, deadline, deadlineMs: limit })),
    );
  };

  return {
    kind: "native",
    version: async () => version,
    capabilities: () =>
      inFolder({ modules: [] }, async (_folder, run) => {
        const result = await run(["capabilities", "--current"]);
        return JSON.parse(result.stdout) as Capabilities;
      }),
    check: async (request) => {
      const { inputSchema, ...named } = request;
      const strict = (folder: RequestFolder, run: Run) => check(folder, run, ["--strict"]);
      const issues = await inFolder(named, strict);
      if (issues.length > 0 || inputSchema === undefined) return issues;
      // `opa check` types `input` from one file, or lets annotations name several, never both: so it checks twice.
      return inFolder({ ...request, modules: request.modules.map(withoutSchemaNames) }, strict);
    },
    build: (request) =>
      inFolder(request, async (folder, run) => {
        const entrypoints = request.entrypoints.flatMap((entrypoint) => ["--entrypoint", entrypoint]);
        const flags = ["--bundle", "--target=wasm", "--optimize=0", "--prune-unused", `--output=${folder.output}`];
        const capabilities = `--capabilities=${folder.capabilities}`;
        const result = await run(["build", ...flags, capabilities, ...entrypoints, "."]);
        if (result.status !== 0) throw await explain(result, folder, run);
        return new Uint8Array(await readFile(folder.output));
      }),
    test: (request) => {
      const capable = { ...request, capabilities: testCapabilities(request.capabilities) };
      return inFolder(capable, (folder, run) => test(folder, run, request.filter, request.deadlineMs ?? deadlineMs));
    },
    format: (request) => Promise.all(request.modules.map((module) => formatOne(module, request, inFolder))),
    inspect: (request) =>
      inFolder(request, async (folder, run) => {
        const result = await run(["inspect", "--annotations", "--format=json", "."]);
        if (result.status !== 0) throw await explain(result, folder, run);
        const { annotations } = JSON.parse(result.stdout) as { annotations?: OpaAnnotated[] };
        return (annotations ?? []).map(readAnnotated);
      }),
    evaluate: (request) =>
      inFolder(request, async (folder, run) => {
        const issues = await check(folder, run);
        if (issues.length > 0) throw regoError(issues);
        const outcomes: Outcome[] = [];
        for (const input of request.inputs) outcomes.push(await evaluate(request.query, input, run));
        return outcomes;
      }),
    close: async () => {
      closed = true;
    },
  };
}

/** Blanks the schemas that annotations name, and keeps every line in its place. */
function withoutSchemaNames({ path, text }: RegoModule): RegoModule {
  return { path, text: text.replace(/^# schemas:\n(?:# +- .*\n)+/gm, (block) => block.replace(/.+/g, "#")) };
}

async function check(folder: RequestFolder, run: Run, flags: readonly string[] = []): Promise<CompileIssue[]> {
  const schemas = folder.schemas === undefined ? [] : [`--schema=${folder.schemas}`];
  const capabilities = [`--capabilities=${folder.capabilities}`];
  const all = ["check", "--format=json", "--max-errors=0", ...flags, ...capabilities, ...schemas];
  const result = await run([...all, "."]);
  if (result.status === 0) return [];
  return readErrors(result) ?? [{ code: "error", message: result.stderr.trim(), file: "", line: 0, column: 0 }];
}

function readErrors({ stdout, stderr }: ProcessResult): CompileIssue[] | undefined {
  for (const text of [stderr, stdout]) {
    try {
      const { errors } = JSON.parse(text) as { errors?: OpaIssue[] };
      if (errors !== undefined) return errors.map(readIssue);
    } catch {
      // Not every command reports in JSON; the caller asks `opa check` then.
    }
  }
  return undefined;
}

/** Other commands report errors as prose; `opa check` finds the same ones and reports them as data. */
async function explain(result: ProcessResult, folder: RequestFolder, run: Run): Promise<CompileError> {
  const issues = await check(folder, run);
  if (issues.length > 0) return regoError(issues);
  return new CompileError("ERR_COMPILE_OPA_FAILED", (result.stderr || result.stdout).trim());
}

async function test(
  folder: RequestFolder,
  run: Run,
  filter: string | undefined,
  deadlineMs: number,
): Promise<TestReport> {
  const only = filter === undefined ? [] : [`--run=${filter}`];
  const flags = [`--capabilities=${folder.capabilities}`, `--timeout=${deadlineMs}ms`, "--format=json", ...only];
  const result = await run(["test", ...flags, "."]);
  // 2 says that a test failed.
  if (result.status !== 0 && result.status !== 2) throw await explain(result, folder, run);
  const tests = sortTests((JSON.parse(result.stdout) as OpaTest[] | null)?.map(readTest) ?? []);
  if (tests.some(({ passed, skipped }) => !passed && !skipped)) return { tests };
  const coverage = await run(["test", "--coverage", ...flags, "."]);
  return { tests, coverage: readCoverage(JSON.parse(coverage.stdout) as OpaCoverage) };
}

async function formatOne(
  module: CompileRequest["modules"][number],
  request: CompileRequest,
  inFolder: <T>(request: CompileRequest, use: (folder: RequestFolder, run: Run) => Promise<T>) => Promise<T>,
): Promise<FormattedModule> {
  return inFolder({ ...request, modules: [module] }, async (_folder, run) => {
    const { path, text } = module;
    const result = await run(["fmt"], text);
    if (result.status === 0) return { path, text: result.stdout, changed: result.stdout !== text, issues: [] };
    const issues = readErrors(await run(["check", "--format=json", "--max-errors=0", "."])) ?? [];
    return { path, text, changed: false, issues };
  });
}

/** The value travels as a JSON text inside JSON: a reader of doubles would round its numbers. */
async function evaluate(query: string, input: string, run: Run): Promise<Outcome> {
  const marshalled = `json.marshal(${query})`;
  const result = await run(["eval", "--data=.", "--stdin-input", "--format=json", marshalled], input);
  const error = readErrors(result)?.[0];
  if (error !== undefined) return { kind: "error", error };
  if (result.status !== 0) throw new CompileError("ERR_COMPILE_REQUEST", result.stderr.trim());
  const output = JSON.parse(result.stdout) as { result?: { expressions: { value: string }[] }[] };
  const json = output.result?.[0]?.expressions[0]?.value;
  return json === undefined ? { kind: "undefined" } : { kind: "value", json };
}
