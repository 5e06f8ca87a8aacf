// Lists what an error says about single places of policy sources.
import type { CompileIssue } from "../compile/types.ts";
import { printable } from "../report/place.ts";

export function renderIssues(error: Error): string {
  const issues = "issues" in error && Array.isArray(error.issues) ? (error.issues as readonly CompileIssue[]) : [];
  const lines = issues.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  return lines.map((line) => `${printable(line)}\n`).join("");
}
