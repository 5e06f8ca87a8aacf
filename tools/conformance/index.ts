// Runs the official conformance suite unguarded, guarded and wrapped, and ends with 1 where a guard changes a result.
import { countStatus } from "./checks.ts";
import { compareLeg, type Outcome } from "./compare_leg.ts";
import { installSuite } from "./install.ts";
import { LEGS, nameOf } from "./run_leg.ts";

function log(line: string): void {
  process.stderr.write(`mcp-trust: ${line}\n`);
}

function row(cells: readonly (string | number)[]): string {
  const [name = "", mode = "", ...numbers] = cells.map(String);
  return `${name.padEnd(22)}${mode.padEnd(11)}${numbers.map((cell) => cell.padStart(10)).join("")}\n`;
}

function describe({ leg, mode, checks, differences }: Outcome): string {
  const numbers = ["SUCCESS", "FAILURE"].map((status) => countStatus(checks, status));
  return row([nameOf(leg), mode, ...numbers, differences.length]);
}

const suite = installSuite(log);
const wanted = process.argv[2] ?? "";
const outcomes: Outcome[] = [];
for (const leg of LEGS.filter((one) => nameOf(one).includes(wanted))) {
  log(nameOf(leg));
  outcomes.push(...(await compareLeg(suite, leg, log)));
}
process.stdout.write(row(["", "", "passed", "failed", "differing"]));
for (const outcome of outcomes) process.stdout.write(describe(outcome));
for (const { leg, mode, differences } of outcomes) {
  for (const { check, counts } of differences)
    process.stdout.write(`${nameOf(leg)} ${mode}: ${check}: ${counts[0]} unguarded, ${counts[1]} ${mode}\n`);
}
process.exitCode = outcomes.some(({ differences }) => differences.length > 0) ? 1 : 0;
