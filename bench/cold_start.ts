// Times new processes: Node alone, the library up to its first decision, and the check of one file.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../tools/root.ts";

const RUNS = 9;

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function timeProcess(args: readonly string[]): number {
  const times = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    spawnSync(process.execPath, args, { cwd: root });
    return performance.now() - started;
  });
  return median(times);
}

const library = `
  import { createEvaluator, loadStandardBundle } from "mcp-trust";
  const evaluator = await createEvaluator({ bundle: await loadStandardBundle(), settings: { profile: "personal" } });
  evaluator.decide({ kind: "resource_read", server: { name: "db" }, resource: { uri: "db://customers/42" } });
`;

export function measureColdStart(): void {
  const rows = [
    ["node alone", ["--eval", ""]],
    ["library, first decision", ["--input-type=module", "--eval", library]],
    [
      "mcp-trust check, one file",
      [join("bin", "mcp-trust.js"), "check", join("examples", "risky", "claude_desktop_config.json")],
    ],
  ] as const;
  console.log(`\ncold start, milliseconds wall, median of ${RUNS} processes`);
  for (const [name, args] of rows) console.log(`${name.padEnd(28)} ${timeProcess(args).toFixed(0).padStart(6)}`);
}
