// Turns the first fault of a JSON text into one sentence about what was expected and what was found.
import { type ParseError, printParseErrorCode } from "jsonc-parser";
import { createProblem, type Position, type Problem } from "../problem.ts";
import { maximumDepth, type Structure } from "./scan_structure.ts";

const expectations = new Map<string, string>([
  ["PropertyNameExpected", "a property name in double quotes"],
  ["ValueExpected", "a value"],
  ["ColonExpected", "a colon after the property name"],
  ["CommaExpected", "a comma between two values"],
  ["CloseBraceExpected", "a closing `}`"],
  ["CloseBracketExpected", "a closing `]`"],
  ["EndOfFileExpected", "nothing after the one JSON value"],
  ["UnexpectedEndOfComment", "the end of this comment"],
  ["UnexpectedEndOfString", "a closing double quote on the same line"],
  ["UnexpectedEndOfNumber", "digits"],
  ["InvalidUnicode", "four hexadecimal digits after `\\u`"],
  ["InvalidEscapeCharacter", "one of the escapes that JSON has after a backslash"],
  ["InvalidSymbol", "a value, or a name or text in double quotes"],
  ["InvalidCharacter", "control characters in a string to be escaped"],
]);

/** Names the kind of token only: what the file contains may be a secret. */
function describeFound(text: string, offset: number): string {
  const character = text.charAt(offset);
  if (character === "") return "the end of the file";
  if ("{}[]:,".includes(character)) return `\`${character}\``;
  if (character === '"') return "a string in double quotes";
  if (character === "'") return "a single quote";
  if (/[0-9]/.test(character)) return "a number";
  return "something that is not JSON";
}

function describeSyntaxError(text: string, error: ParseError): string {
  const code = printParseErrorCode(error.error);
  const inside = /^(UnexpectedEnd|Invalid(Unicode|Escape|Character))/.test(code);
  const expected = expectations.get(code) ?? "JSON";
  return inside
    ? `Expected ${expected}, found none; correct it here.`
    : `Expected ${expected}, found ${describeFound(text, error.offset)}; correct it here.`;
}

function describeTruncation(text: string, unclosed: number | null, positionAt: (offset: number) => Position): string {
  if (unclosed === null) return "Expected a complete value, found the end of the file; restore the missing part.";
  const { line, column } = positionAt(unclosed);
  const bracket = text.charAt(unclosed);
  return `Expected a closing \`${bracket === "{" ? "}" : "]"}\` for the \`${bracket}\` at line ${line}, column ${column}, found the end of the file; restore the missing part.`;
}

export interface SyntaxFault {
  text: string;
  file: string;
  structure: Structure;
  errors: ParseError[];
  positionAt: (offset: number) => Position;
}

/** The one problem of a text that cannot be judged; null when it can. */
export function findSyntaxProblem({ text, file, structure, errors, positionAt }: SyntaxFault): Problem | null {
  const first = errors.reduce<ParseError | null>(
    (best, error) => (best && best.offset <= error.offset ? best : error),
    null,
  );
  const stop = structure.tooDeep ?? structure.mismatch;
  // Behind the place where scanning stopped the parser has seen nothing; its complaints from there on are not real.
  if (first && (stop === null || first.offset < stop)) {
    const truncated = stop === null && first.offset + first.length >= text.length && isCutOff(first);
    const position = positionAt(truncated ? text.length : first.offset);
    return truncated
      ? createProblem(
          "ERR_NORMALIZE_TRUNCATED",
          file,
          position,
          describeTruncation(text, structure.unclosed, positionAt),
        )
      : createProblem("ERR_NORMALIZE_SYNTAX", file, position, describeSyntaxError(text, first));
  }
  if (structure.tooDeep !== null) {
    const message = `Expected at most ${maximumDepth} levels of nesting, found more; an MCP configuration needs fewer than ten, so remove the nesting.`;
    return createProblem("ERR_NORMALIZE_TOO_DEEP", file, positionAt(structure.tooDeep), message);
  }
  if (structure.mismatch === null) return null;
  const message = `Expected a value or the bracket that fits the one opened before, found ${describeFound(text, structure.mismatch)}; correct it here.`;
  return createProblem("ERR_NORMALIZE_SYNTAX", file, positionAt(structure.mismatch), message);
}

function isCutOff(error: ParseError): boolean {
  return error.length === 0 || /^UnexpectedEndOf(String|Number)/.test(printParseErrorCode(error.error));
}
