// Turns the triage of a report into an answer to its sender.
import type { Prose } from "../bundle/catalogue.ts";
import type { Triage } from "../triage/summarize.ts";
import { wrapText } from "../wrap_text.ts";
import type { Colors } from "./colors.ts";
import { nameResponsible, printable } from "./place.ts";

const HEADLINES: Readonly<Record<string, string>> = {
  intended_behavior: "intended behavior, not a vulnerability",
  in_scope: "in scope",
  out_of_scope: "out of scope",
  needs_information: "needs information",
};

function paint(outcome: string, text: string, colors: Colors): string {
  if (outcome === "in_scope" || outcome === "undecided") return colors.red(text);
  return outcome === "needs_information" ? colors.yellow(text) : colors.green(text);
}

function listQuestions({ missing }: Triage, columns: number): string[] {
  return missing.flatMap(({ field, question, answers }) => [
    ...wrapText(`${field}: ${question}`, columns - 4).map((line, index) => `${index === 0 ? "  -" : "   "} ${line}`),
    ...(answers === undefined
      ? []
      : wrapText(`one of ${answers.join(", ")}`, columns - 6).map((line) => `      ${line}`)),
  ]);
}

/** @param title the report's own, an outsider's text */
export function renderTriageText(triage: Triage, title: string, prose: Prose, colors: Colors, columns: number): string {
  const { outcome, clause, decision } = triage;
  const [reason] = decision.reasons;
  const { title: why = reason?.code ?? "", description = "", remedy = "" } = prose.get(reason?.code ?? "") ?? {};
  const paragraph = (text: string) => (text === "" ? [] : ["", ...wrapText(text, columns)]);
  const asked = listQuestions(triage, columns);
  const by = reason === undefined ? "" : `code ${reason.code}, responsible ${nameResponsible(reason.responsible)}`;
  return [
    `${paint(outcome, colors.bold(HEADLINES[outcome] ?? "undecided"), colors)}: ${printable(title)}`,
    ...paragraph(`${why}. ${description}`),
    ...paragraph(clause === undefined ? "" : `${clause.title} (${clause.slug}). ${clause.says}`),
    ...(asked.length === 0 ? [] : ["", "Open questions:", ...asked]),
    ...paragraph(remedy === "" ? "" : `Do: ${remedy}`),
    "",
    colors.dim(by),
    "",
  ].join("\n");
}
