// Turns a client's configuration file into fixes that put its servers behind mcp-trust wrap, or take them out of it.
import { digestValue } from "../../facts/digest.ts";
import { normalizeConfigFile } from "../../normalize/config.ts";
import type { FileAccess } from "../../normalize/files/read_bytes.ts";
import type { LocatedEvent } from "../../normalize/located_event.ts";
import type { Position, Problem } from "../../normalize/problem.ts";
import { applyFixes } from "../apply_edits.ts";
import type { Fix } from "../edit.ts";
import { type Change, type EntryText, isLeft, type Left, readEntryText } from "./request.ts";
import { readsText } from "./text_access.ts";
import { isWrapped, unwrapEntry } from "./unwrap_entry.ts";
import { type Wrapping, wrapCommand } from "./wrap_command.ts";
import { wrapUrl } from "./wrap_url.ts";

export interface WrapRequest {
  /** How to wrap; null to unwrap. */
  readonly wrapping: Wrapping | null;
  /** Of the servers that are meant; empty: all. */
  readonly names: readonly string[];
}

/** A server that stays as it is. */
interface LeftServer extends Position {
  readonly server: string;
  readonly why: string;
}

export interface WrapPlan {
  readonly fixes: readonly Fix[];
  readonly left: readonly LeftServer[];
  /** Of all servers in the file. */
  readonly servers: readonly string[];
  readonly problems: readonly Problem[];
}

/** By the entry's place, what its client may make of it. */
function groupEntries(events: readonly LocatedEvent[]): Map<string, LocatedEvent[]> {
  const groups = new Map<string, LocatedEvent[]>();
  for (const located of events) {
    if (located.event.kind !== "connection") continue;
    const place = `${located.event.server?.origin?.pointer} ${JSON.stringify(located.locate(""))}`;
    const group = groups.get(place) ?? [];
    groups.set(place, group);
    group.push(located);
  }
  return groups;
}

const published: Left = {
  left: "the file describes a server for clients to install; wrap it in the client's own configuration",
};

function readOne([located, another]: readonly LocatedEvent[]): EntryText | Left {
  if (!located?.entry || located.document.archived || located.event.client?.kind === "mcpb") return published;
  if (another) return { left: "clients differ in how they read it; see the report about this entry" };
  return readEntryText(located, located.entry);
}

async function changeEntry(entry: EntryText, { wrapping, names }: WrapRequest): Promise<Change> {
  if (!wrapping) return unwrapEntry(entry);
  if (wrapping.options.length > 0 && entry.located.event.server?.origin?.source === "project") {
    return {
      left: `it is the project's, whose file must not choose the policy of everybody who opens it; leave out ${wrapping.options[0]}, and everybody's own settings are used`,
    };
  }
  return entry.fields.find("url")
    ? await wrapUrl(entry, wrapping, names.includes(entry.name))
    : wrapCommand(entry, wrapping);
}

function describe({ name }: EntryText, { wrapping }: WrapRequest): string {
  return wrapping ? `Put ${name} behind mcp-trust wrap.` : `Take ${name} out of mcp-trust wrap.`;
}

async function planText(path: string, request: WrapRequest, files?: FileAccess): Promise<WrapPlan & { text: string }> {
  const { events, problems } = await normalizeConfigFile(path, files ? { files } : {});
  const fixes: Fix[] = [];
  const left: LeftServer[] = [];
  const servers: string[] = [];
  for (const group of groupEntries(events).values()) {
    const server = group[0]?.event.server?.name ?? "";
    servers.push(server);
    if (request.names.length > 0 && !request.names.includes(server)) continue;
    const entry = readOne(group);
    // What is wrapped already stays wrapped, and what is not has nothing to be taken out of.
    if (!isLeft(entry) && isWrapped(entry) === (request.wrapping !== null)) continue;
    if (isLeft(entry) && !request.wrapping) continue;
    const change = isLeft(entry) ? entry : await changeEntry(entry, request);
    const place = group[0]?.locate("") ?? { line: 1, column: 1 };
    if (isLeft(change)) left.push({ ...place, server, why: change.left });
    else if (!isLeft(entry)) {
      const source = digestValue(entry.document.text);
      fixes.push({ description: describe(entry, request), source, edits: change });
    }
  }
  return { fixes, left, servers, problems, text: events[0]?.document.text ?? "" };
}

/** INVARIANT: what is wrapped can be unwrapped to the same bytes; what could not be is not wrapped. */
async function isReversible(path: string, text: string, fixes: readonly Fix[]): Promise<boolean> {
  const unwrap = async (from: string) => {
    const plan = await planText(path, { wrapping: null, names: [] }, readsText(from));
    return applyFixes(from, plan.fixes).text;
  };
  const wrapped = applyFixes(text, fixes);
  // What was wrapped before is unwrapped in both.
  return wrapped.left.length === 0 && (await unwrap(wrapped.text)) === (await unwrap(text));
}

/**
 * Reads the file, and what becomes of it. Nothing is written, nothing is started.
 *
 * @param files default: node:fs
 */
export async function planWrap(path: string, request: WrapRequest, files?: FileAccess): Promise<WrapPlan> {
  const { text, ...plan } = await planText(path, request, files);
  if (!request.wrapping || plan.fixes.length === 0 || (await isReversible(path, text, plan.fixes))) return plan;
  const why = "the file is written in a way that --unwrap could not bring back; wrap its servers by hand";
  const left = { server: "", why, line: 1, column: 1 };
  return { ...plan, fixes: [], left: [...plan.left, left] };
}
