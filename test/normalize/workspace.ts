// Turns a table of files into a temporary folder that goes away with the test.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import type { LocatedEvent } from "../../src/normalize/located_event.ts";
import type { Machine } from "../../src/normalize/machine.ts";
import type { Position, Problem } from "../../src/normalize/problem.ts";

export const fixtures = fileURLToPath(new URL("../fixtures/normalize", import.meta.url));

/** A user who owns nothing that a test names. */
export const stranger: Machine = { home: "/home/nobody", platform: "linux", env: {} };

export async function createFolder(test: TestContext, files: readonly (readonly [string, string | Uint8Array])[]) {
  const folder = await mkdtemp(join(tmpdir(), "mcp-trust-normalize-"));
  test.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** `line:column`. */
export function show({ line, column }: Position): string {
  return `${line}:${column}`;
}

/** `CODE line:column`. */
export function summarize(problems: readonly Problem[]): string[] {
  return problems.map((problem) => `${problem.code.replace("ERR_NORMALIZE_", "")} ${show(problem)}`);
}

export function listServerNames(events: readonly LocatedEvent[]): (string | undefined)[] {
  return events.flatMap(({ event }) => (event.kind === "connection" ? [event.server?.name] : []));
}
