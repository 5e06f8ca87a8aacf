// Finds, in the text of rules, which topic of the profiles a reason code is weighed by.
import type { RegoModule } from "../compile/types.ts";

const REASON = /\{[^{}]*"code": "([^"]+)"[^{}]*\}?/g;

/** @returns topic by reason code; codes that are not weighed are not in it */
export function readTopics(modules: readonly RegoModule[]): ReadonlyMap<string, string> {
  const reasons = modules.flatMap(({ text }) => [...text.matchAll(REASON)]);
  return new Map(
    reasons.flatMap(([reason, code = ""]): [string, string][] => {
      const topic = /"topic": "([^"]+)"/.exec(reason)?.[1];
      return topic === undefined ? [] : [[code, topic]];
    }),
  );
}
