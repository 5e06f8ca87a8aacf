// Reviews servers with whoever sits there, or as the options say, and writes down what was approved.
import { createTwoFilesPatch } from "diff";
import { listReviews, listStale, type Review } from "../approve/list_reviews.ts";
import { type LockChanges, mergeLock, writeLock } from "../approve/merge_lock.ts";
import { type CheckResult, checkFiles } from "../check/check_files.ts";
import { createEvaluator, type Evaluator } from "../evaluator.ts";
import { describeChanges } from "../report/changes.ts";
import { createColors } from "../report/colors.ts";
import { count, printable } from "../report/place.ts";
import { type Concern, renderReview } from "../report/review_text.ts";
import { decideReview, decideStale } from "./ask_approval.ts";
import { EXIT, type ExitCode, UsageError } from "./exit_code.ts";
import { findFiles } from "./find_files.ts";
import { findSchema } from "./find_schema.ts";
import type { Io } from "./io.ts";
import { type Judge, loadJudge, type PolicyOptions } from "./policy_options.ts";
import { readPresent, replaceFile } from "./replace_file.ts";
import { reportProblems } from "./report_problems.ts";

export interface ApproveOptions extends PolicyOptions {
  readonly lock: string;
  readonly all?: boolean;
  readonly server: readonly string[];
  readonly yes?: boolean;
  readonly acceptDenied?: boolean;
  readonly keep?: boolean;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
}

function checkOptions({ all, server, yes, prune }: ApproveOptions): void {
  if (all && server.length > 0) throw new UsageError("expected --all or --server <name>, found both");
  if (yes && !all && server.length === 0 && !prune) {
    throw new UsageError("--yes: expected --all, --server <name> or --prune beside it, to say what is meant");
  }
}

/** What the options are about. --prune --yes alone approves nothing. */
function selectPending(found: readonly Review[], { server, all, yes, prune }: ApproveOptions): Review[] {
  const names = [...new Set(found.map(({ name }) => name))];
  for (const name of server) {
    if (names.includes(name)) continue;
    const listed = names.map((one) => `\`${one}\``).join(", ");
    throw new UsageError(`--server: expected the name of a configured server, found \`${name}\`; there are ${listed}`);
  }
  if (yes && prune && !all && server.length === 0) return [];
  return found.filter(({ name, state }) => state !== "approved" && (server.length === 0 || server.includes(name)));
}

/** What the policy says about a server once it is approved, and about what its clients let it do unasked. */
function listConcerns(
  { name, places }: Review,
  after: Evaluator,
  { prose }: Judge,
  { findings }: CheckResult,
): Concern[] {
  const files = new Set(places.map(({ file }) => file));
  const settings = findings.filter(
    ({ about, file }) => about?.server === name && about.pointer.startsWith("/setting") && files.has(file),
  );
  const reasons = places.flatMap(({ event }) => after.decide(event).reasons);
  const concerns = [...reasons, ...settings].filter(({ effect }) => effect !== "allow");
  const distinct = new Map(concerns.map((concern) => [`${concern.effect} ${concern.code}`, concern]));
  return [...distinct.values()].map(({ code, effect, severity }) => ({
    code,
    effect,
    severity,
    title: prose.get(code)?.title ?? code,
  }));
}

/** What the policy finds changed since the last approval. */
function listChanges({ event, state }: Review, before: Evaluator): string[] | undefined {
  if (state === "new") return undefined;
  return before.decide(event).reasons.flatMap(({ args }) => describeChanges(args) ?? []);
}

/** Everything configured anywhere here, so that an approval that is still needed in another file is not replaced. */
async function findPresent(
  named: readonly string[],
  found: readonly Review[],
  judge: Judge,
  io: Io,
): Promise<Review[]> {
  if (named.length === 0) return [...found];
  const { servers } = await checkFiles(await findFiles([], io), judge.evaluator, judge.prose);
  return [...found, ...listReviews(servers, judge.operator.lock)];
}

interface Approval {
  readonly pending: readonly Review[];
  readonly changes: LockChanges;
  /** Whoever was asked left. */
  readonly gone: boolean;
}

