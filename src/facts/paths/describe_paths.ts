// Turns path candidates into path facts: where each leads, and which granted roots contain it.
import { posix, win32 } from "node:path";
import type { PathFact } from "../../generated/event.ts";
import { barePath } from "./bare_path.ts";
import type { PathCandidate } from "./find_paths.ts";
import { MAX_PATH_LENGTH, type PathContext, resolvePath } from "./resolve_path.ts";

export interface GrantedRoot {
  /** As the operator wrote it: what policy compares with the grant. */
  readonly root: string;
  /** With links followed on this machine. */
  readonly resolved: string | null;
  /** By its spelling only, for servers whose paths are not followed because they run elsewhere. */
  readonly lexical: string | null;
}

/** Resolves the operator's roots the same way as the paths that are held against them. */
export function resolveRoots(roots: readonly string[], context: PathContext): GrantedRoot[] {
  const placeless = { ...context, cwd: undefined };
  return [...new Set(roots)].map((root) => ({
    root,
    resolved: resolvePath(root, false, placeless).resolved,
    lexical: resolvePath(root, false, { ...placeless, followLinks: false }).resolved,
  }));
}

/**
 * Letters whose two cases every version of NTFS and APFS takes for one: the tables of both are older than Unicode's.
 * Others, such as the Kelvin sign that `toLowerCase` makes a `k`, stay as they are.
 */
const CASED = /[A-Z\u00c0-\u017f\u0391-\u03a9\u0410-\u042f]/g;

function lowerCase(path: string): string {
  return path.replace(CASED, (letter) => {
    const lower = letter.toLowerCase();
    return lower.toUpperCase() === letter ? lower : letter;
  });
}

/** File systems of Windows and macOS take `A` and `a` for one name unless told otherwise; macOS also composes accents. */
function fold(path: string, platform: NodeJS.Platform): string {
  if (platform === "darwin") return lowerCase(path.normalize("NFC"));
  return platform === "win32" || isWindowsPath(path) ? lowerCase(path) : path;
}

function isWindowsPath(path: string): boolean {
  return /^[A-Za-z]:|^\\\\/.test(path);
}

function componentsOf(path: string, platform: NodeJS.Platform): string[] {
  return fold(path, platform)
    .split(isWindowsPath(path) ? /[\\/]/ : "/")
    .filter((part) => part !== "" && part !== ".");
}

/** Whether path is root or below it, by whole components. Both are absolute and normalized. */
export function isInside(path: string, root: string, platform: NodeJS.Platform): boolean {
  // `\\\\host\\share` is nowhere below `/`, though Windows takes both for absolute.
  if (isWindowsPath(path) !== isWindowsPath(root) || path.startsWith("\\\\") !== root.startsWith("\\\\")) return false;
  const style = isWindowsPath(path) ? win32 : posix;
  if (!style.isAbsolute(path) || !style.isAbsolute(root)) return false;
  // Not `win32.relative`, which lowers case as JavaScript does.
  const parts = componentsOf(path, platform);
  const rootParts = componentsOf(root, platform);
  return !parts.includes("..") && rootParts.every((part, index) => part === parts[index]);
}

/** What the value's place says about it, beside its spelling. */
function marksOf({ value, found_by, list }: PathCandidate): PathFact["marks"] {
  const marks: PathFact["marks"] = [];
  if (value.length > MAX_PATH_LENGTH) marks.push("too_long");
  if (list === true) marks.push("list");
  if (found_by === "name" && barePath(value).startsWith("-")) marks.push("option_like");
  return marks;
}

export function describePaths(
  candidates: readonly PathCandidate[],
  roots: readonly GrantedRoot[],
  context: PathContext,
): PathFact[] {
  return candidates.map((candidate) => {
    const { pointer, value, found_by } = candidate;
    const { form, resolved, marks } = resolvePath(value, found_by === "uri", context);
    const inside = roots.filter((root) => {
      const base = context.followLinks ? root.resolved : root.lexical;
      return resolved !== null && base !== null && isInside(resolved, base, context.platform);
    });
    // Attacker-controlled: what no file system takes is not handed to the policy, which would take its time with it.
    const written = value.length > MAX_PATH_LENGTH ? {} : { written: value };
    const all = [...marks, ...marksOf(candidate)];
    return { pointer, ...written, form, found_by, resolved, inside: inside.map(({ root }) => root), marks: all };
  });
}
