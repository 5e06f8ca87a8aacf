// What can be wrong with a policy folder before or while it is built.
import type { CompileIssue } from "../compile/types.ts";

export type AuthorErrorCode = "ERR_AUTHOR_FOLDER" | "ERR_AUTHOR_DATA" | "ERR_AUTHOR_POLICY" | "ERR_AUTHOR_CASES";

export class AuthorError extends Error {
  override readonly name = "AuthorError";
  readonly code: AuthorErrorCode;
  readonly issues: readonly CompileIssue[];

  constructor(code: AuthorErrorCode, message: string, issues: readonly CompileIssue[] = [], options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.issues = issues;
  }
}
