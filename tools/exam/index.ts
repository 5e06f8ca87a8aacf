// `npm run exam -- FILE`: decides about incidents and their benign look-alikes, and says what was right.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { loadStandardBundle } from "../../src/bundle/standard_bundle.ts";
import type { Settings } from "../../src/generated/settings.ts";
import { type Entry, Unmapped, unblot } from "./entry.ts";
import { type EntryOutcome, runEntry } from "./run_entry.ts";

const USAGE = `Usage: npm run exam -- [--profile personal|team|managed] [--format text|json] FILE

FILE is a JSON list of entries: what is known beforehand (context), what happens (events), what would be right (expected).
Exit code 0 when all entries could be read; right or wrong is what is printed.`;

interface Graded {
  readonly entry: Entry;
  readonly outcome: EntryOutcome;
}

function describeEntry({ entry, outcome }: Graded): string[] {
  const events = outcome.events.map(({ effect, codes }, index) => {
    const mark = index === entry.deciding_event ? "*" : " ";
    return `    ${mark} ${index} ${effect.padEnd(5)} ${codes.join(", ")}`;
  });
  const variants = outcome.variants.map(
    ({ outcome: { effect, codes }, verdict, right }) =>
      `    variant, wanted ${verdict}: ${effect.padEnd(5)} ${right ? "right" : "WRONG"} ${codes.join(", ")}`,
  );
  const verdict = outcome.right ? "right" : "WRONG";
  return [
    `${verdict} ${entry.id} ${entry.label} (${entry.expected.acceptable.join(" or ")}): ${entry.title}`,
    ...events,
    ...variants,
  ];
}

function ratio(graded: readonly Graded[]): string {
  return `${graded.filter(({ outcome }) => outcome.right).length} of ${graded.length}`;
}

function summarize(graded: readonly Graded[]): string[] {
  const attacks = graded.filter(({ entry }) => entry.label === "attack");
  const benign = graded.filter(({ entry }) => entry.label === "benign");
  const strict = attacks.filter(({ outcome }) => outcome.strict);
  const variants = graded.flatMap(({ outcome }) => outcome.variants);
  const classes = [...new Set(graded.map(({ entry }) => entry.class))].sort();
  return [
    `attacks right                     ${ratio(attacks)}`,
    `attacks that accept only deny     ${ratio(strict)}`,
    `benign right, in every event      ${ratio(benign)}`,
    `variants right                    ${variants.filter(({ right }) => right).length} of ${variants.length}`,
    ...classes.map((name) => `  ${name.padEnd(31)} ${ratio(graded.filter(({ entry }) => entry.class === name))}`),
  ];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { profile: { type: "string", default: "personal" }, format: { type: "string", default: "text" } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined) throw new Error(USAGE);
  const entries = unblot(JSON.parse(await readFile(path, "utf8"))) as Entry[];
  const bundle = await loadStandardBundle();
  const unmapped = new Unmapped();
  const graded: Graded[] = [];
  for (const entry of entries) {
    const outcome = await runEntry(entry, bundle, values.profile as Settings["profile"], unmapped);
    graded.push({ entry, outcome });
    if (values.format === "text") process.stdout.write(`${describeEntry({ entry, outcome }).join("\n")}\n`);
  }
  const unread = [...unmapped.names].sort();
  if (values.format === "json") {
    const rows = graded.map(({ entry, outcome }) => ({
      id: entry.id,
      label: entry.label,
      class: entry.class,
      ...outcome,
    }));
    process.stdout.write(`${JSON.stringify({ profile: values.profile, entries: rows, unmapped: unread }, null, 2)}\n`);
    return;
  }
  process.stdout.write(`\n${summarize(graded).join("\n")}\n`);
  if (unread.length > 0) process.stdout.write(`\nNot mapped, for want of a field: ${unread.join(", ")}\n`);
}

await main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
