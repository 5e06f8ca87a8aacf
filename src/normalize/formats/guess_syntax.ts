// Turns a file's name, and its first lines when the name says nothing, into the format to read it in.
import type { Syntax } from "./format.ts";

const endings: readonly (readonly [RegExp, Syntax])[] = [
  [/\.toml$/i, "toml"],
  [/\.ya?ml$/i, "yaml"],
  [/\.(jsonc?|mcpb|dxt)$/i, "jsonc"],
];

/** Lines that begin in a way in which those of the other formats do not; the first such line counts. */
const beginnings: readonly (readonly [RegExp, Syntax])[] = [
  [/^[ \t]*(?:\{|\/[/*])/m, "jsonc"],
  [/^[ \t]*\[{1,2}[ \t]*[\w.'"-]+[ \t]*\]|^[ \t]*[\w.'"-]+[ \t]*=/m, "toml"],
  [/^---|^[ \t]*(?:- )?[\w.'"-]+:(?:[ \t]|\r?$)/m, "yaml"],
];

/** Enough for the comments that files begin with, and little enough that the patterns cost nothing. */
const sample = 4096;

/** JSON when nothing says otherwise. */
export function guessSyntax(path: string, bytes: Uint8Array): Syntax {
  const named = endings.find(([pattern]) => pattern.test(path));
  if (named) return named[1];
  const text = new TextDecoder().decode(bytes.subarray(0, sample));
  const found = beginnings.flatMap(([pattern, syntax]) => {
    const index = pattern.exec(text)?.index;
    return index === undefined ? [] : [{ index, syntax }];
  });
  return found.sort((one, other) => one.index - other.index).at(0)?.syntax ?? "jsonc";
}
