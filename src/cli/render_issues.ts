// Lists what an error says about single places of policy sources.
import type { CompileIssue } from "../compile/types.ts";

export function renderIssues(error: Error): string {
  const issues = "issues" in error && Array.isArray(error.issues) ? (error.issues as readonly CompileIssue[]) : [];
  return issues.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}\n`).join("");
}
