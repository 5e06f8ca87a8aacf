// Finds the strings in a call's arguments that are, or may be read as, file paths.
import { joinPointer } from "../pointer.ts";
import { splitWords } from "../words.ts";
import { barePath } from "./bare_path.ts";

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

/** Words that say path only where files are moved or copied; elsewhere they name languages, cities or branches. */
const PLACE_WORDS = new Set(["source", "src", "destination", "dest", "target"]);

/** Roots as every file system spells them, homes, and anything that climbs. */
const PATH_FORM =
  /^(?:\/|~(?:[A-Za-z_][\w.-]*)?(?:\/|\\)|~$|\\\\|[A-Za-z]:[\\/]|\.\.?(?:[\\/]|$))|(?:^|[\\/])\.\.(?:[\\/]|$)/;

/** Longer strings, and strings with line breaks, are text that mentions paths rather than paths. */
const MAX_FORM_LENGTH = 4096;

/** A call that names more files, or names them deeper, is not described at all: every fact costs time in the policy. */
const MAX_PATHS = 1000;
const MAX_POINTER_LENGTH = 2048;

function hasPathForm(bare: string): boolean {
  if (!PATH_FORM.test(bare)) return false;
  if (isOneName(bare)) return true;
  // Attacker-controlled: `/./././…` or `/<line break>/../etc` is long or broken only until it is normalized.
  return isOneName(collapse(bare));
}

/** Removes dots as a server does that resolves the path against its root; in linear time, unlike `path.normalize`. */
function collapse(text: string): string {
  const kept: string[] = [];
  for (const part of text.split(/[\\/]/)) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  return kept.join("/");
}

function isOneName(text: string): boolean {
  return text.length <= MAX_FORM_LENGTH && !/[\r\n]/.test(text);
}

function saysPath(name: string): boolean {
  return splitWords(name).some((word) => PATH_WORDS.has(word));
}

function classify(name: string, value: string): PathCandidate["found_by"] | undefined {
  const bare = barePath(value);
  if (/^f[\t\r\n]*i[\t\r\n]*l[\t\r\n]*e[\t\r\n]*:/i.test(bare)) return "uri";
  if (saysPath(name) && !isUrl(value)) return "name";
  return hasPathForm(bare) ? "form" : undefined;
}

/** `destination: ".bashrc"` beside `source: "/srv/a/x"` is a path, `source: "en"` beside `text` is none. */
function isPlace(name: string, value: string, besidePath: boolean): boolean {
  if (isUrl(value) || !splitWords(name).some((word) => PLACE_WORDS.has(word))) return false;
  return besidePath || /^\.|[\\/]/.test(barePath(value));
}

function isUrl(value: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(value);
}

function add(found: PathCandidate[], candidate: PathCandidate): void {
  if (found.length >= MAX_PATHS) throw new RangeError(`more than ${MAX_PATHS} paths`);
  if (candidate.pointer.length > MAX_POINTER_LENGTH) throw new RangeError("path under a name that is too long");
  found.push(candidate);
}

function collectMembers(members: readonly [string, unknown][], pointer: string, name: string, found: PathCandidate[]) {
  const besidePath = members.some(([key, value]) => typeof value === "string" && classify(key, value) !== undefined);
  const namesFiles = saysPath(name);
  for (const [key, value] of members) {
    const at = joinPointer(pointer, key);
    // `files: { "../a.txt": "text" }`: the name of the member is the path.
    if (namesFiles && /[\\/.]/.test(key))
      add(found, { pointer: at, value: key, found_by: classify("", key) ?? "name" });
    if (typeof value !== "string" || classify(key, value) !== undefined) collect(value, at, key, found);
    else if (isPlace(key, value, besidePath)) add(found, { pointer: at, value, found_by: "name" });
  }
}

function collect(value: unknown, pointer: string, name: string, found: PathCandidate[]): void {
  if (typeof value === "string") {
    const found_by = classify(name, value);
    if (found_by !== undefined) add(found, { pointer, value, found_by });
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collect(item, joinPointer(pointer, index), name, found);
    });
  } else if (typeof value === "object" && value !== null) {
    collectMembers(Object.entries(value), pointer, name, found);
  }
}

/**
 * Finds path candidates in a JSON value, in document order.
 *
 * Attacker-controlled: depth is bounded by the caller (EventLimits), number and names of the paths here.
 *
 * @throws {RangeError} when there are too many to describe
 */
export function findPaths(value: unknown, pointer: string, name = ""): PathCandidate[] {
  const found: PathCandidate[] = [];
  collect(value, pointer, name, found);
  return found;
}
