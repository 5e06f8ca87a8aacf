// What a gate asks the ledger: what the conversation knows about a message, and to remember what came from a server.
import type { Conversation, Event } from "../generated/event.ts";
import { isObject, memberOf } from "./json_rpc.ts";

/** What is about to go to a server, or to a person or model on its behalf. */
export interface LedgerCall {
  readonly server: string;
  readonly tool?: string;
  readonly kind: "tool_call" | "prompt_get" | "resource_read" | "sampling" | "elicitation" | "answer";
  /**
   * Of tools/call and prompts/get as sent; of sampling and elicitation, what the server wants; of an answer, what a person or
   * a model says to that.
   */
  readonly arguments?: unknown;
  /** Of the resource that is about to be read. */
  readonly uri?: string;
}

export interface LedgerEntry {
  readonly server: string;
  readonly tool?: string;
  readonly kind: "tool_result" | "resource_result" | "prompt_result" | "sampling" | "elicitation";
  /** What was let through. */
  readonly value: unknown;
  /** What the policy wants remembered: its obligations of type label. */
  readonly labels?: NonNullable<Conversation["labels"]>;
}

/** Both are called synchronously; what they throw denies the message. */
export interface Ledger {
  describe(call: LedgerCall): Conversation;
  observe(entry: LedgerEntry): void;
}

function named(name: string | undefined): { tool?: string } {
  return name === undefined ? {} : { tool: name };
}

/**
 * What a client tells a server beside what its events hold: answers of persons and models to the server's questions, up to
 * 2025-11-25 as results, later within the request that the server answered with questions; and what a person types to be
 * completed.
 *
 * @param message to the server
 */
export function findSaid(message: unknown): unknown {
  const params = memberOf(message, "params");
  const isTyped = memberOf(message, "method") === "completion/complete";
  // Of a prompt's arguments there is an event.
  const typed = isTyped && memberOf(memberOf(params, "ref"), "type") !== "ref/prompt" ? params : undefined;
  const said = memberOf(message, "result") ?? memberOf(params, "inputResponses") ?? typed;
  return isObject(said) && Object.keys(said).length === 0 ? undefined : said;
}

/**
 * The kinds whose rules may read what is known of the conversation.
 *
 * @param said what no event of the message has; of use of the session it is what the server learns
 */
export function readOutgoing(event: Event, said: unknown): Omit<LedgerCall, "server"> | undefined {
  const { kind, tool, prompt, resource, sampling, elicitation } = event;
  if (kind === "tool_call") return { kind, ...named(tool?.name), arguments: event.arguments };
  if (kind === "prompt_get") return { kind, ...named(prompt?.name), arguments: event.arguments };
  if (kind === "resource_read") return { kind, ...(resource === undefined ? {} : { uri: resource.uri }) };
  if (kind === "session" && said !== undefined) return { kind: "answer", arguments: said };
  if (kind === "sampling") return { kind, arguments: sampling };
  return kind === "elicitation" ? { kind, arguments: elicitation } : undefined;
}

/** @param message the message that the event is of, as it was let through */
export function readIncoming(event: Event, message: unknown): Omit<LedgerEntry, "server" | "labels"> | undefined {
  const { kind, tool, prompt, sampling, elicitation } = event;
  if (kind === "sampling") return { kind, value: sampling };
  if (kind === "elicitation") return { kind, value: elicitation };
  if (kind !== "tool_result" && kind !== "resource_result" && kind !== "prompt_result") return undefined;
  const value = memberOf(message, "result") ?? { error: memberOf(message, "error") };
  return { kind, ...named(tool?.name ?? prompt?.name), value };
}
