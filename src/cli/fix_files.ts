// Shows the changes that settle findings, and makes them.
import { homedir } from "node:os";
import type { Finding } from "../check/finding.ts";
import type { Fix } from "../fix/edit.ts";
import { leadsOut } from "../fix/leads_out.ts";
import { type FixPlan, planFixes } from "../fix/plan_fixes.ts";
import { FileChangedError, replaceFile } from "../fix/replace_file.ts";
import { isProblem } from "../normalize/problem.ts";
import { createColors } from "../report/colors.ts";
import { renderDifference } from "../report/difference.ts";
import { count, printable } from "../report/place.ts";
import { UsageError } from "./exit_code.ts";
import type { Io } from "./io.ts";

function groupFixes(findings: readonly Finding[]): Map<string, Fix[]> {
  const groups = new Map<string, Fix[]>();
  for (const { file, fix } of findings) {
    if (fix === undefined) continue;
    const group = groups.get(file) ?? [];
    groups.set(file, group);
    group.push(fix);
  }
  return groups;
}

function showPlan({ file, difference, made, left }: FixPlan, io: Io): void {
  const colors = createColors(io.color);
  const notes = [...new Set(made.map(({ description }) => description))];
  io.out(`${renderDifference(difference, colors)}\n`);
  for (const note of notes) io.out(`  ${printable(note)}\n`);
  if (left.length > 0) {
    io.out(
      `  ${count(left.length, "more fix", "more fixes")} for the same places of ${printable(file)}: run it again\n`,
    );
  }
  io.out("\n");
}

/** What is said when it is done, as in `fixed 2 findings`. */
export interface Done {
  readonly verb: string;
  readonly noun: string;
}

async function refuseLink(file: string, { cwd }: Io): Promise<void> {
  const machine = { home: homedir(), platform: process.platform, env: process.env };
  // What cannot be looked at any more is no link; reading it says what is wrong.
  if (!(await leadsOut(file, cwd, machine).catch(() => false))) return;
  throw new UsageError(
    `${file}: a link to a file that is not the project's, so it is not changed; name that file itself`,
  );
}

async function writePlan(plan: FixPlan, done: Done, io: Io): Promise<void> {
  try {
    const backup = await replaceFile(plan.file, plan.before, plan.after);
    io.out(`  ${done.verb} ${count(plan.made.length, done.noun)} in ${printable(plan.file)}\n`);
    const warning = plan.secrets ? "it holds secrets, so do not commit it, and delete it" : "delete it";
    io.out(`  the old file is ${printable(backup)}: ${warning} once you are content\n\n`);
  } catch (cause) {
    if (cause instanceof FileChangedError) throw new UsageError(cause.message);
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new UsageError(`${plan.file}: cannot be replaced${code}; nothing was changed in it`);
  }
}

/** Who sits at a terminal has seen the difference and is asked; who put `--fix` into a script has answered. */
async function isWanted(file: string, { yes }: FixOptions, io: Io): Promise<boolean> {
  if (yes || io.ask === undefined) return true;
  const answer = await io.ask(`Make these changes in ${printable(file)}? [y/N] `);
  return /^y(es)?$/i.test(answer?.trim() ?? "");
}

export interface FixOptions {
  readonly dryRun: boolean;
  /** Nobody is asked. */
  readonly yes: boolean;
}

/**
 * The difference first, then the change.
 *
 * @param fixes at least one
 * @returns how many were made
 */
export async function changeFile(
  file: string,
  fixes: readonly Fix[],
  options: FixOptions & { readonly done: Done },
  io: Io,
): Promise<number> {
  await refuseLink(file, io);
  const plan = await planFixes(file, fixes);
  if (plan === null) throw new UsageError(`${file}: changed since it was checked; run it again`);
  if (isProblem(plan)) throw new UsageError(`${file}:${plan.line}:${plan.column}: ${plan.message}`);
  showPlan(plan, io);
  if (options.dryRun || !(await isWanted(file, options, io))) return 0;
  await writePlan(plan, options.done, io);
  return plan.made.length;
}

/**
 * File by file: the difference first, then the change. What was written stays when a later file fails.
 *
 * @returns how many findings were settled
 */
export async function fixFiles(findings: readonly Finding[], options: FixOptions, io: Io): Promise<number> {
  let settled = 0;
  const done = { verb: "fixed", noun: "finding" };
  for (const [file, fixes] of groupFixes(findings)) {
    settled += await changeFile(file, fixes, { ...options, done }, io);
  }
  return settled;
}
