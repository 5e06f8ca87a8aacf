// Leaves out of a list what may not be used, so that one bad entry does not cost all others.
import type { Reason } from "../generated/decision.ts";
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

/** The entries that the reasons are about; undefined when one of them is about more than an entry. */
export function findEntries(event: Event & { kind: ListKind }, reasons: readonly Reason[]): Set<number> | undefined {
  const place = new RegExp(`^/${MEMBERS[event.kind]}/(0|[1-9]\\d{0,8})(?:/|$)`);
  const found = reasons.map(({ pointer }) => place.exec(pointer)?.[1]);
  return found.includes(undefined) ? undefined : new Set(found.map(Number));
}

/** The clause of what an operator's lists refuse: by the name alone, whatever the arguments of a call may be. */
const OPERATOR_LISTS = "operator/restrict_access";

/**
 * Tools that the operator's own lists would refuse to call. Only these reasons count: others may depend on arguments, which a
 * call without arguments says nothing about.
 *
 * @param deny reasons to deny a call of a tool
 */
export function findRefusedTools(event: Event, deny: (call: Event) => readonly Reason[]): Set<number> {
  const { tools = [], server } = event;
  const refused = new Set<number>();
  if (server === undefined) return refused;
  for (const [index, { name }] of tools.entries()) {
    const reasons = deny({ ...callOf(event), kind: "tool_call", server, tool: { name }, arguments: {} });
    if (reasons.some(({ clause, pointer }) => clause === OPERATOR_LISTS && pointer === "/tool/name"))
      refused.add(index);
  }
  return refused;
}

/** What a call over the same connection would have in common with the list. */
function callOf({ point, client, principal }: Event): Pick<Event, "point" | "client" | "principal"> {
  return {
    ...(point === undefined ? {} : { point }),
    ...(client === undefined ? {} : { client }),
    ...(principal === undefined ? {} : { principal }),
  };
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
