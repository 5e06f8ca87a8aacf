// What can go wrong when a decision is recorded. Whoever enforces denies what was not recorded.

export type LogErrorCode =
  | "ERR_LOG_OPTIONS"
  | "ERR_LOG_OPEN"
  | "ERR_LOG_ENTRY"
  | "ERR_LOG_WRITE"
  | "ERR_LOG_SYNC"
  | "ERR_LOG_CLOSED";

/** The decision that was to be recorded is not acknowledged: what it was about must not happen. */
export class LogError extends Error {
  override readonly name = "LogError";
  readonly code: LogErrorCode;

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The system's word for it, such as ENOSPC; never its message, which may quote what was written. */
export function nameCause(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
