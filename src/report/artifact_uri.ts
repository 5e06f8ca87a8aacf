// Turns the path of a file into what SARIF calls its location: a URI below the working folder, or a file's own.
import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { ArtifactLocation } from "sarif";

/** The folder that the command was run in; readers of the report know where theirs is. */
export const SOURCE_ROOT = "%SRCROOT%";

/** What a URL of the web may hold as it is, and a URI may not. */
const NOT_IN_URIS = /[[\]^|{}`"<>\\ ]/g;

/** Attacker-controlled: a name may hold anything; half a character has no encoding, and stands as its replacement. */
export function locateArtifact(file: string): ArtifactLocation {
  const absolute = resolve(file.toWellFormed());
  const below = relative(process.cwd(), absolute);
  if (below === "" || below === ".." || below.startsWith(`..${sep}`) || isAbsolute(below)) {
    return { uri: pathToFileURL(absolute).href.replace(NOT_IN_URIS, encodeURIComponent) };
  }
  return { uri: below.split(sep).map(encodeURIComponent).join("/"), uriBaseId: SOURCE_ROOT };
}
