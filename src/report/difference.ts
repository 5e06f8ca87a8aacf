// Turns a unified difference into lines for a terminal.
import type { Colors } from "./colors.ts";
import { printable } from "./place.ts";

/** Attacker-controlled: the lines are the file's own, so nothing in them may move the cursor. A tab stays a tab. */
function show(line: string): string {
  return line.split("\t").map(printable).join("\t");
}

export function renderDifference(difference: string, colors: Colors): string {
  const lines = difference.replace(/\n$/, "").split(/\r?\n/);
  return lines
    .map((line) => {
      if (line.startsWith("+++") || line.startsWith("---")) return colors.bold(show(line));
      if (line.startsWith("@@")) return colors.cyan(show(line));
      if (line.startsWith("+")) return colors.green(show(line));
      return line.startsWith("-") ? colors.red(show(line)) : show(line);
    })
    .join("\n");
}
