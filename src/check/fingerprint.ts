// Names findings so that the same one is known again after lines were moved or other entries added.
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { relative, resolve, sep } from "node:path";
import { canonicalJson } from "../canonical_json.ts";
import type { Finding, UnnamedFinding } from "./finding.ts";

/** Below the working folder or the home folder as seen from there, so that other machines and users agree. */
function portablePath(file: string): string {
  const absolute = resolve(file);
  const below = (folder: string, prefix: string): string | null =>
    absolute.startsWith(folder + sep) ? prefix + relative(folder, absolute) : null;
  const path = below(process.cwd(), "") ?? below(homedir(), "~/") ?? absolute;
  return path.replaceAll("\\", "/");
}

/** Neither line nor column, nor the place in a list: what is found, about which server, in which file. */
export function addFingerprints(findings: readonly UnnamedFinding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { file, subject, code, args } = finding;
    const identity = canonicalJson([portablePath(file), subject, code, args]);
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    const fingerprint = createHash("sha256").update(`${identity} ${count}`).digest("hex").slice(0, 32);
    return { ...finding, fingerprint };
  });
}
