// Turns one path, as a caller wrote it, into its absolute normalized form and the marks of anything odd about it.
import { posix, win32 } from "node:path";
import { fileURLToPath } from "node:url";
import type { PathFact } from "../../generated/event.ts";
import { barePath } from "./bare_path.ts";
import { homeOf, isExpandedFirst } from "./expansions.ts";
import { followLinks } from "./follow_links.ts";
import { climbs, markPath } from "./mark_path.ts";

export interface PathContext {
  readonly platform: NodeJS.Platform;
  readonly home: string | undefined;
  /** Working folder of the server, where relative paths start; undefined when it is not known. */
  readonly cwd: string | undefined;
  /** Whether this machine's file system is the one the server uses. */
  readonly followLinks: boolean;
}

type Form = PathFact["form"];

/** Without both, or with dots for either, a network path names nothing and `win32.normalize` leaves it as it is. */
const HOST_AND_SHARE = /^[\\/]{2}(?!\.\.?[\\/])[^\\/]+[\\/]+(?!\.\.?(?:[\\/]|$))[^\\/]/;

/**
 * No POSIX kernel opens a longer path. Attacker-controlled: `path.normalize` takes quadratic time for some, so that
 * `../` a hundred thousand times would stop this process for minutes.
 */
export const MAX_PATH_LENGTH = 4096;

export interface ResolvedPath {
  readonly form: Form;
  readonly resolved: string | null;
  readonly marks: PathFact["marks"];
}

function formOf(value: string, platform?: NodeJS.Platform): Form {
  if (/^[\\/]{2}[.?][\\/]|^\\\?\?\\/.test(value)) return "device";
  if (/^\\\\/.test(value) || (platform === "win32" && /^[\\/]{2}/.test(value))) return "unc";
  if (/^[A-Za-z]:/.test(value)) return "windows";
  if (value.startsWith("/")) return "posix";
  if (/^~/.test(value)) return "home";
  return "relative";
}

/** What a reader of the URI opens: percent-decoded once, a foreign host as a network path. */
function pathOfUri(value: string, platform: NodeJS.Platform): string | undefined {
  try {
    const url = new URL(value);
    if (url.host !== "") return `\\\\${url.host}${url.pathname.replaceAll("/", "\\")}`;
    return fileURLToPath(url, { windows: platform === "win32" || /^\/[A-Za-z]:/.test(url.pathname) });
  } catch {
    return undefined;
  }
}

function resolvePosix(path: string, context: PathContext, marks: PathFact["marks"]): string | null {
  const lexical = posix.normalize(path);
  if (!context.followLinks || context.platform === "win32" || path.includes("\0")) return stripSlash(lexical);
  const followed = followLinks(path);
  const followedLexical = followLinks(lexical);
  if ("failed" in followed || "failed" in followedLexical) {
    marks.push("link_unreadable");
    return null;
  }
  if (followed.links > 0) marks.push("link_followed");
  // Attacker-controlled: with `..` behind a link, a server that normalizes first opens another file than one that
  // lets the kernel walk. Nothing true can be said about such a path.
  if (followed.path !== followedLexical.path) {
    marks.push("link_ambiguous");
    return null;
  }
  return followed.path;
}

function stripSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

function resolveAbsolute(path: string, form: Form, context: PathContext, marks: PathFact["marks"]): string | null {
  if (path.length > MAX_PATH_LENGTH) return null;
  if (form === "posix") return resolvePosix(path, context, marks);
  if (form === "unc" && !HOST_AND_SHARE.test(path)) return null;
  if (form === "unc" || (form === "windows" && /^[A-Za-z]:[\\/]/.test(path))) {
    const normal = win32.normalize(path);
    return /^[A-Za-z]:\\$/.test(normal) ? normal : normal.replace(/\\$/, "");
  }
  return null;
}

function resolveHome(path: string, context: PathContext, marks: PathFact["marks"]): string | null {
  if (context.home === undefined || !/^~(?:[\\/]|$)/.test(path)) return null;
  return resolveUnder(context.home, path.slice(1), context, marks);
}

function resolveUnder(base: string, path: string, context: PathContext, marks: PathFact["marks"]): string | null {
  if (base.length + path.length > MAX_PATH_LENGTH) return null;
  const form = formOf(base);
  // Keeps `..` for the walk along links.
  return resolveAbsolute(form === "posix" ? `${base}/${path}` : win32.join(base, path), form, context, marks);
}

function leavesBase(path: string): boolean {
  let depth = 0;
  for (const part of path.split(/[\\/]/)) {
    if (part === "..") depth -= 1;
    else if (part !== "" && part !== ".") depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function resolveRelative(path: string, context: PathContext, marks: PathFact["marks"]): string | null {
  if (leavesBase(path)) marks.push("leaves_base");
  if (context.cwd === undefined) return null;
  // `\\name` starts at the root of whatever drive is current, not in the working folder.
  if (formOf(context.cwd) !== "posix" && /^[\\/]/.test(path)) return null;
  return resolveUnder(context.cwd, path, context, marks);
}

/**
 * Whether readers of the path end up in different places whatever the file system holds: by dropping what stands
 * around it, by expanding variables and braces, by taking a backslash for a separator, or by removing `..` from a URI before or after decoding it.
 */
function isAmbiguous(value: string, path: string, isUri: boolean, marks: PathFact["marks"]): boolean {
  if (barePath(path) !== path || marks.includes("mixed_separators") || marks.includes("brace_pattern")) return true;
  if (isUri && climbs(value)) return true;
  // A variable in the middle may be empty, or several folders deep: what climbs behind it ends up anywhere.
  return marks.includes("variable") && (isExpandedFirst(path) || (homeOf(path) === undefined && climbs(path)));
}

/** Resolves one path or file URI. What cannot be resolved for certain is null, and policy denies what it cannot place. */
export function resolvePath(value: string, isUri: boolean, context: PathContext): ResolvedPath {
  const path = isUri ? pathOfUri(barePath(value), context.platform) : value;
  const marks = markPath(value, path ?? value, context.platform);
  if (path === undefined) return { form: "file_uri", resolved: null, marks };
  const home = isUri ? undefined : homeOf(barePath(path));
  const form = home === undefined ? formOf(barePath(path), context.platform) : "home";
  if (isAmbiguous(value, path, isUri, marks)) return { form, resolved: null, marks };
  if (home !== undefined) return { form, resolved: resolveHome(home, context, marks), marks };
  if (form === "relative") return { form, resolved: resolveRelative(path, context, marks), marks };
  if (form === "home") return { form, resolved: resolveHome(path, context, marks), marks };
  return { form, resolved: resolveAbsolute(path, form, context, marks), marks };
}
