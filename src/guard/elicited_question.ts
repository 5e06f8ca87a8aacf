// Turns a question into a form of the protocol, and what a person put into the form into an answer.

import { printable } from "../printable.ts";
import type { AskAnswer, Question } from "./ask.ts";
import { isObject, type JsonObject, memberOf } from "./json_rpc.ts";

/** Attacker-controlled: a person is shown all of it or nothing. */
const MAX_TEXT = 16 * 1024;

const REQUESTED = {
  type: "object",
  properties: { allow: { type: "boolean", title: "Allow this", default: false } },
  required: ["allow"],
} as const;

/** Of these everything that matters stands in the question. Of a list or a result a person would not see what they confirm. */
const SHOWN = new Set<unknown>(["tool_call", "prompt_get", "resource_read"]);

/**
 * Parameters of `elicitation/create`: what would happen, as text; with fixed words first, so that nothing a model wrote can
 * speak for the policy.
 *
 * @returns undefined when it cannot be shown, or is too long to be
 */
export function createElicitation({ server, reasons, events }: Question): JsonObject | undefined {
  if (!events.every(({ kind }) => SHOWN.has(kind))) return undefined;
  const why = reasons.map(({ code, title }) => (title === undefined ? code : `${title} (${code})`));
  const what = events.map(({ kind, tool, prompt, resource, arguments: given }) =>
    // Attacker-controlled: characters that nobody sees, or that turn a line around, would show another text.
    printable(JSON.stringify({ kind, tool: tool?.name, prompt: prompt?.name, uri: resource?.uri, arguments: given })),
  );
  const lines = [`The policy of ${server} wants you to confirm this.`, ...why.map((text) => `Why: ${text}`), ...what];
  const message = lines.join("\n");
  return message.length > MAX_TEXT ? undefined : { mode: "form", message, requestedSchema: REQUESTED };
}

/** @param result of `elicitation/create` */
export function readElicited(result: unknown): AskAnswer {
  const isYes = memberOf(result, "action") === "accept" && memberOf(memberOf(result, "content"), "allow") === true;
  return isYes ? { allow: true, shown: ["tool", "arguments", "message"], truncated: false } : { allow: false };
}

/** @param capabilities of a client */
export function offersForms(capabilities: unknown): boolean {
  const offered = memberOf(capabilities, "elicitation");
  // In 2025-06-18 there was but one mode, and nothing to say about it.
  return isObject(offered) && (Object.keys(offered).length === 0 || isObject(offered.form));
}
