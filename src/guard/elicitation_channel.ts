// Lets a server ask the person behind its client, by a question of the protocol, about a message that it holds.
import { randomUUID } from "node:crypto";
import type { AskAnswer, Question } from "./ask.ts";
import { isObject, memberOf, type RequestId } from "./json_rpc.ts";

/** Attacker-controlled: a person is shown all of it or nothing. */
const MAX_TEXT = 16 * 1024;

const REQUESTED = {
  type: "object",
  properties: { allow: { type: "boolean", title: "Allow this", default: false } },
  required: ["allow"],
} as const;

export interface ElicitationChannel {
  /** Undefined: the client has nobody to ask. */
  ask(question: Question, requestId: RequestId | undefined): Promise<AskAnswer | undefined>;
  /** Sees what the client sent, for what it offers. */
  observe(message: unknown): void;
  /** Whether the message answers a question of this channel; it is then for nobody else. */
  take(message: unknown): boolean;
  close(): void;
}

/** What would happen, as text: with fixed words first, so that nothing a model wrote can speak for the policy. */
function writeQuestion({ server, reasons, events }: Question): string | undefined {
  const why = reasons.map(({ code, title }) => (title === undefined ? code : `${title} (${code})`));
  const what = events.map(({ kind, tool, prompt, resource, arguments: given }) =>
    JSON.stringify({ kind, tool: tool?.name, prompt: prompt?.name, uri: resource?.uri, arguments: given }),
  );
  const lines = [`The policy of ${server} wants you to confirm this.`, ...why.map((text) => `Why: ${text}`), ...what];
  const text = lines.join("\n");
  return text.length > MAX_TEXT ? undefined : text;
}

function offersForms(message: unknown): boolean {
  const offered = memberOf(memberOf(memberOf(message, "params"), "capabilities"), "elicitation");
  // In 2025-06-18 there was but one mode, and nothing to say about it.
  return isObject(offered) && (Object.keys(offered).length === 0 || isObject(offered.form));
}

/** @param send sends without judging: the question is the guard's own */
export function askByElicitation(send: (message: object, options: object) => Promise<void>): ElicitationChannel {
  const open = new Map<string, (answer: AskAnswer) => void>();
  let isOffered = false;
  return {
    async ask(question, requestId) {
      const message = isOffered ? writeQuestion(question) : undefined;
      if (message === undefined) return undefined;
      const id = `mcp-trust-${randomUUID()}`;
      const params = { mode: "form", message, requestedSchema: REQUESTED };
      try {
        return await new Promise<AskAnswer>((resolve, reject) => {
          open.set(id, resolve);
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
      if (memberOf(message, "method") === "initialize") isOffered = offersForms(message);
    },
    take(message) {
      const id = memberOf(message, "id");
      const resolve = typeof id === "string" && memberOf(message, "method") === undefined ? open.get(id) : undefined;
      if (resolve === undefined) return false;
      const result = memberOf(message, "result");
      const isYes = memberOf(result, "action") === "accept" && memberOf(memberOf(result, "content"), "allow") === true;
      resolve(isYes ? { allow: true, shown: ["tool", "arguments", "message"], truncated: false } : { allow: false });
      return true;
    },
    close() {
      for (const resolve of open.values()) resolve({ allow: false });
    },
  };
}
