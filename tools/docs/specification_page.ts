// Turns the specification's own demands into a table: which reasons hold events to each, or why no event can show it.
import { clausePath } from "./clause_page.ts";

export interface Demand {
  readonly id: string;
  readonly level: string;
  readonly says: string;
  /** Codes of the reasons that hold events to it. */
  readonly codes?: readonly string[];
  /** An obligation that decisions carry for it, where no reason does. */
  readonly obliges?: string;
  readonly unobservable?: string;
}

export interface SpecificationSection {
  readonly page: string;
  readonly revision: string;
  readonly demands: readonly Demand[];
}

function linkCode(code: string): string {
  const [clause = "", name = ""] = code.split(".");
  return `[${code}](${clausePath(clause)}#${name})`;
}

function renderAnswer({ codes = [], obliges, unobservable }: Demand): string {
  const obligation = obliges === undefined ? [] : [`obligation \`${obliges}\``];
  const answers = [...codes.map(linkCode), ...obligation];
  return answers.length > 0 ? answers.join(", ") : `No event can show it: ${unobservable ?? ""}`;
}

export function renderSpecificationPage(sections: readonly SpecificationSection[]): string {
  return [
    "# The specification's own demands",
    "",
    "What the MCP specification demands for security, in our words, and the reasons that hold events to it. Generated from",
    "`requirements/specification.yaml`; do not edit.",
    "",
    ...sections.flatMap(({ page, revision, demands }) => [
      `## ${page} (${revision})`,
      "",
      "| demand | held by |",
      "| --- | --- |",
      ...demands.map((demand) => `| **${demand.level}** ${demand.says} | ${renderAnswer(demand)} |`),
      "",
    ]),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}
