// What the tests of the log share: a decision, a log in a folder of its own, and what the log's files hold.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Decision, Reason } from "../../src/generated/decision.ts";
import type { DecisionLogEntry } from "../../src/generated/decision_log.ts";

export function createReason(reason: Partial<Reason> = {}): Reason {
  return {
    code: "scope_minimization.not_granted",
    clause: "scope_minimization",
    effect: "deny",
    severity: "high",
    responsible: "operator",
    pointer: "/tool/name",
    args: {},
    ...reason,
  };
}

export function createDecision(decision: Partial<Decision> = {}): Decision {
  return {
    effect: "deny",
    reasons: [createReason()],
    obligations: [],
    mode: "enforce",
    bundle: { name: "mcp", revision: "r1", digest: `sha256:${"0".repeat(64)}` },
    id: "2b1f0f6e-0000-4000-8000-000000000001",
    duration_us: 1250,
    ...decision,
  };
}

export function createFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "mcp-trust-log-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface ReadLines {
  readonly entries: DecisionLogEntry[];
  /** Lines that are no JSON: what was being written when somebody was killed. */
  readonly fragments: string[];
}

/** All files of a log, oldest first. */
export function readLog(folder: string, name = "decisions.jsonl"): ReadLines {
  const order = (file: string) => Number(file.slice(name.length + 1) || 0);
  const files = readdirSync(folder).filter((file) => file.startsWith(name) && !file.endsWith(".lock"));
  const texts = files
    .toSorted((one, other) => order(other) - order(one))
    .map((file) => readFileSync(join(folder, file)));
  const lines = texts.flatMap((text) => text.toString("utf8").split("\n")).filter((line) => line !== "");
  const entries: DecisionLogEntry[] = [];
  const fragments: string[] = [];
  for (const line of lines) {
    try {
      entries.push(JSON.parse(line));
    } catch {
      fragments.push(line);
    }
  }
  return { entries, fragments };
}
