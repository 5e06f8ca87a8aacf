// Turns a text that is nothing but a path into a problem: where links cannot be made, git checks them out as text.
import { createProblem, fileStart, type Problem } from "../problem.ts";

/** As long as a path may be on most systems. */
const maximumLength = 4096;

/** One line without spaces and what JSON is made of, that has a folder in it or ends as configuration files do. */
function looksLikeLink(text: string): boolean {
  if (text.length > maximumLength) return false;
  const path = text.trimEnd();
  if (!/^[^\s"'`{}[\]<>|,:;=#*?]+$/.test(path) || path.startsWith("//")) return false;
  return /[^/\\][/\\][^/\\]/.test(path) || /\.(?:jsonc?|toml|ya?ml)$/i.test(path);
}

/** Never quotes the text: it may be anything. */
export function findLinkText(text: string, file: string): Problem | null {
  if (!looksLikeLink(text)) return null;
  const message =
    "Expected a configuration, found a single path: this looks like a symbolic link that was checked out as text; name the file that the link points to, or check it out again with git's core.symlinks on.";
  return createProblem("ERR_NORMALIZE_LINK_TEXT", file, fileStart, message);
}
