// Leaves out of a list what may not be used, so that one bad entry does not cost all others.
import type { Decision, Reason } from "../generated/decision.ts";
import type { Event } from "../generated/event.ts";
import { isObject, memberOf } from "./json_rpc.ts";

/** Kinds of events about a list, and the event's member that has it. */
const MEMBERS = { tool_list: "tools", resource_list: "resources", prompt_list: "prompts" } as const;

export type ListKind = keyof typeof MEMBERS;

export function isList(event: Event | undefined): event is Event & { kind: ListKind } {
  return event !== undefined && Object.hasOwn(MEMBERS, event.kind);
}

export function entriesOf(event: Event & { kind: ListKind }): readonly unknown[] {
  const entries = event[MEMBERS[event.kind]];
  return Array.isArray(entries) ? entries : [];
}

/** Where an entry stands in the event, or something in it. */
function placeOf({ kind }: { kind: ListKind }): RegExp {
  return new RegExp(`^/${MEMBERS[kind]}/(0|[1-9]\\d{0,8})(?:/|$)`);
}

/** The entries that the reasons are about; undefined when one of them is about more than an entry. */
export function findEntries(event: Event & { kind: ListKind }, reasons: readonly Reason[]): Set<number> | undefined {
  const place = placeOf(event);
  const found = reasons.map(({ pointer }) => place.exec(pointer)?.[1]);
  return found.includes(undefined) ? undefined : new Set(found.map(Number));
}

/** The entries that the policy wants left out. What else it wants left out is left unmet, and denies the list. */
export function findOmitted(event: Event & { kind: ListKind }, { obligations, mode }: Decision): Set<number> {
  // The operator asked only to record.
  if (mode === "audit") return new Set();
  const place = placeOf(event);
  const found = obligations.flatMap(({ type, pointer = "" }) => (type === "omit" ? [place.exec(pointer)?.[1]] : []));
  return new Set(found.filter((index) => index !== undefined).map(Number));
}

/** The list without these entries, in the event and in the message. */
export function withoutEntries(
  event: Event & { kind: ListKind },
  message: unknown,
  indexes: ReadonlySet<number>,
): { event: Event & { kind: ListKind }; message: unknown } | undefined {
  const result = memberOf(message, "result");
  // Templates are resources to the policy.
  const isTemplates = event.message?.method === "resources/templates/list";
  const member = isTemplates ? "resourceTemplates" : MEMBERS[event.kind];
  const listed = memberOf(result, member);
  if (!isObject(message) || !isObject(result) || !Array.isArray(listed)) return undefined;
  const keep = (_: unknown, index: number): boolean => !indexes.has(index);
  return {
    event: { ...event, [MEMBERS[event.kind]]: entriesOf(event).filter(keep) },
    message: { ...message, result: { ...result, [member]: listed.filter(keep) } },
  };
}
