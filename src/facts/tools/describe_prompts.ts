// Turns the prompts a server offers into facts: their names and the digests of their definitions.
import type { Facts, PromptEntry } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import { digestDefinition } from "./describe_tools.ts";

/** Attacker-controlled: every fact costs time in the policy. */
const MAX_PROMPTS = 4096;

/**
 * Describes each prompt of a list, in order.
 *
 * @throws {RangeError} when there are too many
 */
export function describePrompts(prompts: readonly PromptEntry[], pointer: string): NonNullable<Facts["prompts"]> {
  if (prompts.length > MAX_PROMPTS) throw new RangeError(`more than ${MAX_PROMPTS} prompts`);
  return prompts.map((prompt, index) => ({
    pointer: joinPointer(pointer, index),
    name: prompt.name,
    digest: digestDefinition(prompt),
  }));
}
