// Turns a place in a file and what is wrong there into one problem with a fixed code.

/** Line and column as an editor shows them: both from 1, the column in UTF-16 code units, a byte order mark not counted. */
export interface Position {
  line: number;
  column: number;
}

const problemCodes = [
  "ERR_NORMALIZE_FILE_MISSING",
  "ERR_NORMALIZE_FILE_UNREADABLE",
  "ERR_NORMALIZE_NOT_A_FILE",
  "ERR_NORMALIZE_SYMLINK_LOOP",
  "ERR_NORMALIZE_TOO_LARGE",
  "ERR_NORMALIZE_BUNDLE",
  "ERR_NORMALIZE_EMPTY",
  "ERR_NORMALIZE_LINK_TEXT",
  "ERR_NORMALIZE_UTF16",
  "ERR_NORMALIZE_INVALID_UTF8",
  "ERR_NORMALIZE_BYTE_ORDER_MARK",
  "ERR_NORMALIZE_SYNTAX",
  "ERR_NORMALIZE_TRUNCATED",
  "ERR_NORMALIZE_TOO_DEEP",
  "ERR_NORMALIZE_TOO_LONG",
  "ERR_NORMALIZE_ALIAS",
  "ERR_NORMALIZE_TAG",
  "ERR_NORMALIZE_NAME",
  "ERR_NORMALIZE_DOCUMENTS",
  "ERR_NORMALIZE_STRICT_JSON",
  "ERR_NORMALIZE_DUPLICATE_KEY",
  "ERR_NORMALIZE_ROOT",
  "ERR_NORMALIZE_SERVERS",
  "ERR_NORMALIZE_ENTRY",
  "ERR_NORMALIZE_NO_LAUNCH",
  "ERR_NORMALIZE_COMMAND_AND_URL",
  "ERR_NORMALIZE_COMMAND",
  "ERR_NORMALIZE_ARGS",
  "ERR_NORMALIZE_URL",
  "ERR_NORMALIZE_ENV",
  "ERR_NORMALIZE_ENV_VALUE",
  "ERR_NORMALIZE_HEADERS",
  "ERR_NORMALIZE_HEADER_VALUE",
  "ERR_NORMALIZE_CWD",
  "ERR_NORMALIZE_ENV_FILE",
  "ERR_NORMALIZE_TYPE",
  "ERR_NORMALIZE_ENABLED",
  "ERR_NORMALIZE_SETTING",
  "ERR_NORMALIZE_TOO_MANY_VALUES",
  "ERR_NORMALIZE_TOO_MANY_ENTRIES",
  "ERR_NORMALIZE_NOT_MCP_CONFIG",
  "ERR_NORMALIZE_MORE_PROBLEMS",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** Something in a file that its client would refuse or read differently. Never holds contents of the file. */
export interface Problem extends Position {
  code: ProblemCode;
  file: string;
  message: string;
}

export const fileStart: Position = { line: 1, column: 1 };

export function createProblem(code: ProblemCode, file: string, position: Position, message: string): Problem {
  return { code, file, line: position.line, column: position.column, message };
}

export function isProblem(value: object): value is Problem {
  return "code" in value && "message" in value;
}
