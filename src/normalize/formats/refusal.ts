// Turns what is wrong with a whole text of any format into its one problem.
import { createProblem, fileStart, type Position, type Problem } from "../problem.ts";
import { maximumDepth } from "./scan_structure.ts";

/** Of the text that a parser is given; a configuration has a few thousand. */
export const maximumTokens = 200_000;

export interface Place {
  file: string;
  position: Position;
}

export function refuseEmpty(file: string, what: string): Problem {
  const message = `Expected ${what}, found an empty file; write the configuration or remove the file.`;
  return createProblem("ERR_NORMALIZE_EMPTY", file, fileStart, message);
}

export function refuseDepth({ file, position }: Place): Problem {
  const message = `Expected at most ${maximumDepth} levels of nesting, found more; an MCP configuration needs fewer than ten, so remove the nesting.`;
  return createProblem("ERR_NORMALIZE_TOO_DEEP", file, position, message);
}

export function refuseLength({ file, position }: Place): Problem {
  const message = `Expected at most ${maximumTokens} names, values and signs in one file, found more; an MCP configuration is never that long, so split the file.`;
  return createProblem("ERR_NORMALIZE_TOO_LONG", file, position, message);
}

/** `expected` is a phrase without anything of the file: that may be a secret. */
export function refuseSyntax({ file, position }: Place, expected: string, atEnd: boolean): Problem {
  if (atEnd) {
    const message = `Expected ${expected}, found the end of the file; restore the missing part.`;
    return createProblem("ERR_NORMALIZE_TRUNCATED", file, position, message);
  }
  const message = `Expected ${expected}, found something else; correct it here.`;
  return createProblem("ERR_NORMALIZE_SYNTAX", file, position, message);
}

const aliases = {
  nothing: "Expected an alias to name an anchor in front of it, found none of that name; correct the name.",
  itself: "Expected an alias to stand outside of what it names, found it inside; write the content out.",
  "too much": `Expected aliases to stand for at most ${maximumTokens} values in one file, found more; write fewer.`,
};

export function refuseAlias({ file, position }: Place, found: keyof typeof aliases): Problem {
  return createProblem("ERR_NORMALIZE_ALIAS", file, position, aliases[found]);
}

export function refuseName({ file, position }: Place): Problem {
  const message = "Expected a name to be a string, found a list or a map; write a string. It is not judged.";
  return createProblem("ERR_NORMALIZE_NAME", file, position, message);
}

export function refuseTag({ file, position }: Place): Problem {
  const message =
    "Expected none but YAML's own tags on values that fit them, found another; clients differ in what they make of it, so remove it. Judged without it.";
  return createProblem("ERR_NORMALIZE_TAG", file, position, message);
}

export function refuseDocuments({ file, position }: Place): Problem {
  const message =
    "Expected one document, found a second one; clients refuse the file or read only one of them, so remove the others. The first one is judged.";
  return createProblem("ERR_NORMALIZE_DOCUMENTS", file, position, message);
}
