// Finds the strings in a call's arguments that are, or may be read as, file paths.
import { joinPointer } from "../../pointer.ts";
import { barePath } from "./bare_path.ts";
import { saysNoPath, saysPath, saysPlace } from "./parameter_names.ts";
import { behindPrefix, hasPathForm, hasRootedForm, isFileUri } from "./path_form.ts";
import { splitList } from "./split_list.ts";

export interface PathCandidate {
  readonly pointer: string;
  readonly value: string;
  readonly found_by: "name" | "form" | "uri" | "command";
  /** One of several paths in one text. */
  readonly list?: true;
}

interface Found {
  readonly paths: PathCandidate[];
  characters: number;
}

/** A call that names more files, or names them deeper, is not described at all: every fact costs time in the policy. */
const MAX_PATHS = 1000;
const MAX_CHARACTERS = 64 * 1024;
const MAX_POINTER_LENGTH = 2048;

function classify(name: string, value: string): PathCandidate["found_by"] | undefined {
  const bare = barePath(value);
  if (isFileUri(bare)) return "uri";
  if (saysPath(name) && !isUrl(value)) return "name";
  return hasPathForm(bare) && !saysNoPath(name, bare) ? "form" : undefined;
}

function isNone(name: string, value: string): boolean {
  const bare = barePath(value);
  return !isFileUri(bare) && !saysPath(name) && saysNoPath(name, bare);
}

/** `destination: ".bashrc"` beside `source: "/srv/a/x"` is a path, `source: "en"` beside `text` is none. */
function isPlace(name: string, value: string, besidePath: boolean): boolean {
  if (isUrl(value) || !saysPlace(name)) return false;
  return besidePath || /^\.|[\\/]/.test(barePath(value));
}

function isUrl(value: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(value);
}

function add(found: Found, candidate: PathCandidate): void {
  if (found.paths.length >= MAX_PATHS) throw new RangeError(`more than ${MAX_PATHS} paths`);
  if (candidate.pointer.length > MAX_POINTER_LENGTH) throw new RangeError("path under a name that is too long");
  found.characters += candidate.value.length;
  if (found.characters > MAX_CHARACTERS) throw new RangeError(`paths of more than ${MAX_CHARACTERS} characters`);
  found.paths.push(candidate);
}

/** Adds a text that is a path, or the paths in it when it is a list of them. */
function addAll(found: Found, candidate: PathCandidate): void {
  // Splitting takes longer than counting.
  if (candidate.value.length > MAX_CHARACTERS) throw new RangeError(`paths of more than ${MAX_CHARACTERS} characters`);
  const parts = splitList(candidate.value);
  if (parts === undefined) add(found, candidate);
  for (const part of parts ?? []) {
    const value = behindPrefix(part) ?? part;
    const found_by = isFileUri(value) ? "uri" : candidate.found_by === "uri" ? "form" : candidate.found_by;
    add(found, { pointer: candidate.pointer, value, found_by, list: true });
  }
}

function addText(found: Found, pointer: string, value: string, found_by: PathCandidate["found_by"] | undefined): void {
  const isList = found_by !== undefined && value.length <= MAX_CHARACTERS && splitList(value) !== undefined;
  if (found_by !== undefined) addAll(found, { pointer, value, found_by });
  // The parts of a list have lost their prefixes already.
  const rest = isList ? undefined : behindPrefix(barePath(value));
  if (rest !== undefined) addAll(found, { pointer, value: rest, found_by: isFileUri(rest) ? "uri" : "form" });
}

/** The name of a member is a path where files are listed by name (`files: { "a.txt": "text" }`), or where it looks so. */
function addKey(found: Found, pointer: string, key: string, namesFiles: boolean): void {
  if (namesFiles && /[\\/.]/.test(key)) addText(found, pointer, key, classify("", key) ?? "name");
  else if (hasRootedForm(barePath(key))) addText(found, pointer, key, classify("", key) ?? "form");
  else addText(found, pointer, key, undefined);
}

function collectMembers(members: readonly [string, unknown][], pointer: string, name: string, found: Found): void {
  const besidePath = members.some(([key, value]) => typeof value === "string" && classify(key, value) !== undefined);
  const namesFiles = saysPath(name);
  for (const [key, value] of members) {
    const at = joinPointer(pointer, key);
    addKey(found, at, key, namesFiles);
    if (typeof value !== "string" || classify(key, value) !== undefined) collect(value, at, key, found);
    else if (!isNone(key, value)) addText(found, at, value, isPlace(key, value, besidePath) ? "name" : undefined);
  }
}

function collect(value: unknown, pointer: string, name: string, found: Found): void {
  if (typeof value === "string") {
    if (!isNone(name, value)) addText(found, pointer, value, classify(name, value));
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
 * Attacker-controlled: depth is bounded by the caller (EventLimits), number, length and names of the paths here.
 *
 * @throws {RangeError} when there are too many to describe
 */
export function findPaths(value: unknown, pointer: string, name = ""): PathCandidate[] {
  const found: Found = { paths: [], characters: 0 };
  collect(value, pointer, name, found);
  return found.paths;
}
