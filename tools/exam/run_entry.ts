// Runs the events of an entry in order through the evaluator, as one conversation, and compares with what is expected.
import type { Bundle } from "../../src/bundle/load_bundle.ts";
import { createEvaluator, type Evaluator } from "../../src/evaluator.ts";
import { describeSecrets } from "../../src/facts/secrets/describe_secrets.ts";
import type { Decision, Effect } from "../../src/generated/decision.ts";
import type { Conversation, Event } from "../../src/generated/event.ts";
import type { Settings } from "../../src/generated/settings.ts";
import { type Entry, type Fields, fieldsOf, type Scenario, textsOf, type Unmapped } from "./entry.ts";
import { readEvents } from "./events.ts";
import { readLock, readSettings } from "./settings.ts";

const RANK: Readonly<Record<Effect, number>> = { allow: 0, ask: 1, deny: 2 };
type Label = NonNullable<Conversation["labels"]>[number];

export interface EventOutcome {
  readonly effect: Effect;
  readonly codes: readonly string[];
}

export interface EntryOutcome {
  readonly events: readonly EventOutcome[];
  readonly right: boolean;
  /** An attack that must be denied, not only asked about. */
  readonly strict: boolean;
  readonly variants: readonly { readonly outcome: EventOutcome; readonly verdict: string; readonly right: boolean }[];
}

function initialLabels(context: Fields): Set<Label> {
  const session = fieldsOf(context.session);
  const labels = new Set<Label>();
  if (textsOf(session.taint).length > 0) labels.add("untrusted");
  if (textsOf(session.sensitive_reads).length > 0) labels.add("private");
  for (const said of [session.labels, context.labels, fieldsOf(context.labels).session]) addNamed(labels, said);
  return labels;
}

function addNamed(labels: Set<Label>, said: unknown): void {
  for (const label of textsOf(said)) {
    if (label === "private" || label === "secret" || label === "untrusted") labels.add(label);
  }
}

/** What an event says was in the conversation when it came: labels by name, and where strangers' text came from. */
function addStated(labels: Set<Label>, event: Fields): void {
  if (textsOf(event.taint).length > 0) labels.add("untrusted");
  addNamed(labels, event.taint);
  addNamed(labels, event.labels);
}

/** What a result brings into the conversation, as the entry itself says of it. */
function addLabels(labels: Set<Label>, event: Fields): void {
  const result = fieldsOf(event.result);
  if (result.provenance === "untrusted_external") labels.add("untrusted");
  if (result.provenance === "local_secret") labels.add("secret");
  addNamed(labels, result.labels);
}

function worst(decisions: readonly Decision[]): EventOutcome {
  const effect = decisions.map((one) => one.effect).reduce<Effect>((a, b) => (RANK[b] > RANK[a] ? b : a), "allow");
  const reasons = decisions.flatMap((decision) => decision.reasons.filter((reason) => reason.effect === effect));
  return { effect, codes: [...new Set(reasons.map(({ code }) => code))] };
}

async function decideEvent(evaluator: Evaluator, given: Event, labels: ReadonlySet<Label>): Promise<Decision> {
  const event: Event = { ...given, time: "2026-11-23T00:00:00Z", conversation: { labels: [...labels].sort() } };
  // What is nested too deep to be searched is refused by the evaluator.
  return evaluator.decide(await describeSecrets(event).catch(() => event));
}

async function runScenario(
  { events }: Scenario,
  context: Fields,
  evaluator: Evaluator,
  unmapped: Unmapped,
): Promise<EventOutcome[]> {
  const labels = initialLabels(context);
  const outcomes: EventOutcome[] = [];
  for (const event of events) {
    addStated(labels, event);
    const read = await readEvents(event, context);
    if (read === undefined) unmapped.names.add(`event kind ${String(event.kind)}`);
    if (read?.length === 0) unmapped.names.add(`settings ${Object.keys(fieldsOf(event.settings)).join(", ")}`);
    const decisions = await Promise.all((read ?? []).map((one) => decideEvent(evaluator, one, labels)));
    // A setting that policy has no name for is nothing to `check` either; an event of no kind is never let pass.
    outcomes.push(read === undefined ? { effect: "deny", codes: ["nothing_to_decide"] } : worst(decisions));
    addLabels(labels, event);
  }
  return outcomes;
}

export async function runEntry(
  entry: Entry,
  bundle: Bundle,
  profile: Settings["profile"],
  unmapped: Unmapped,
): Promise<EntryOutcome> {
  const settings = readSettings(entry, profile, unmapped);
  const evaluator = await createEvaluator({ bundle, settings, lock: await readLock(entry), followLinks: false });
  const events = await runScenario(entry, entry.context, evaluator, unmapped);
  const { acceptable } = entry.expected;
  const passes = (effect: Effect | undefined) => effect !== undefined && acceptable.includes(effect);
  const right =
    entry.label === "attack"
      ? passes(events[entry.deciding_event]?.effect)
      : events.every(({ effect }, index) => effect === "allow" || (index === entry.deciding_event && passes(effect)));
  const variants = await Promise.all(
    (entry.variants ?? []).map(async (variant) => {
      const [outcome] = (await runScenario(variant, entry.context, evaluator, unmapped)).slice(-1);
      const seen = outcome ?? { effect: "deny" as const, codes: [] };
      const wanted = RANK[variant.verdict as Effect];
      const fits =
        entry.label === "attack" ? RANK[seen.effect] >= Math.min(wanted, 1) : seen.effect === variant.verdict;
      return { outcome: seen, verdict: variant.verdict, right: fits };
    }),
  );
  return { events, right, strict: !acceptable.includes("ask"), variants };
}
