// What a gate asks the ledger: what the conversation knows about a call, and to remember what came back.
import type { Conversation } from "../generated/event.ts";

export interface LedgerCall {
  readonly server: string;
  readonly tool?: string;
  readonly kind?: "tool_call" | "prompt_get" | "resource_read";
  /** Of tools/call and prompts/get as sent; of resources/read `{ uri }`. */
  readonly arguments: unknown;
}

export interface LedgerEntry {
  readonly server: string;
  readonly tool?: string;
  readonly kind: "tool_result" | "resource_result" | "prompt_result";
  /** The result as it was let through. */
  readonly value: unknown;
  /** What the policy wants remembered: its obligations of type label. */
  readonly labels?: NonNullable<Conversation["labels"]>;
}

/** Both are called synchronously; what they throw denies the message. */
export interface Ledger {
  describe(call: LedgerCall): Conversation;
  observe(entry: LedgerEntry): void;
}
