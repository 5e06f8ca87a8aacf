// What can be wrong with a file that a person wrote.

export type DocumentErrorCode = "ERR_DOCUMENT_INVALID" | "ERR_DOCUMENT_UNREADABLE";

/** One place in the text and what is wrong there. Line and column are 1-based. */
export interface DocumentProblem {
  readonly line: number;
  readonly column: number;
  /** Keys and indexes joined by dots; empty for the whole document. */
  readonly path: string;
  readonly message: string;
}

export class DocumentError extends Error {
  override readonly name = "DocumentError";
  readonly code: DocumentErrorCode;
  readonly problems: readonly DocumentProblem[];

  constructor(code: DocumentErrorCode, message: string, problems: readonly DocumentProblem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}
