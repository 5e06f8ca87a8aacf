// Turns configuration files into a report: reads them, describes what they would cause, and lets the bundle judge it.
import type { Prose } from "../bundle/catalogue.ts";
import type { Evaluator } from "../evaluator.ts";
import { withoutSecrets } from "../facts/secrets/without_secrets.ts";
import { listConfiguredValues } from "../fix/configured_values.ts";
import type { Event } from "../generated/event.ts";
import { normalizeConfigFile } from "../normalize/config.ts";
import type { Problem } from "../normalize/problem.ts";
import { addFixes } from "./add_fixes.ts";
import { findInEnvironments, type Member } from "./environment.ts";
import { type Finding, listFindings, type UnnamedFinding } from "./finding.ts";
import { addFingerprints } from "./fingerprint.ts";

export interface CheckedFile {
  readonly path: string;
  /** The kind of client it belongs to; null when nothing tells. */
  readonly client: string | null;
  readonly servers: number;
  readonly settings: number;
}

/** A configured server as the policy saw it: described, and free of secrets. */
export interface CheckedServer {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly client: string | null;
  readonly event: Event;
}

export interface CheckResult {
  readonly files: readonly CheckedFile[];
  readonly servers: readonly CheckedServer[];
  /** By file, then by position. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** What one file's own events showed, before it is seen together with the others. */
interface JudgedFile extends Omit<CheckResult, "files" | "findings"> {
  readonly file: CheckedFile;
  readonly members: readonly Member[];
  readonly found: readonly UnnamedFinding[];
}

async function checkFile(path: string, evaluator: Evaluator, prose: Prose): Promise<JudgedFile> {
  const { file: name, client, events, problems } = await normalizeConfigFile(path);
  const found: UnnamedFinding[] = [];
  const servers: CheckedServer[] = [];
  const members: Member[] = [];
  for (const located of events) {
    const event = evaluator.describe(await withoutSecrets(located.event, listConfiguredValues(located)));
    if (event.kind === "connection") {
      servers.push({ file: name, ...located.locate(""), client, event });
      members.push({ file: name, located, event });
    }
    const listed = listFindings(name, located, event, evaluator.decide(event), prose);
    found.push(...(await addFixes(listed, located, event, prose)));
  }
  const count = (kind: Event["kind"]) => events.filter(({ event }) => event.kind === kind).length;
  const file = { path: name, client, servers: count("connection"), settings: count("setting") };
  return { file, servers, members, found, problems };
}

function nameFindings(found: readonly UnnamedFinding[]): Finding[] {
  return addFingerprints(found.toSorted((a, b) => a.line - b.line || a.column - b.column));
}

/**
 * Checks configuration files one after the other. Reads nothing but these files, starts nothing, needs no network.
 *
 * @param prose what the bundle's catalogue says about reason codes
 */
export async function checkFiles(paths: readonly string[], evaluator: Evaluator, prose: Prose): Promise<CheckResult> {
  const results: JudgedFile[] = [];
  for (const path of paths) results.push(await checkFile(path, evaluator, prose));
  const members = results.flatMap(({ members }) => members);
  const together = findInEnvironments(members, evaluator, prose);
  return {
    files: results.map(({ file }) => file),
    servers: results.flatMap(({ servers }) => servers),
    findings: results.flatMap(({ file, found }) => nameFindings([...found, ...(together.get(file.path) ?? [])])),
    problems: results.flatMap(({ problems }) => problems),
  };
}
