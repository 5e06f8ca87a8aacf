// Turns path candidates into path facts: where each leads, and which granted roots contain it.
import { posix, win32 } from "node:path";
import type { PathFact } from "../../generated/event.ts";
import type { PathCandidate } from "./find_paths.ts";
import { MAX_PATH_LENGTH, type PathContext, resolvePath } from "./resolve_path.ts";

export interface GrantedRoot {
  /** As the operator wrote it: what policy compares with the grant. */
  readonly root: string;
  readonly resolved: string | null;
}

/** Resolves the operator's roots the same way as the paths that are held against them. */
export function resolveRoots(roots: readonly string[], context: PathContext): GrantedRoot[] {
  return [...new Set(roots)].map((root) => ({
    root,
    resolved: resolvePath(root, false, { ...context, cwd: undefined }).resolved,
  }));
}

/** File systems of Windows and macOS take `A` and `a` for one name unless told otherwise; macOS also composes accents. */
function fold(path: string, platform: NodeJS.Platform): string {
  if (platform === "darwin") return path.normalize("NFC").toLowerCase();
  return platform === "win32" || /^[A-Za-z]:|^\\\\/.test(path) ? path.toLowerCase() : path;
}

function styleOf(path: string): typeof posix {
  return /^[A-Za-z]:|^\\\\/.test(path) ? win32 : posix;
}

/** Whether path is root or below it, by whole components. */
export function isInside(path: string, root: string, platform: NodeJS.Platform): boolean {
  const style = styleOf(path);
  // `\\\\host\\share` is nowhere below `/`, though Windows takes both for absolute.
  if (style !== styleOf(root) || style.isAbsolute(path) !== style.isAbsolute(root)) return false;
  const relative = style.relative(fold(root, platform), fold(path, platform));
  return relative === "" || !(relative === ".." || relative.startsWith(`..${style.sep}`) || style.isAbsolute(relative));
}

export function describePaths(
  candidates: readonly PathCandidate[],
  roots: readonly GrantedRoot[],
  context: PathContext,
): PathFact[] {
  return candidates.map(({ pointer, value, found_by }) => {
    const { form, resolved, marks } = resolvePath(value, found_by === "uri", context);
    const inside = roots.filter(
      (root) => resolved !== null && root.resolved !== null && isInside(resolved, root.resolved, context.platform),
    );
    const fact = { pointer, form, found_by, resolved, inside: inside.map(({ root }) => root) };
    // Attacker-controlled: what no file system takes is not handed to the policy, which would take its time with it.
    if (value.length > MAX_PATH_LENGTH) return { ...fact, marks: [...marks, "too_long"] };
    return { ...fact, written: value, marks };
  });
}
