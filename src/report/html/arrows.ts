// Turns a finding into its place in the picture: the arrow into a server, or one of those out of it.
import type { CheckedServer } from "../../check/check_files.ts";
import type { Finding } from "../../check/finding.ts";
import type { Reach, ReachKind } from "./reach.ts";

export interface ReachArrow {
  readonly reach: Reach;
  readonly findings: Finding[];
}

export interface ShownServer {
  readonly name: string;
  readonly checked: CheckedServer;
  /** On the arrow from the client. */
  readonly admission: Finding[];
  readonly reach: ReachArrow[];
}

/** What is decided before a server runs: whether it is let in, and who said so. */
const ADMISSION: ReadonlySet<string> = new Set([
  "client_trusts_server",
  "operator_selects_servers",
  "client/consent",
  "client/inform",
  "client/display_activity",
  "operator/trusted_servers_only",
  "operator/review_configuration",
  "operator/understand_capabilities",
]);

/** What runs is software that was let in; what its launch opens up besides is not. */
const LAUNCH_OPENS: ReadonlySet<ReachKind> = new Set(["container", "folder", "environment", "shell"]);

function isBelow(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

function nameRest(pointer: string): Pick<Reach, "kind" | "label" | "note"> {
  if (/^\/server\/(?:args|command)/.test(pointer))
    return { kind: "shell", label: "Command line", note: "others may read it" };
  if (/^\/server\/url/.test(pointer)) return { kind: "network", label: "Address", note: "in the entry" };
  return { kind: "environment", label: "Environment", note: "where it runs" };
}

/** Adds it to the server's own lists: on the way in, on what it is about, or on an arrow made for it. */
export function placeFinding(server: ShownServer, finding: Finding): void {
  const pointer = finding.about?.pointer ?? "/server";
  const arrow = server.reach.find(({ reach }) => reach.pointers.some((place) => isBelow(pointer, place)));
  const isLaunch = finding.clause === "local_server_is_software";
  if (ADMISSION.has(finding.clause) || isBelow(pointer, "/setting")) server.admission.push(finding);
  else if (isLaunch && (arrow === undefined || !LAUNCH_OPENS.has(arrow.reach.kind))) server.admission.push(finding);
  else if (arrow !== undefined) arrow.findings.push(finding);
  else {
    const rest = nameRest(pointer);
    const made = server.reach.find(({ reach }) => reach.kind === rest.kind && reach.label === rest.label);
    if (made === undefined) server.reach.push({ reach: { ...rest, pointers: [] }, findings: [finding] });
    else made.findings.push(finding);
  }
}
