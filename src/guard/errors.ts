// What a guard throws at the program that uses it. What messages hold is never thrown about, but denied.
import type { AskReason } from "./ask.ts";

export type GuardErrorCode = "ERR_GUARD_CONNECTED" | "ERR_GUARD_OPTIONS" | "ERR_GUARD_TRANSPORT" | "ERR_GUARD_TWICE";

export class GuardError extends Error {
  override readonly name = "GuardError";
  readonly code: GuardErrorCode;

  constructor(code: GuardErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The connection was not admitted: nothing was started or opened. */
export class AdmissionDeniedError extends Error {
  override readonly name = "AdmissionDeniedError";
  readonly code = "ERR_GUARD_ADMISSION";
  readonly server: string;
  readonly decisionId: string;
  /** Why, worst first, with what the bundle says about each reason. */
  readonly reasons: readonly AskReason[];

  constructor(server: string, decisionId: string, reasons: readonly AskReason[]) {
    // One reason may be given for each of many variables or arguments.
    const said = new Set(reasons.map(({ code, title }) => (title === undefined ? code : `${title} (${code})`)));
    const why = [...said].join("; ");
    super(`Expected \`${server}\` to be a server the policy admits; it was not started or connected to: ${why}`);
    this.server = server;
    this.decisionId = decisionId;
    this.reasons = reasons;
  }
}
