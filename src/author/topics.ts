// Finds, in the text of rules, which topic of the profiles a reason code is weighed by.
import type { RegoModule } from "../compile/types.ts";

const REASON = /\{[^{}]*"code": "([^"]+)"[^{}]*\}?/g;

function topicNear(text: string, at: number, length: number): string | undefined {
  return /"topic": "([^"]+)"/.exec(text.slice(at, at + length))?.[1];
}

/** @returns topic by reason code; codes that are not weighed are not in it */
export function readTopics(modules: readonly RegoModule[]): ReadonlyMap<string, string> {
  const topics = new Map<string, string>();
  for (const { text } of modules) {
    for (const { 0: found, 1: code = "", index } of text.matchAll(REASON)) {
      const topic = topicNear(text, index, found.length);
      if (topic !== undefined) topics.set(code, topic);
    }
  }
  return topics;
}
