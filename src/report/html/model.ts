// Turns a check's result into what the picture shows: clients, their files, their servers, and marks on the arrows.
import type { CheckedServer, CheckResult } from "../../check/check_files.ts";
import type { Finding } from "../../check/finding.ts";
import { nameClient } from "../client_name.ts";
import type { CheckContext } from "../formats.ts";
import { groupBy } from "../group_by.ts";
import { placeFinding, type ShownServer } from "./arrows.ts";
import { listReach } from "./reach.ts";
import { compareFindings } from "./words.ts";

export interface ShownFile {
  readonly path: string;
  /** Who wrote it, as far as its place tells; null when it holds no server. */
  readonly scope: string | null;
  readonly servers: ShownServer[];
  /** How many servers it holds, whether or not they are drawn together. */
  readonly total: number;
  /** About no server that stands in this file. */
  readonly findings: Finding[];
}

export interface ShownClient {
  readonly name: string;
  /** For anchors. */
  readonly id: string;
  readonly files: readonly ShownFile[];
}

export function findingsOf({ admission, reach }: ShownServer): Finding[] {
  return [...admission, ...reach.flatMap(({ findings }) => findings)];
}

function isAtOrBefore(server: CheckedServer, { line, column }: Finding): boolean {
  return server.line < line || (server.line === line && server.column <= column);
}

/** Projects in one file may each have a server of one name; a finding is about the last that begins before it. */
function findServer(servers: readonly ShownServer[], finding: Finding): ShownServer | undefined {
  const before = servers.filter(({ checked }) => isAtOrBefore(checked, finding));
  return before.at(-1) ?? servers[0];
}

/** Those with the worst finding first, then those with most; then those that are quiet, and last those that are off. */
export function sortServers(servers: readonly ShownServer[]): ShownServer[] {
  const keyed = servers.map((server) => {
    const [worst, ...others] = findingsOf(server).sort(compareFindings);
    return { server, worst, number: worst === undefined ? 0 : others.length + 1, off: Number(isOff(server)) };
  });
  keyed.sort((a, b) => {
    if (a.worst === undefined || b.worst === undefined) return b.number - a.number || a.off - b.off;
    return compareFindings(a.worst, b.worst) || b.number - a.number;
  });
  return keyed.map(({ server }) => server);
}

export function isOff({ checked }: ShownServer): boolean {
  return checked.event.server?.enabled === false;
}

function showServer(checked: CheckedServer, context: CheckContext): ShownServer {
  const name = checked.event.server?.name ?? "";
  const grants = Object.hasOwn(context.grants ?? {}, name) ? context.grants?.[name] : undefined;
  const reach = listReach(checked.event, grants).map((one) => ({ reach: one, findings: [] }));
  return { name, checked, admission: [], reach };
}

/** By client in the order of the files. A file without servers, settings and findings is not drawn. */
export function listClients(result: CheckResult, context: CheckContext): ShownClient[] {
  const serversByFile = groupBy(result.servers, ({ file }) => file);
  const findingsByFile = groupBy(result.findings, ({ file }) => file);
  const drawn = result.files.filter(
    ({ path, servers, settings }) => servers + settings > 0 || findingsByFile.has(path),
  );
  const clients = groupBy(drawn, ({ client }) => nameClient(client));
  return [...clients].map(([name, files], index) => ({
    name,
    id: `client-${index + 1}`,
    files: files.map(({ path }): ShownFile => {
      const servers = (serversByFile.get(path) ?? []).map((checked) => showServer(checked, context));
      const byName = groupBy(servers, (server) => server.name);
      const findings: Finding[] = [];
      for (const finding of findingsByFile.get(path) ?? []) {
        const server = findServer(byName.get(finding.about?.server ?? finding.subject) ?? [], finding);
        if (server === undefined) findings.push(finding);
        else placeFinding(server, finding);
      }
      const scope = servers[0]?.checked.event.server?.origin?.source ?? null;
      return { path, scope, servers: sortServers(servers), total: servers.length, findings };
    }),
  }));
}
