// Finds the strings in a call's arguments that are, or may be read as, file paths.
import { joinPointer } from "../pointer.ts";
import { splitWords } from "../words.ts";

export interface PathCandidate {
  readonly pointer: string;
  readonly value: string;
  readonly found_by: "name" | "form" | "uri";
}

/** Words in a parameter's name that make its value a path, whatever it looks like. */
const PATH_WORDS = new Set([
  "path",
  "paths",
  "file",
  "files",
  "filename",
  "filenames",
  "filepath",
  "filepaths",
  "dir",
  "dirs",
  "directory",
  "directories",
  "dirname",
  "folder",
  "folders",
  "cwd",
  "workdir",
  "rootdir",
  "basedir",
]);

/** Roots as every file system spells them, and anything that climbs. */
const PATH_FORM = /^(?:\/|~(?:\/|\\|$)|\\\\|[A-Za-z]:[\\/]|\.\.?(?:[\\/]|$))|(?:^|[\\/])\.\.(?:[\\/]|$)/;

/** Longer strings, and strings with line breaks, are text that mentions paths rather than paths. */
const MAX_FORM_LENGTH = 4096;

function classify(name: string, value: string): PathCandidate["found_by"] | undefined {
  if (/^\s*f[\t\r\n]*i[\t\r\n]*l[\t\r\n]*e[\t\r\n]*:/i.test(value)) return "uri";
  if (splitWords(name).some((word) => PATH_WORDS.has(word)) && !isUrl(value)) return "name";
  if (value.length <= MAX_FORM_LENGTH && !/[\r\n]/.test(value) && PATH_FORM.test(value)) return "form";
  return undefined;
}

function isUrl(value: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(value);
}

/**
 * Finds path candidates in a JSON value, in document order.
 *
 * Attacker-controlled: depth is bounded by the caller (EventLimits).
 */
export function findPaths(value: unknown, pointer: string, name = ""): PathCandidate[] {
  if (typeof value === "string") {
    const found_by = classify(name, value);
    return found_by === undefined ? [] : [{ pointer, value, found_by }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => findPaths(item, joinPointer(pointer, index), name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => findPaths(member, joinPointer(pointer, key), key));
}
