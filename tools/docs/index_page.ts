// Turns the list of clauses into the first page of the catalogue.
import type { ExplainedClause } from "../../src/bundle/explain.ts";
import { clausePath } from "./clause_page.ts";

const SECTIONS: Readonly<Record<string, string>> = {
  trust: "Trust assumptions",
  behavior: "Intended behaviors",
  responsibility: "Responsibilities",
  vulnerability: "Vulnerabilities in scope",
  reporting: "Reporting",
  evaluator: "When nothing can be judged",
};

export function renderIndexPage(clauses: readonly ExplainedClause[]): string {
  const tables = Object.entries(SECTIONS).flatMap(([section, heading]) => [
    `## ${heading}`,
    "",
    "| clause | reasons | |",
    "| --- | --- | --- |",
    ...clauses
      .filter((clause) => clause.section === section)
      .map(({ slug, title, reasons }) => `| [${slug}](${clausePath(slug)}) | ${reasons.length} | ${title} |`),
    "",
  ]);
  return [
    "# Catalogue",
    "",
    "Every clause of MCP's trust model, the reasons for which decisions cite it, and what to do about each. Generated from the",
    "policies, their metadata and their cases by `npm run docs`; do not edit. In a terminal: `mcp-trust explain <code or clause>`.",
    "",
    "The specification's own demands are in [a table of their own](specification.md), and so are [the clients](clients.md) whose",
    "files are read.",
    "",
    ...tables,
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}
