// Asks a person: what they are told, what they may answer, and what of that is remembered.
import { digestEntry, digestValue } from "../facts/digest.ts";
import type { Reason } from "../generated/decision.ts";
import type { Consent, Event } from "../generated/event.ts";
import type { Explain, Explanation } from "./denial.ts";
import type { Judged } from "./obligations.ts";

/** One reason to ask, with what the bundle says about it. */
export interface AskReason extends Reason, Partial<Explanation> {}

export interface Question {
  /** The operator's name of the server. */
  readonly server: string;
  /** Why a person is asked. */
  readonly reasons: readonly AskReason[];
  /** What is about to happen, whole. Attacker-controlled: show it as text, and all of it. */
  readonly events: readonly Event[];
  /** What a remembered answer would be bound to; `tool` is absent where only this one message can be approved. */
  readonly digests: { readonly call: string; readonly tool?: string };
  /** Aborted when the message was canceled or the connection closed: take the question away. */
  readonly signal?: AbortSignal;
}

export interface Yes {
  readonly allow: true;
  /** What of it the person was shown. */
  readonly shown: readonly NonNullable<Consent["shown"]>[number][];
  /** Whether something was cut short. */
  readonly truncated: boolean;
  /** To say yes from now on: to exactly this, or to this tool of this server as it is now. */
  readonly remember?: "call" | "tool";
}

export type AskAnswer = Yes | { readonly allow: false };

/** Undefined, as when there is none: nobody can be asked. */
export type AskHandler = (question: Question) => AskAnswer | undefined | Promise<AskAnswer | undefined>;

/** Keeps digests of what a person approved; a Set does, for as long as it lives. */
export interface RememberedChoices {
  has(digest: string): boolean;
  add(digest: string): unknown;
}

const CALLS = new Set<Event["kind"]>(["tool_call", "prompt_get", "resource_read"]);

/** What stays the same when the same thing happens again. */
function payloadOf(event: Event): object {
  const { time, message, http, facts, consent, conversation, ...payload } = event;
  return payload;
}

/**
 * A yes holds for the same server entry, the same definition, the same principal and the same reasons: whatever changes is
 * asked about anew.
 */
export function digestQuestion(
  judged: readonly Judged[],
  reasons: readonly Reason[],
  definition: string | undefined,
): Question["digests"] {
  const events = judged.map(({ event }) => event);
  const [event] = events;
  const server = event?.server;
  const bound = {
    server: server?.name ?? null,
    entry: server === undefined ? null : digestEntry(server),
    definition: definition ?? null,
    principal: event?.principal ?? null,
    kinds: events.map(({ kind }) => kind),
    codes: [...new Set(reasons.map(({ code }) => code))].sort(),
  };
  const call = digestValue({ ...bound, scope: "call", events: events.map(payloadOf) });
  const subject = event?.tool?.name ?? event?.prompt?.name ?? event?.resource?.uri;
  if (events.length !== 1 || event === undefined || !CALLS.has(event.kind) || subject === undefined) return { call };
  return { call, tool: digestValue({ ...bound, scope: "tool", subject }) };
}

export function createQuestion(
  server: string,
  judged: readonly Judged[],
  reasons: readonly Reason[],
  digests: Question["digests"],
  explain: Explain,
): Question {
  return {
    server,
    reasons: reasons.map((reason) => ({ ...reason, ...explain(reason.code) })),
    events: judged.map(({ event }) => event),
    digests,
  };
}

/** What the policy is told about the person's answer. */
export function createConsent({ shown, truncated }: Pick<Yes, "shown" | "truncated">): Consent {
  return { given: true, shown: [...shown], truncated };
}
