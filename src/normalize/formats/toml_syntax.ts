// Turns what forbids reading a TOML text into its one problem.
import type { ParseError } from "toml-eslint-parser";
import { createProblem, type Problem } from "../problem.ts";
import { type Place, refuseDepth, refuseLength, refuseSyntax } from "./refusal.ts";
import { maximumString, type TomlExcess } from "./scan_toml.ts";

/** By the beginning of the parser's own messages, which have no codes; they may quote the file and are not passed on. */
const expectations: readonly (readonly [string, string])[] = [
  ["Unterminated string", "a closing quote"],
  ["Unterminated table-key", "a closing bracket after the table's name"],
  ["Unterminated array", "a closing `]`"],
  ["Unterminated inline table", "a closing `}`"],
  ["Empty bare keys", "a name"],
  ["Must be a newline", "the end of the line"],
  ["Expected equal", "an equals sign after the name"],
  ["Unspecified values", "a value"],
  ["Expected comma", "a comma between two values"],
  ["Unexpected character", "a name, a table or a value; text stands in quotes"],
  ["Unexpected token", "a name, a table or a value"],
  ["Control characters", "control characters in a string to be escaped"],
  ["Invalid code point", "a character that TOML allows here"],
  ["The key, equals sign", "name, equals sign and value on one line"],
  ["No newlines are allowed", "the whole inline table on one line"],
  ["Underscores", "digits around an underscore"],
  ["Unexpected spaces", "two brackets without a space between them"],
  ["Three or more quotes", "at most two quotes in a row inside this string"],
  ["Unexpected invalid date", "a date that exists"],
  ["Unexpected invalid time", "a time that exists"],
  ["Leading zeros", "a number without leading zeros"],
  ["Trailing comma", "no comma in front of the closing `}`"],
  ["Invalid character in escape", "one of the escapes that TOML has after a backslash"],
  ["Consecutive dots", "a name between two dots"],
  ["Keys cannot", "a name on both sides of a dot"],
];

export function refuseExcess(excess: TomlExcess, place: Place): Problem {
  if (excess === "depth") return refuseDepth(place);
  if (excess === "tokens") return refuseLength(place);
  const message = `Expected at most ${maximumString} characters in one text, found more; shorten it.`;
  return createProblem("ERR_NORMALIZE_TOO_LONG", place.file, place.position, message);
}

export function refuseToml({ message: cause }: ParseError, place: Place, atEnd: boolean): Problem {
  if (cause.startsWith("Defining a key multiple times")) {
    const message =
      "Expected each name once in a table, found one for the second time; every reader of TOML refuses the whole file, so remove one.";
    return createProblem("ERR_NORMALIZE_DUPLICATE_KEY", place.file, place.position, message);
  }
  const [, expected] = expectations.find(([beginning]) => cause.startsWith(beginning)) ?? ["", "TOML"];
  return refuseSyntax(place, expected, atEnd);
}
