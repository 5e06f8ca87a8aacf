// Turns the policy's raw answer into the ordered part of a decision, or refuses it.
import { canonicalJson, compareText } from "../canonical_json.ts";
import type { Decision, Effect, Obligation, Reason } from "../generated/decision.ts";
import { validate } from "../generated/validate_answer.js";

export type Answer = Pick<Decision, "effect" | "reasons" | "obligations" | "mode">;

const RANK: Readonly<Record<Effect, number>> = { deny: 0, ask: 1, allow: 2 };

function compareReasons(a: Reason, b: Reason): number {
  return (
    RANK[a.effect] - RANK[b.effect] ||
    compareText(a.code, b.code) ||
    compareText(a.pointer, b.pointer) ||
    compareText(canonicalJson(a.args), canonicalJson(b.args)) ||
    compareText(canonicalJson(a), canonicalJson(b))
  );
}

/** Members in the order of the schema: an answer from WebAssembly has them in hash order. */
function orderReason(reason: Reason): Reason {
  const { code, clause, effect, severity, responsible, pointer } = reason;
  const args = Object.fromEntries(Object.entries(reason.args).sort(([a], [b]) => compareText(a, b)));
  return { code, clause, effect, severity, responsible, pointer, args };
}

/**
 * Checks and orders an answer.
 *
 * @returns undefined when it is no answer, or when its effect is weaker than its own reasons
 */
export function readAnswer(raw: unknown): Answer | undefined {
  if (!validate(raw)) return undefined;
  const answer = raw as Answer;
  const reasons = answer.reasons.map(orderReason).sort(compareReasons);
  // The worst reason comes first; a bundle whose effect says otherwise is broken or lying.
  if (reasons[0]?.effect !== answer.effect) return undefined;
  const obligations = [...answer.obligations].sort((a: Obligation, b: Obligation) =>
    compareText(canonicalJson(a), canonicalJson(b)),
  );
  return { effect: answer.effect, reasons: reasons as Decision["reasons"], obligations, mode: answer.mode };
}