async function approve(
  named: readonly string[],
  options: ApproveOptions,
  { judge, result, found }: { judge: Judge; result: CheckResult; found: readonly Review[] },
  io: Io,
): Promise<Approval> {
  const pending = selectPending(found, options);
  const ask = options.yes || options.dryRun ? undefined : io.ask;
  if (pending.length > 0 && !options.yes && !options.dryRun && ask === undefined) {
    const advice = "pass --all --yes or --server <name> --yes to approve without being asked, or --dry-run to look";
    throw new UsageError(`${count(pending.length, "server")} to approve, and no terminal to ask at; ${advice}`);
  }
  const { lock, settings } = judge.operator;
  const changes = { found: await findPresent(named, found, judge, io), removed: [], keep: options.keep === true };
  const after = await createEvaluator({
    bundle: judge.bundle,
    settings,
    lock: mergeLock(lock, { ...changes, approved: pending }),
  });
  const approved: Review[] = [];
  for (const [index, review] of pending.entries()) {
    const concerns = listConcerns(review, after, judge, result);
    const grants = Object.hasOwn(judge.grants, review.name) ? judge.grants[review.name] : undefined;
    const position = `${index + 1} of ${pending.length}`;
    const colors = createColors(io.color);
    io.out(renderReview(review, { concerns, changes: listChanges(review, judge.evaluator), grants, position, colors }));
    const denied = concerns.some(({ effect }) => effect === "deny");
    const answer = await decideReview(review, denied, { ask, acceptDenied: options.acceptDenied === true }, io);
    if (answer === "gone") return { pending, changes: { ...changes, approved: [] }, gone: true };
    if (answer === "approved") approved.push(review);
    if (answer === "quit") return { pending, changes: { ...changes, approved }, gone: false };
  }
  // That something is configured nowhere is only known of a look everywhere.
  const stale = named.length === 0 ? listStale(found, lock) : [];
  const removed = await decideStale(stale, { ask, prune: options.prune === true }, io);
  return { pending, changes: { ...changes, approved, removed }, gone: false };
}

function summarize({ pending, changes: { approved, removed }, gone }: Approval, options: ApproveOptions): string {
  if (gone) return "\nnothing was written\n";
  const left = pending.length - approved.length;
  const would = options.dryRun ? "would be " : "";
  const parts = [
    ...(approved.length > 0 ? [`${count(approved.length, "server")} ${would}approved`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, "approval")} ${would}removed`] : []),
    ...(left > 0 ? [`${count(left, "server")} left unapproved`] : []),
  ];
  const written = approved.length + removed.length > 0 ? ` (${printable(options.lock)})` : "";
  return parts.length === 0 ? "nothing to approve\n" : `${parts.join(", ")}${written}\n`;
}

async function write(
  { changes }: Approval,
  { before, judge, options }: { before: string | undefined; judge: Judge; options: ApproveOptions },
  io: Io,
): Promise<void> {
  if (changes.approved.length + changes.removed.length === 0) return;
  const $schema = before === undefined ? await findSchema(options.lock, "lock") : undefined;
  const merged = mergeLock(judge.operator.lock, changes);
  const text = writeLock($schema === undefined ? merged : { ...merged, $schema });
  if (!options.dryRun) return await replaceFile(options.lock, text, before);
  const patch = createTwoFilesPatch(options.lock, options.lock, before ?? "", text, "", "", { context: 3 });
  // Without the two lines of decoration, and without the tab that stands before a date.
  const lines = patch.split("\n").slice(2);
  io.out(`${lines.map((line) => printable(line.replace(/\t$/, ""))).join("\n")}\n`);
}

export async function runApprove(named: readonly string[], options: ApproveOptions, io: Io): Promise<ExitCode> {
  checkOptions(options);
  const before = await readPresent(options.lock);
  const judge = await loadJudge({ ...options, newLock: true });
  const result = await checkFiles(await findFiles(named, io), judge.evaluator, judge.prose);
  reportProblems(result.problems, io);
  const found = listReviews(result.servers, judge.operator.lock);
  if (found.length === 0 && result.problems.length === 0) {
    io.err("mcp-trust: found no configured server; name a file, or see mcp-trust approve --help\n");
    return EXIT.nothing;
  }
  const approval = await approve(named, options, { judge, result, found }, io);
  if (!approval.gone) await write(approval, { before, judge, options }, io);
  io.out(summarize(approval, options));
  const left =
    options.dryRun || approval.gone
      ? approval.pending.length
      : approval.pending.length - approval.changes.approved.length;
  if (left > 0) return EXIT.denied;
  return result.problems.length > 0 ? EXIT.usage : EXIT.ok;
}
