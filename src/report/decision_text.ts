// Turns one decision into text.
import type { Prose } from "../bundle/catalogue.ts";
import type { Decision, Effect, Reason } from "../generated/decision.ts";
import { wrapText } from "../wrap_text.ts";
import type { Colors } from "./colors.ts";
import { describeArgs, nameResponsible, printable } from "./place.ts";

function paint(effect: Effect, text: string, colors: Colors): string {
  if (effect === "deny") return colors.red(text);
  return effect === "ask" ? colors.yellow(text) : colors.green(text);
}

function renderReason(reason: Reason, prose: Prose, colors: Colors, columns: number): string[] {
  const { title = reason.code, remedy = "" } = prose.get(reason.code) ?? {};
  const details = describeArgs(reason.args);
  return [
    `  ${paint(reason.effect, `${reason.effect} ${reason.severity}`.padEnd(13), colors)} ${title}`,
    ...[reason.pointer, details].filter((text) => text !== "").map((text) => `    ${printable(text)}`),
    ...(remedy === "" ? [] : wrapText(`Do: ${remedy}`, columns - 4).map((line) => `    ${line}`)),
    `    ${colors.dim(`clause ${reason.clause}, responsible ${nameResponsible(reason.responsible)}, code ${reason.code}`)}`,
  ];
}

export function renderDecisionText(decision: Decision, prose: Prose, colors: Colors, columns: number): string {
  const audit = decision.mode === "audit" ? " (audit: recorded, not enforced)" : "";
  const obligations = decision.obligations.map(({ type }) => type).join(", ");
  return [
    paint(decision.effect, colors.bold(decision.effect), colors) + audit,
    ...decision.reasons.flatMap((reason) => renderReason(reason, prose, colors, columns)),
    ...(obligations === "" ? [] : [`  obligations: ${obligations}`]),
    "",
  ].join("\n");
}
