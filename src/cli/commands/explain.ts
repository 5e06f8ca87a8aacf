// mcp-trust explain: says what a reason code or a clause means, who is responsible and what to do.
import { type Command, Option } from "commander";
import { distance } from "fastest-levenshtein";
import { type Explained, explainData } from "../../bundle/explain.ts";
import { loadBundle } from "../../bundle/load_bundle.ts";
import { loadStandardBundle } from "../../bundle/standard_bundle.ts";
import { createColors } from "../../report/colors.ts";
import { renderClauseText, renderReasonText } from "../../report/explain_text.ts";
import { renderJson } from "../../report/json_text.ts";
import { EXIT, type ExitCode, UsageError } from "../exit_code.ts";
import type { Io } from "../io.ts";

interface ExplainOptions {
  readonly format: "text" | "json";
  readonly bundle?: string;
}

const EXAMPLES = `
Examples:
  mcp-trust explain                                            list the clauses
  mcp-trust explain filesystem_access                          what a clause says, and its reasons
  mcp-trust explain local_server_is_software.package_unpinned  what one reason means and what to do`;

const SUGGESTIONS = 3;

function unknown(name: string, names: readonly string[]): UsageError {
  const distanceTo = (known: string) => Math.min(distance(name, known), distance(name, known.replace(/^.*\./, "")));
  const near = names.map((known) => [distanceTo(known), known] as const).sort(([a], [b]) => a - b);
  const close = near.filter(([steps]) => steps <= Math.max(2, name.length / 3));
  const suggested = close.slice(0, SUGGESTIONS).map(([, known]) => `\`${known}\``);
  const hint = suggested.length === 0 ? "mcp-trust explain lists the clauses" : `near: ${suggested.join(", ")}`;
  return new UsageError(`\`${name}\` is no reason code and no clause; ${hint}`);
}

/** The part behind the dot is enough where only one code has it. */
function findByShortName<Reason extends { code: string }>(
  name: string,
  reasons: readonly Reason[],
): Reason | undefined {
  const found = reasons.filter(({ code }) => code.endsWith(`.${name}`));
  return found.length === 1 ? found[0] : undefined;
}

function listClauses({ clauses }: Explained, width: number): string {
  const lines = [...clauses.values()].map(({ slug, title }) => `${slug.padEnd(width)}  ${title}`.trimEnd());
  return `${lines.join("\n")}\n`;
}

async function explain(name: string | undefined, options: ExplainOptions, io: Io): Promise<ExitCode> {
  const bundle =
    options.bundle === undefined
      ? await loadStandardBundle()
      : await loadBundle(options.bundle, { verify: "trusted_path" });
  const explained = explainData(bundle.data);
  const { reasons, clauses } = explained;
  const colors = createColors(io.color);
  const json = options.format === "json";
  if (name === undefined) {
    const width = Math.max(...[...clauses.keys()].map((slug) => slug.length));
    io.out(json ? renderJson([...clauses.values()]) : listClauses(explained, width));
    return EXIT.ok;
  }
  const reason = reasons.get(name) ?? findByShortName(name, [...reasons.values()]);
  const clause = clauses.get(name);
  if (reason !== undefined) {
    io.out(json ? renderJson(reason) : renderReasonText(reason, clauses.get(reason.clause), colors, io.columns));
  } else if (clause !== undefined) io.out(json ? renderJson(clause) : renderClauseText(clause, colors, io.columns));
  else throw unknown(name, [...reasons.keys(), ...clauses.keys()]);
  return EXIT.ok;
}

export function addExplain(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description("say what a reason code or a clause means, and what to do")
    .argument("[name]", "a reason code or a clause; without it, all clauses are listed")
    .addOption(new Option("--format <format>", "output format").choices(["text", "json"]).default("text"))
    .option("--bundle <file>", "a policy bundle you trust, instead of the standard one")
    .addHelpText("after", EXAMPLES)
    .action(async (name: string | undefined, options: ExplainOptions) => {
      done(await explain(name, options, io));
    });
}
