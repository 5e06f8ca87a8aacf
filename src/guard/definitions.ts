// Remembers the tools and prompts that a server was last seen to define, so that calls are judged with their definitions.
import { digestValue } from "../facts/digest.ts";
import type { Event, PromptEntry, ToolDefinition } from "../generated/event.ts";
import { textOf } from "./json_rpc.ts";

/** Attacker-controlled: how many a server defines, and how long they are together, in characters of their JSON. */
const MAX_DEFINITIONS = 4096;
const MAX_LENGTH = 8 * 1024 * 1024;

class Definitions<T extends { readonly name: string }> {
  readonly #known = new Map<string, { readonly definition: T; readonly digest: string; readonly length: number }>();
  #length = 0;

  remember(definitions: readonly T[]): void {
    for (const definition of definitions) {
      const { name } = definition;
      // What is not kept must not be taken for what was kept under its name before.
      this.#length -= this.#known.get(name)?.length ?? 0;
      this.#known.delete(name);
      const { length } = JSON.stringify(definition);
      if (this.#known.size >= MAX_DEFINITIONS || this.#length + length > MAX_LENGTH) continue;
      this.#known.set(name, { definition, digest: digestValue(definition), length });
      this.#length += length;
    }
  }

  find(name: string | undefined): { readonly definition: T; readonly digest: string } | undefined {
    return name === undefined ? undefined : this.#known.get(name);
  }

  digest(name: string | undefined): string | undefined {
    return name === undefined ? undefined : this.#known.get(name)?.digest;
  }
}

/** An entry without a name defines nothing that could be called. */
function listNamed<T extends { readonly name: string }>(entries: readonly T[] | undefined): T[] {
  if (!Array.isArray(entries)) return [];
  return entries.filter((entry: unknown) => textOf(entry, "name") !== undefined);
}

function named<T extends { readonly name: string }>(definition: T): { name: string; definition: T } {
  return { name: definition.name, definition };
}

/** Of a call's definition the digest is a fact: it is worked out once for each list, and not for each call. */
function withDigest(event: Event, digest: string): Event {
  const isCall = event.kind === "tool_call" || event.kind === "prompt_get";
  return isCall ? { ...event, facts: { ...event.facts, definition_digest: digest } } : event;
}

export class ServerDefinitions {
  readonly #tools = new Definitions<ToolDefinition>();
  readonly #prompts = new Definitions<PromptEntry>();

  /**
   * Attacker-controlled: a definition that is left out of a list, or whose list is denied, is what the server has now. A
   * call judged by an older one would pass for what was approved before.
   *
   * @param event a list as the server sent it, in whatever form
   */
  remember({ kind, tools, prompts }: Event): void {
    if (kind === "tool_list") this.#tools.remember(listNamed(tools));
    if (kind === "prompt_list") this.#prompts.remember(listNamed(prompts));
  }

  /** The event with the definition of what it calls, where the server was seen to define it. */
  complete(event: Event): Event {
    if (event.kind === "tool_call" || event.kind === "tool_result") {
      const known = this.#tools.find(event.tool?.name);
      return known === undefined ? event : withDigest({ ...event, tool: named(known.definition) }, known.digest);
    }
    if (event.kind === "prompt_get" || event.kind === "prompt_result") {
      const known = this.#prompts.find(event.prompt?.name);
      return known === undefined ? event : withDigest({ ...event, prompt: named(known.definition) }, known.digest);
    }
    return event;
  }

  /** Digest of the definition of what the event calls. */
  digest(event: Event): string | undefined {
    return this.#tools.digest(event.tool?.name) ?? this.#prompts.digest(event.prompt?.name);
  }
}
