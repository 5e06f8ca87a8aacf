// The contract of a compiler: what each operation takes and gives, whichever program does the work.

/** A JSON document as text, or as a value when no number in it needs more than double precision. */
export type Json = string | Readonly<Record<string, unknown>>;

export interface RegoModule {
  /** Relative path with forward slashes that ends in `.rego`; tests end in `_test.rego`. */
  readonly path: string;
  readonly text: string;
}

export interface CompileIssue {
  readonly code: string;
  readonly message: string;
  /** Path of the module; empty when the issue belongs to no module. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** OPA's own details, as it gives them. */
  readonly details?: unknown;
}

export interface CompileRequest {
  readonly modules: readonly RegoModule[];
  /** Default: the deadline that the compiler was created with. */
  readonly deadlineMs?: number;
}

/** OPA's capabilities document: what is not in it does not compile. */
export interface CapableRequest extends CompileRequest {
  readonly capabilities: Json;
  /** The base document, `data`. Default: empty. */
  readonly data?: Json;
}

export interface CheckRequest extends CapableRequest {
  /** JSON Schemas that `schemas` annotations may name, as `schema.<name>`. */
  readonly schemas?: Readonly<Record<string, Json>>;
  /** Name of the schema that types `input` in every module. Default: `input` is not typed. */
  readonly inputSchema?: string;
}

export interface BuildRequest extends CapableRequest {
  /** Rules to export, as `package/path/rule`. */
  readonly entrypoints: readonly string[];
  readonly revision: string;
  /** What the bundle owns of the data document. Default: all of it. */
  readonly roots?: readonly string[];
  readonly metadata?: Json;
}

export interface TestRequest extends CapableRequest {
  /** Regular expression over `data.<package>.<test>`. Default: all tests. */
  readonly filter?: string;
}

export interface EvaluateRequest extends CapableRequest {
  /** Path of one rule, as `data.mcp.main.decision`. */
  readonly query: string;
  /** JSON texts, so that every number reaches the policy as written. */
  readonly inputs: readonly string[];
}

export interface CompilerVersion {
  readonly opa: string;
  readonly go: string;
}

export interface Capabilities {
  readonly builtins: readonly { readonly name: string; readonly decl: { readonly args?: readonly unknown[] } }[];
  readonly [field: string]: unknown;
}

export interface TestCase {
  readonly name: string;
  readonly passed: boolean;
  readonly cases: readonly TestCase[];
}

export interface TestResult {
  readonly package: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly passed: boolean;
  /** A test called `todo_test_...` is not run. */
  readonly skipped: boolean;
  readonly error?: CompileIssue;
  /** What the test printed. */
  readonly output: string;
  /** The rows of a table test (`test_name[case] if`), else empty. */
  readonly cases: readonly TestCase[];
}

export interface LineRange {
  readonly start: number;
  readonly end: number;
}

export interface FileCoverage {
  readonly file: string;
  readonly percentage: number;
  readonly coveredLines: number;
  readonly notCoveredLines: number;
  readonly covered: readonly LineRange[];
  readonly notCovered: readonly LineRange[];
}

export interface Coverage {
  readonly percentage: number;
  readonly coveredLines: number;
  readonly notCoveredLines: number;
  /** Test files are left out. */
  readonly files: readonly FileCoverage[];
}

export interface TestReport {
  readonly tests: readonly TestResult[];
  /** Missing only with `MCP_TRUST_OPA` while a test fails: the `opa` command then reports none. */
  readonly coverage?: Coverage;
}

export interface FormattedModule {
  readonly path: string;
  /** The formatted text, or the given one when it cannot be read. */
  readonly text: string;
  readonly changed: boolean;
  readonly issues: readonly CompileIssue[];
}

export interface Annotated {
  /** Path of the annotated package or rule, as `data.mcp.main.decision`. */
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly annotations: Readonly<Record<string, unknown>>;
}

/** What OPA's evaluator says about one input. `json` is JSON text with exact numbers; sets are sorted arrays. */
export type Outcome =
  | { readonly kind: "value"; readonly json: string }
  | { readonly kind: "undefined" }
  | { readonly kind: "error"; readonly error: CompileIssue };

export interface Compiler {
  /** `wasm`: the compiler this package carries. `native`: the program that `MCP_TRUST_OPA` names. */
  readonly kind: "wasm" | "native";
  version(): Promise<CompilerVersion>;
  /** Everything this OPA offers; `policies/capabilities.json` is the part that policies may use. */
  capabilities(): Promise<Capabilities>;
  /** Everything that is wrong, in strict mode; empty when all is well. */
  check(request: CheckRequest): Promise<readonly CompileIssue[]>;
  /** The bundle, a gzipped tar file; the same bytes for the same request. */
  build(request: BuildRequest): Promise<Uint8Array>;
  test(request: TestRequest): Promise<TestReport>;
  format(request: CompileRequest): Promise<readonly FormattedModule[]>;
  inspect(request: CompileRequest): Promise<readonly Annotated[]>;
  /** One outcome per input, by OPA's own evaluator, to compare the built policy with. */
  evaluate(request: EvaluateRequest): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}
