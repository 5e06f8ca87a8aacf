// Turns the verdicts on all mutants into totals and the list of those that survived.
import { type Mutant, OPERATORS } from "./mutate.ts";
import type { Verdict } from "./run_tests.ts";

export interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

export interface Total {
  readonly name: string;
  readonly killed: number;
  readonly survived: number;
  /** Did not compile, and are not counted. */
  readonly invalid: number;
  /** Of those that compile, the share that a test killed; 100 when there are none. */
  readonly percent: number;
}

export interface Report {
  readonly total: Total;
  readonly sections: readonly Total[];
  readonly folders: readonly Total[];
  readonly operators: readonly Total[];
  readonly survivors: readonly Pick<Mutant, "path" | "line" | "operator" | "source">[];
}

function count(name: string, judged: readonly Judged[]): Total {
  const of = (wanted: Verdict) => judged.filter(({ verdict }) => verdict === wanted).length;
  const [killed, survived] = [of("killed"), of("survived")];
  const percent = killed + survived === 0 ? 100 : (100 * killed) / (killed + survived);
  return { name, killed, survived, invalid: of("invalid"), percent };
}

function countBy(judged: readonly Judged[], nameOf: (mutant: Mutant) => string): Total[] {
  const names = [...new Set(judged.map(({ mutant }) => nameOf(mutant)))].sort();
  return names.map((name) =>
    count(
      name,
      judged.filter(({ mutant }) => nameOf(mutant) === name),
    ),
  );
}

function folderOf({ path }: Mutant): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** `mcp/<section>`; what lies beside the sections is `mcp`. */
function sectionOf(mutant: Mutant): string {
  return folderOf(mutant).split("/").slice(0, 2).join("/");
}

export function summarize(judged: readonly Judged[]): Report {
  const survivors = judged.filter(({ verdict }) => verdict === "survived").map(({ mutant }) => mutant);
  return {
    total: count("all", judged),
    sections: countBy(judged, sectionOf),
    folders: countBy(judged, folderOf),
    operators: OPERATORS.map((operator) =>
      count(
        operator,
        judged.filter(({ mutant }) => mutant.operator === operator),
      ),
    ),
    survivors: survivors.map(({ path, line, operator, source }) => ({ path, line, operator, source })),
  };
}

/** Rounded down, so that 94.99 does not look like 95. */
function renderTotal({ name, killed, survived, invalid, percent }: Total): string {
  const share = (Math.floor(percent * 10) / 10).toFixed(1).padStart(5);
  const counts = `${killed} of ${killed + survived} killed`.padEnd(24);
  return `  ${name.padEnd(52)} ${share} %  ${counts}${invalid} do not compile`;
}

const LONGEST = 120;

export function renderText({ total, sections, folders, operators, survivors }: Report): string {
  const block = (title: string, totals: readonly Total[]) => ["", title, ...totals.map(renderTotal)];
  const lines = survivors.map(({ path, line, operator, source }) => {
    const shown = source.length > LONGEST ? `${source.slice(0, LONGEST - 1)}…` : source;
    return `  policies/${path}:${line}: ${operator}: ${shown}`;
  });
  const blocks = [
    ...block("Sections", sections),
    ...block("Folders", folders),
    ...block("Operators", operators),
    ...block("Total", [total]),
  ];
  return `${["Survivors", ...(lines.length > 0 ? lines : ["  none"]), ...blocks].join("\n")}\n`;
}
