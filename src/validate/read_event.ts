// Turns whatever a caller passes as an event into a plain, checked Event and its JSON text.
import type { FailureCode } from "../failures.ts";
import type { Event } from "../generated/event.ts";
import { validate } from "../generated/validate_event.js";

export interface EventLimits {
  /** Characters of the event's JSON. */
  readonly maxEventLength: number;
  /** Levels of objects and arrays. */
  readonly maxEventDepth: number;
}

export interface RefusedEvent {
  readonly refused: FailureCode;
  readonly args?: Record<string, unknown>;
  readonly pointer?: string;
}

export interface ReadEvent {
  readonly event: Event;
  /** JSON of exactly this event. */
  readonly text: string;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  // Written so that a limit that is no number refuses rather than admits.
  if (!(levels > 0)) return true;
  const members: Readonly<Record<string, unknown>> = value as Record<string, unknown>;
  for (const name in members) if (isDeeper(members[name], levels - 1)) return true;
  return false;
}

/** JSON spells half a character as an escape, which the policy cannot read; spelled-out escapes look alike at first. */
function hasHalfCharacter(text: string, event: unknown): boolean {
  if (!/\\ud[89a-f]/i.test(text)) return false;
  const isHalf = (value: unknown): boolean => {
    if (typeof value === "string") return !value.isWellFormed();
    if (typeof value !== "object" || value === null) return false;
    return Object.entries(value).some(([name, member]) => isHalf(name) || isHalf(member));
  };
  return isHalf(event);
}

function refuse(refused: FailureCode, args?: Record<string, unknown>): RefusedEvent {
  return args === undefined ? { refused } : { refused, args };
}

/** What the schema wants instead, from the schema's own words. */
function describeExpected(params: Readonly<Record<string, unknown>>): { expected?: string } {
  const { allowedValues, type } = params;
  if (Array.isArray(allowedValues)) return { expected: allowedValues.join(", ") };
  return typeof type === "string" ? { expected: type } : {};
}

/** Says where an event breaks the schema. Field names may be an attacker's, so they are cut; values are left out. */
export function checkEvent(event: unknown): RefusedEvent | undefined {
  if (validate(event)) return undefined;
  // Without a kind, the schema's rules for every kind apply, and the validator names one of their fields.
  if (typeof event === "object" && event !== null && !Array.isArray(event) && !Object.hasOwn(event, "kind")) {
    return { refused: "fail_closed.invalid_event", args: { problem: "required", field: "kind" }, pointer: "" };
  }
  const error = validate.errors?.[0];
  const field = error?.params.additionalProperty ?? error?.params.missingProperty;
  const name = typeof field === "string" ? { field: field.slice(0, 64) } : {};
  return {
    refused: "fail_closed.invalid_event",
    args: { problem: error?.keyword ?? "unknown", ...name, ...describeExpected(error?.params ?? {}) },
    pointer: (error?.instancePath ?? "").slice(0, 256),
  };
}

/**
 * Reads an event once and for all: what is judged is a copy made of plain JSON, so that accessors, proxies or later
 * changes of the caller's object make no difference.
 */
export function readEvent(candidate: unknown, limits: EventLimits): ReadEvent | RefusedEvent {
  const { maxEventLength, maxEventDepth } = limits;
  let text: string | undefined;
  try {
    text = JSON.stringify(candidate);
  } catch (cause) {
    // Attacker-controlled: nested arguments make JSON.stringify run out of stack, long ones out of string.
    if (!(cause instanceof RangeError)) return refuse("fail_closed.unreadable_event");
    if (/string length/i.test(cause.message)) return refuse("fail_closed.event_too_large", { limit: maxEventLength });
    return refuse("fail_closed.event_too_deep");
  }
  if (text === undefined) return refuse("fail_closed.unreadable_event");
  if (!(text.length <= maxEventLength)) return refuse("fail_closed.event_too_large", { limit: maxEventLength });
  const event: unknown = JSON.parse(text);
  if (isDeeper(event, maxEventDepth)) return refuse("fail_closed.event_too_deep", { limit: maxEventDepth });
  if (hasHalfCharacter(text, event)) return refuse("fail_closed.unreadable_event");
  return checkEvent(event) ?? { event: event as Event, text };
}
