// Turns a finding whose rule names a way to settle it into the edit that does so, where one is safe.
import { dirname } from "node:path";
import type { FixWay } from "../bundle/catalogue.ts";
import { digestValue } from "../facts/digest.ts";
import { type ConfiguredValue, findSecrets } from "../facts/secrets/detect_secrets.ts";
import type { Event } from "../generated/event.ts";
import type { Document } from "../normalize/formats/document.ts";
import type { LocatedEvent } from "../normalize/located_event.ts";
import { listConfiguredValues } from "./configured_values.ts";
import { createEdit, type Edit, type Fix, replaceInString, type StringNode } from "./edit.ts";
import { findListOf, removeItems } from "./remove_items.ts";
import { resolveVersion } from "./resolve_version.ts";
import { findReferenceStyle, nameVariable } from "./variable.ts";

export interface FixRequest {
  readonly located: LocatedEvent;
  /** As the policy saw it: described, and free of secrets. */
  readonly event: Event;
  /** Of the reason, in the event. */
  readonly pointer: string;
  readonly home: string;
}

type Change = Omit<Fix, "source">;
type Proposal = (request: FixRequest) => Change | null | Promise<Change | null>;

/** The string that stands there, if it is the one the event has: what was put together from several is not edited. */
function findString({ located }: FixRequest, pointer: string, value: unknown): StringNode | null {
  const node = located.findValue(pointer);
  return node?.type === "string" && node.text === value ? node : null;
}

function textAt(event: Event, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], event);
}

/** `http` to `https`, `ws` to `wss`. */
const useTls: Proposal = (request) => {
  const { located, pointer } = request;
  const node = findString(request, pointer, textAt(located.event, pointer));
  const scheme = /^(http|ws):\/\//i.exec(node?.text ?? "")?.[1];
  if (!node || scheme === undefined) return null;
  const secure = scheme.toLowerCase() === "ws" ? "wss" : "https";
  const edit = replaceInString(located.document, node, 0, scheme.length, secure);
  return { description: `Use ${secure}; the server must answer there.`, edits: [edit] };
};

/** Named for what it holds: a variable that has the whole value's name is not set to a part of it. */
function variableFor(event: Event, { pointer, name, value }: ConfiguredValue, whole: boolean): string {
  const server = event.server?.name ?? "";
  const flag = /^--?([A-Za-z][\w-]*)=/.exec(value)?.[1];
  if (flag !== undefined && pointer.startsWith("/server/args/")) return nameVariable(server, flag);
  if (/^(?:bearer|basic|token)\s/i.test(value) && !whole) return nameVariable(server, "token");
  if (!whole) return nameVariable(server, name === "args" ? "" : name, "secret");
  if (pointer.startsWith("/server/env_keys/")) return /^[A-Za-z_]\w*$/.test(name) ? name : nameVariable(name);
  return nameVariable(server, name === "" || name === "args" ? "secret" : name);
}

/** The secret leaves the file; a reference in the client's own style stays. */
const useReference: Proposal = async (request) => {
  const { located, pointer } = request;
  const write = findReferenceStyle(located.expands);
  const configured = listConfiguredValues(located).find((value) => value.pointer === pointer);
  const node = configured && findString(request, pointer, configured.value);
  if (!write || !configured || !node) return null;
  const [found] = await findSecrets([configured]);
  const spans = (found?.spans ?? []).toSorted((a, b) => a.start - b.start);
  const [span] = spans;
  // Several secrets in one value would need several names; nobody but its owner can give them.
  if (!span || spans.some(({ start, end }) => start < span.start || end > span.end)) return null;
  const name = variableFor(located.event, configured, span.end - span.start === configured.value.length);
  const edit = replaceInString(located.document, node, span.start, span.end, write(name));
  const description = `Set the variable ${name} to what stood there, where the client is started; better, to a new secret, because this one was in a file.`;
  return { description, edits: [edit] };
};

/** How each runner writes an exact version behind a name. */
const pin: Proposal = async (request) => {
  const { located, event, home } = request;
  const found = event.server?.package;
  if (found?.registry !== "npm" || found.pinned || found.pointer === undefined) return null;
  const { name, version, pointer } = found;
  const node = findString(request, pointer, version === undefined ? name : `${name}@${version}`);
  const folder = dirname(event.server?.origin?.path ?? "");
  const resolved = node && (await resolveVersion(name, [folder, dirname(folder)], home));
  if (!node || !resolved) return null;
  const edit = replaceInString(located.document, node, name.length, node.text.length, `@${resolved}`);
  return { description: `Pin to ${resolved}, the version that is installed on this machine.`, edits: [edit] };
};

function removeWildcards({ located }: FixRequest): Edit[] {
  const values = located.event.setting?.value;
  const wide = (Array.isArray(values) ? values : []).flatMap((value, index) => {
    const item = value.includes("*") ? located.findValue(`/setting/value/${index}`) : null;
    return item ? [item] : [];
  });
  const [first] = wide;
  const list = first && findListOf(located.document.root, first);
  return list ? removeItems(located.document, list, wide) : [];
}

/** A switch is turned off; of a list, what stands for many goes and names stay. */
const narrow: Proposal = (request) => {
  const { located } = request;
  const node = located.findValue("/setting/value");
  if (node?.type === "boolean" && node.value && located.event.setting?.value === true) {
    const edits = [createEdit(located.document, node.offset, node.end, "false")];
    return { description: "Turn it off; the client then asks.", edits };
  }
  const edits = removeWildcards(request);
  return edits.length === 0 ? null : { description: "Take the wildcard off the list; the client then asks.", edits };
};

const proposals: Readonly<Record<FixWay, Proposal>> = {
  use_tls: useTls,
  use_reference: useReference,
  pin,
  narrow,
};

const digests = new WeakMap<Document, string>();

/** Attacker-controlled: a long file can hold thousands of findings, so its text is digested once. */
function digestText(document: Document): string {
  const digest = digests.get(document) ?? digestValue(document.text);
  digests.set(document, digest);
  return digest;
}

/** @param way what the metadata of the reason's rule says under `fix` */
export async function proposeFix(way: FixWay, request: FixRequest): Promise<Fix | null> {
  const { document } = request.located;
  // A bundle is somebody's signed or published file; it is packed again, not edited.
  if (document.archived) return null;
  const change = await proposals[way](request);
  return change && { ...change, source: digestText(document) };
}
