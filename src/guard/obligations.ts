// Carries out what the policy wants done for an allow to stand, or says what could not be done.
import type { Decision, Obligation } from "../generated/decision.ts";
import type { Event } from "../generated/event.ts";
import { isObject, memberOf } from "./json_rpc.ts";
import { redact } from "./redact.ts";

export type ObligationType = Obligation["type"];

/** What a decision asks for, and what it is about, untruncated. */
export interface Notice {
  readonly event: Event;
  readonly decision: Decision;
  readonly obligation: Obligation;
}

export interface ObligationHandlers {
  /** Shows a person what is about to happen. Called before it does; what it throws denies. */
  readonly display?: ((notice: Notice) => void) | undefined;
  /**
   * Obligations that the program around the guard meets by itself, so that the guard need not: a host that shows every
   * call has `display`, one that logs decisions has `log`.
   */
  readonly handled?: readonly ObligationType[] | undefined;
}

export interface Judged {
  readonly event: Event;
  readonly decision: Decision;
}

export interface Discharge {
  /** The message to hand on: the same object when nothing was taken out. */
  readonly message: unknown;
  /** The obligation that was not met. */
  readonly unmet?: ObligationType;
}

/** Whether a person said yes: to this message, or to what it repeats. */
export type Confirmation = "now" | "before" | "not";

export interface DischargeContext {
  readonly handlers: ObligationHandlers;
  readonly hasLog: boolean;
  readonly confirmed: Confirmation;
}

function isMet(judged: Judged, obligation: Obligation, { handlers, hasLog, confirmed }: DischargeContext): boolean {
  const { type } = obligation;
  if (handlers.handled?.includes(type) === true) return true;
  if (type === "log") return hasLog;
  // The gate tells the ledger; without a ledger nothing that follows is judged by it.
  if (type === "label") return true;
  if (type === "confirm") return confirmed !== "not";
  if (type !== "display") return false;
  // Who was asked was shown it.
  if (confirmed === "now") return true;
  if (handlers.display === undefined) return confirmed === "before";
  try {
    handlers.display({ ...judged, obligation });
    return true;
  } catch {
    return false;
  }
}

/** Where the event's `/result` stands in a message: an error is read as `{ error }`, a finished task brings its own. */
function redactResult(message: unknown, obligations: readonly Obligation[], isTask: boolean): unknown {
  if (!isObject(message)) return undefined;
  const inline = isTask ? memberOf(message.result, "result") : undefined;
  if (isTask && inline !== undefined && isObject(message.result)) {
    const part = redact({ result: inline }, obligations);
    return part === undefined
      ? undefined
      : { ...message, result: { ...message.result, result: memberOf(part, "result") } };
  }
  if (Object.hasOwn(message, "result")) return redact(message, obligations);
  const part = redact({ result: { error: message.error } }, obligations);
  return part === undefined ? undefined : { ...message, error: memberOf(memberOf(part, "result"), "error") };
}

/** @param answers the method of the request that the message answers */
export function discharge(
  message: unknown,
  judged: readonly Judged[],
  answers: string | undefined,
  context: DischargeContext,
): Discharge {
  const redactions: Obligation[] = [];
  for (const one of judged) {
    // The operator asked only to record.
    if (one.decision.mode === "audit") continue;
    for (const obligation of one.decision.obligations) {
      if (obligation.type === "redact" && context.handlers.handled?.includes("redact") !== true)
        redactions.push(obligation);
      else if (!isMet(one, obligation, context)) return { message, unmet: obligation.type };
    }
  }
  if (redactions.length === 0) return { message };
  const isResult = answers !== undefined && redactions.every(({ pointer = "" }) => pointer.startsWith("/result"));
  const redacted = isResult ? redactResult(message, redactions, answers === "tasks/get") : undefined;
  return redacted === undefined ? { message, unmet: "redact" } : { message: redacted };
}
