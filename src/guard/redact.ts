// Takes out of a message what the policy wants nobody behind the guard to see.
import { listHiddenRuns } from "../facts/hidden_text/characters.ts";
import type { Obligation } from "../generated/decision.ts";
import { isObject, replaceAt } from "./json_rpc.ts";

/** What stands in place of a redacted text. */
export const REDACTED = "[redacted by policy]";

/** With this code only the characters that nobody sees are taken out. All else that is redacted goes as a whole. */
const HIDDEN_TEXT = "client/inform.hidden_text_in_result";

function stripText(text: string): string {
  let kept = "";
  let end = 0;
  for (const run of listHiddenRuns(text)) {
    kept += text.slice(end, run.index);
    end = run.index + run.text.length;
  }
  return kept + text.slice(end);
}

/** Runs together by what stood between them, such characters may be joined anew. */
function strip(text: string): string | undefined {
  let stripped = text;
  for (let round = 0; round < 4; round += 1) {
    const next = stripText(stripped);
    if (next === stripped) return stripped;
    stripped = next;
  }
  return undefined;
}

/** Depth is bounded by the evaluator, which has judged the value. */
function stripAll(value: unknown): unknown {
  if (typeof value === "string") return strip(value);
  if (Array.isArray(value)) {
    const items = value.map(stripAll);
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [strip(name), stripAll(member)] as const);
  if (members.some(([name, member]) => name === undefined || member === undefined)) return undefined;
  // Names that become one would leave a value out.
  if (new Set(members.map(([name]) => name)).size < members.length) return undefined;
  return Object.fromEntries(members);
}

/** A text can be blanked; of anything else whoever reads it expects a certain shape. */
function blank(value: unknown): string | undefined {
  return typeof value === "string" ? REDACTED : undefined;
}

/**
 * @param message the part of the message that the event's pointers count from
 * @returns a copy, or undefined when something could not be taken out
 */
export function redact(message: unknown, obligations: readonly Obligation[]): unknown {
  // What is blanked is blanked last: stripping must not look for what is gone.
  const ordered = [...obligations].sort(
    (a, b) => Number(b.message_code === HIDDEN_TEXT) - Number(a.message_code === HIDDEN_TEXT),
  );
  let redacted = message;
  for (const { pointer = "", message_code } of ordered) {
    redacted = replaceAt(redacted, pointer, message_code === HIDDEN_TEXT ? stripAll : blank);
    if (redacted === undefined) return undefined;
  }
  return redacted;
}
