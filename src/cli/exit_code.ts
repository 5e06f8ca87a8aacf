// The exit codes, the same for every command and format.

export const EXIT = {
  /** Nothing denied. */
  ok: 0,
  /** Something denied, or asked with --fail-on ask; a test that failed. */
  denied: 1,
  /** Bad usage or unreadable input. */
  usage: 2,
  /** Nothing found to check. */
  nothing: 3,
  /** Could not decide. */
  undecided: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A mistake of the user's, told in one message without a stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}
