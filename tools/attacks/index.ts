// Plays each published attack without a guard and with one, and prints what came of it.
import { ATTACKS } from "../../test/attacks/all.ts";
import type { Attack } from "../../test/attacks/attack.ts";
import { Stage } from "../../test/attacks/stage.ts";

interface Played {
  readonly stolen: boolean;
  readonly code: string;
  readonly responsible: string;
}

async function play(file: string, attack: Attack, guarded: boolean): Promise<Played> {
  return await Stage.play({ file, attack, guarded, hostile: true }, async (stage) => {
    await attack.play(stage);
    const [first] = stage.objections;
    return { stolen: await attack.stolen(stage), code: first?.[2] ?? "", responsible: stage.responsible ?? "" };
  });
}

const HEAD = ["attack", "unguarded", "guarded", "stopped by", "responsible"];

const rows = [HEAD];
let missed = 0;
for (const [file, attack] of Object.entries(ATTACKS)) {
  const before = await play(file, attack, false);
  const after = await play(file, attack, true);
  if (!before.stolen || after.stolen) missed += 1;
  const say = ({ stolen }: Played) => (stolen ? "succeeds" : "stopped");
  rows.push([attack.name, say(before), say(after), after.code, after.responsible]);
}

const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
const lines = rows.map((row) =>
  row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join("  ")
    .trimEnd(),
);
process.stdout.write(`${lines.join("\n")}\n\n`);
const count = Object.keys(ATTACKS).length;
process.stdout.write(`${count - missed} of ${count} succeed without a guard and are stopped by one.\n`);
process.exitCode = missed === 0 ? 0 : 1;
