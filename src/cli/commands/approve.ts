// mcp-trust approve: reviews configured servers, and records what was approved.
import type { Command } from "commander";
import type { ExitCode } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { addPolicyOptions, findFile, LOCK } from "../policy_options.ts";
import type { ApproveOptions } from "../run_approve.ts";

const EXAMPLES = `
Examples:
  mcp-trust approve                            review what is new or changed, one server after the other
  mcp-trust approve .mcp.json                  only what is configured in this file
  mcp-trust approve --server git --yes         approve this one without being asked
  mcp-trust approve --all --yes                approve everything that the policy does not deny
  mcp-trust approve --dry-run                  show what would be approved and written

An approval records that somebody read the entry: it waives nothing that the policy denies. It holds for an entry exactly
as it is; what is changed later is found by check, which shows what changed. An approval of a changed entry replaces the
former one, unless that is still configured somewhere else here. Commit mcp-trust.lock.

Exit codes: 0 nothing left to approve, 1 something left unapproved, 2 unreadable input or bad usage, 3 no server found.`;

function collect(name: string, names: readonly string[] = []): readonly string[] {
  return [...names, name];
}

export function addApprove(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command("approve")
    .description("review servers and record them in mcp-trust.lock")
    .argument("[files...]", "configuration files (default: every one of this user and project)")
    .option("--all", "approve all that are new or changed; with --yes, without being asked")
    .option("--server <name>", "only the server of this name; may be repeated", collect)
    .option("--yes", "do not ask; needs --all, --server or --prune")
    .option("--accept-denied", "approve what the policy denies too; it stays denied")
    .option("--keep", "keep former approvals of a name beside the new one")
    .option("--prune", "remove approvals of what is configured nowhere here any more")
    .option("--dry-run", "ask nothing, write nothing, show what would be written")
    .addHelpText("after", EXAMPLES);
  addPolicyOptions(command, "written").action(async (files: string[], options: Partial<ApproveOptions>) => {
    const { runApprove } = await import("../run_approve.ts");
    done(await runApprove(files, { server: [], ...options, lock: (await findFile(options.lock, LOCK)) ?? LOCK }, io));
  });
}
