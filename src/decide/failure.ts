// Turns a failure to decide into a deny that says which link broke.
import { denyBecause, FAILURES, type FailureCode } from "../failures.ts";
import type { Answer } from "./answer.ts";

/** @param args what the message needs; never values of the event, which may hold secrets */
export function denyFailure(code: FailureCode, args: Record<string, unknown> = {}, pointer = ""): Answer {
  return denyBecause(code, FAILURES[code], args, pointer);
}
