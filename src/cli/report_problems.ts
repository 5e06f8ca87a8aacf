// Tells on standard error what could not be read of configuration files.
import type { Problem } from "../normalize/problem.ts";
import { printable } from "../report/place.ts";
import type { Io } from "./io.ts";

export function reportProblems(problems: readonly Problem[], io: Io): void {
  for (const { file, line, column, message } of problems) {
    io.err(`mcp-trust: ${printable(`${file}:${line}:${column}: ${message}`)}\n`);
  }
}
