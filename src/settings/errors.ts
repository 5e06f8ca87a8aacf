// What can be wrong with what an operator wrote.

export type SettingsErrorCode = "ERR_SETTINGS_INVALID" | "ERR_SETTINGS_LOCK" | "ERR_SETTINGS_UNREADABLE";

/** One place in the operator's text and what is wrong there. Line and column are 1-based. */
export interface SettingsProblem {
  readonly line?: number;
  readonly column?: number;
  readonly path: string;
  readonly message: string;
}

export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly code: SettingsErrorCode;
  readonly problems: readonly SettingsProblem[];

  constructor(
    code: SettingsErrorCode,
    message: string,
    problems: readonly SettingsProblem[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.problems = problems;
  }
}
