// Lets a server ask the person behind its client, by a question of the protocol, about a message that it holds.
import { randomUUID } from "node:crypto";
import type { Principal } from "../generated/event.ts";
import type { AskAnswer, Question } from "./ask.ts";
import { createElicitation, offersForms, readElicited } from "./elicited_question.ts";
import { memberOf, type RequestId } from "./json_rpc.ts";

export interface ElicitationChannel {
  /** Undefined: the client has nobody to ask. */
  ask(question: Question, requestId: RequestId | undefined): Promise<AskAnswer | undefined>;
  /** Sees what the client sent, for what it offers. */
  observe(message: unknown): void;
  /**
   * Whether the message answers a question of this channel; it is then for nobody else.
   *
   * @param from who sent it, where each message says so: only who wanted the call may confirm it
   */
  take(message: unknown, from?: { readonly principal: Principal | undefined }): boolean;
  close(): void;
}

interface Open {
  readonly resolve: (answer: AskAnswer) => void;
  /** Who wanted what the question is about. */
  readonly principal: string | undefined;
}

/** @param send sends without judging: the question is the guard's own */
export function askByElicitation(send: (message: object, options: object) => Promise<void>): ElicitationChannel {
  const open = new Map<string, Open>();
  let isOffered = false;
  return {
    async ask(question, requestId) {
      const params = isOffered ? createElicitation(question) : undefined;
      if (params === undefined) return undefined;
      const id = `mcp-trust-${randomUUID()}`;
      try {
        return await new Promise<AskAnswer>((resolve, reject) => {
          open.set(id, { resolve, principal: question.events[0]?.principal?.id });
          question.signal?.addEventListener("abort", () => resolve({ allow: false }), { once: true });
          send({ jsonrpc: "2.0", id, method: "elicitation/create", params }, { relatedRequestId: requestId }).catch(
            reject,
          );
        });
      } finally {
        open.delete(id);
      }
    },
    observe(message) {
      if (memberOf(message, "method") === "initialize")
        isOffered = offersForms(memberOf(memberOf(message, "params"), "capabilities"));
    },
    take(message, from) {
      const id = memberOf(message, "id");
      const asked = typeof id === "string" && memberOf(message, "method") === undefined ? open.get(id) : undefined;
      if (asked === undefined || (from !== undefined && from.principal?.id !== asked.principal)) return false;
      asked.resolve(readElicited(memberOf(message, "result")));
      return true;
    },
    close() {
      for (const { resolve } of open.values()) resolve({ allow: false });
    },
  };
}
