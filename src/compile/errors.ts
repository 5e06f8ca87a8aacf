// Turns whatever stops the compiler into one error with a fixed code.
import type { CompileIssue } from "./types.ts";

export type CompileErrorCode =
  | "ERR_COMPILE_REGO"
  | "ERR_COMPILE_REQUEST"
  | "ERR_COMPILE_DEADLINE"
  | "ERR_COMPILE_TRAP"
  | "ERR_COMPILE_CLOSED"
  | "ERR_COMPILE_ARTIFACT_MISSING"
  | "ERR_COMPILE_ARTIFACT_HASH"
  | "ERR_COMPILE_ARTIFACT_CORRUPT"
  | "ERR_COMPILE_OPA_MISSING"
  | "ERR_COMPILE_OPA_VERSION"
  | "ERR_COMPILE_OPA_FAILED";

export class CompileError extends Error {
  override readonly name = "CompileError";
  readonly code: CompileErrorCode;
  /** What is wrong with the Rego, when the code is `ERR_COMPILE_REGO`; empty otherwise. */
  readonly issues: readonly CompileIssue[];

  constructor(code: CompileErrorCode, message: string, issues: readonly CompileIssue[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.issues = issues;
  }
}

/** An error whose message lists every issue with its place. */
export function regoError(issues: readonly CompileIssue[]): CompileError {
  const lines = issues.map(({ file, line, column, message }) =>
    file ? `${file}:${line}:${column}: ${message}` : message,
  );
  return new CompileError("ERR_COMPILE_REGO", lines.join("\n"), issues);
}
