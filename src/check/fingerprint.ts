// Names findings so that the same one is known again after lines were moved or other entries added.
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { relative, resolve, sep } from "node:path";
import { canonicalJson } from "../canonical_json.ts";
import { isBelow } from "../is_below.ts";
import type { Finding, UnnamedFinding } from "./finding.ts";

export interface Folders {
  readonly cwd: string;
  readonly home: string;
}

function listOwnFolders(): Folders {
  return { cwd: process.cwd(), home: homedir() };
}

/**
 * As seen from the working folder or the home folder, whichever is nearer, so that other checkouts and users agree. Files
 * of a working folder that holds the home folder are the home folder's.
 */
export function portablePath(file: string, { cwd, home }: Folders = listOwnFolders()): string {
  const absolute = resolve(cwd, file);
  const below = (folder: string, prefix: string) => prefix + relative(folder, absolute).split(sep).join("/");
  const isHome = isBelow(absolute, home);
  if (isBelow(absolute, cwd) && !(isHome && cwd.length <= home.length)) return below(cwd, "");
  return isHome ? below(home, "~/") : absolute.split(sep).join("/");
}

/**
 * Neither line nor column, nor the place in a list, nor what is decided about it under one profile or another: what is
 * found, about which server, in which file.
 */
export function addFingerprints(findings: readonly UnnamedFinding[], folders: Folders = listOwnFolders()): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { file, subject, code, args } = finding;
    const identity = canonicalJson([portablePath(file, folders), subject, code, args]);
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    const fingerprint = createHash("sha256").update(`${identity} ${count}`).digest("hex").slice(0, 32);
    return { ...finding, fingerprint };
  });
}
