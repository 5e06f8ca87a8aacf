// Finds the words of command lines that are file paths: what a command opens is opened by the call.
import type { CommandFact } from "../../generated/event.ts";
import { barePath } from "./bare_path.ts";
import type { PathCandidate } from "./find_paths.ts";
import { behindPrefix, hasPathForm, isFileUri } from "./path_form.ts";

/** Attacker-controlled: a line can have as many words as characters. */
const MAX_PATHS = 256;

function pathsIn(word: string): string[] {
  const bare = barePath(word);
  const behind = behindPrefix(bare);
  return [bare, ...(behind === undefined ? [] : [behind])].filter((text) => isFileUri(text) || hasPathForm(text));
}

/**
 * @throws {RangeError} when the commands name more paths than a policy should look at
 */
export function findCommandPaths(facts: readonly CommandFact[]): PathCandidate[] {
  const found = facts.flatMap(({ pointer, commands }) =>
    commands
      .flatMap(({ words }) => words.slice(1))
      .flatMap(pathsIn)
      .map((value): PathCandidate => ({ pointer, value, found_by: "command" })),
  );
  if (found.length > MAX_PATHS) throw new RangeError(`more than ${MAX_PATHS} paths in command lines`);
  return found;
}
