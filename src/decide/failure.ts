// Turns a failure to decide into a deny that says which link broke.
import { FAILURES, type FailureCode } from "../failures.ts";
import type { Answer } from "./answer.ts";

/** @param args what the message needs; never values of the event, which may hold secrets */
export function denyFailure(code: FailureCode, args: Record<string, unknown> = {}, pointer = ""): Answer {
  const { severity, responsible } = FAILURES[code];
  return {
    effect: "deny",
    reasons: [{ code, clause: "fail_closed", effect: "deny", severity, responsible, pointer, args }],
    obligations: [],
    mode: "enforce",
  };
}
