// What can go wrong between an encoded event and the policy's raw answer.

export type EvaluationErrorCode = "ERR_EVALUATE_TRAP" | "ERR_EVALUATE_ANSWER";

export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
  readonly code: EvaluationErrorCode;

  constructor(code: EvaluationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
