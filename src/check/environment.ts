// Turns the servers of all files into environments, what one client enables together, and lets the bundle judge each.
import { dirname, resolve } from "node:path";
import type { Prose } from "../bundle/catalogue.ts";
import type { Evaluator } from "../evaluator.ts";
import type { Decision, Reason } from "../generated/decision.ts";
import type { Event, Server } from "../generated/event.ts";
import { isBelow } from "../is_below.ts";
import type { LocatedEvent } from "../normalize/located_event.ts";
import { listProjectLocations } from "../normalize/locations.ts";
import { unescapePointer } from "../pointer.ts";
import { listFindings, type UnnamedFinding } from "./finding.ts";

/** An event as the policy saw it: described, and free of secrets. */
export interface Member {
  readonly file: string;
  readonly located: LocatedEvent;
  readonly event: Event;
}

/** Attacker-controlled: whoever writes a file could make an event of many that is too large to be judged. */
const MOST_ARGS = 64;
const LONGEST_ARGS = 2048;
/** How far below a project's folder clients keep their files: `.continue/mcpServers/name.yaml`. */
const DEEPEST_PLACE = 4;

/** The project that a client's file is part of; its own folder where the client keeps no file of that name. */
function findProject(file: string, client: string): string {
  const path = resolve(file);
  let folder = path;
  for (let depth = 0; depth < DEEPEST_PLACE; depth += 1) {
    folder = dirname(folder);
    const places = listProjectLocations(folder).filter(({ host }) => host.kind === client);
    if (places.some((place) => path === place.path || isBelow(path, place.path))) return folder;
  }
  return dirname(path);
}

/** Files of a user or an administrator are loaded everywhere, but for what Claude Code keeps for single projects. */
function findFolder({ file, event }: Member, client: string, projects: Map<string, string>): string | undefined {
  const { source = "project", pointer = "" } = event.server?.origin ?? {};
  if (source === "project") {
    const known = projects.get(`${client} ${file}`) ?? findProject(file, client);
    projects.set(`${client} ${file}`, known);
    return known;
  }
  const [, first, folder = "", ...rest] = pointer.split("/");
  return first === "projects" && rest.length > 0 ? unescapePointer(folder) : undefined;
}

function keepsArgs({ args = [] }: Server): boolean {
  return args.length <= MOST_ARGS && args.reduce((sum, { length }) => sum + length, 0) <= LONGEST_ARGS;
}

function toMemberServer(server: Server, index: number, folder: string | undefined): Server {
  const { name, transport, command, args, url, package: software, origin = { source: "project" } } = server;
  const pointer = software?.pointer?.replace(/^\/server\//, `/servers/${index}/`);
  return {
    name,
    ...(transport === undefined ? {} : { transport }),
    ...(command === undefined ? {} : { command }),
    ...(args === undefined || !keepsArgs(server) ? {} : { args }),
    ...(url === undefined ? {} : { url }),
    ...(software === undefined ? {} : { package: pointer === undefined ? software : { ...software, pointer } }),
    origin: folder === undefined ? origin : { ...origin, folder },
  };
}

/** What nobody knows the client of is loaded with nothing but the rest of its file. */
function groupByClient(members: readonly Member[]): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const client = member.event.client?.kind ?? "unknown";
    const key = client === "unknown" ? `${client} ${member.file}` : client;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(member);
  }
  return groups;
}

function compose(members: readonly Member[], projects: Map<string, string>): Event {
  const kind = members[0]?.event.client?.kind ?? "unknown";
  const servers = members.map((member, index) => {
    const { server = { name: "" } } = member.event;
    return toMemberServer(server, index, findFolder(member, kind, projects));
  });
  return { kind: "environment", point: "config", client: { kind }, servers };
}

/** Beside a server's own findings a finding about it in its environment is said in terms of its own event. */
function listMemberFindings(
  reason: Reason,
  decision: Decision,
  members: readonly Member[],
  prose: Prose,
): UnnamedFinding[] {
  const [, , index = "0", ...rest] = reason.pointer.split("/");
  // What is about all of them stands at the first.
  const member = members[Number(index)] ?? members[0];
  if (member === undefined) return [];
  const pointer = ["/server", ...rest].join("/");
  const own: Decision = { ...decision, reasons: [{ ...reason, pointer }] };
  return listFindings(member.file, member.located, member.event, own, prose);
}

/** By file, the findings about servers that are enabled together; each stands where the server stands that it is about. */
export function findInEnvironments(
  all: readonly Member[],
  evaluator: Evaluator,
  prose: Prose,
): Map<string, UnnamedFinding[]> {
  const enabled = all.filter(({ event }) => event.kind === "connection" && event.server?.enabled !== false);
  const projects = new Map<string, string>();
  const found = [...groupByClient(enabled).values()].flatMap((members) => {
    const decision = evaluator.decide(compose(members, projects));
    return decision.reasons.flatMap((reason) => listMemberFindings(reason, decision, members, prose));
  });
  const byFile = new Map<string, UnnamedFinding[]>();
  for (const finding of found) {
    const known = byFile.get(finding.file);
    if (known) known.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  return byFile;
}
