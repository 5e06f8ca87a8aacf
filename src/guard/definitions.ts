// Remembers the tools and prompts that a server was last seen to define, so that calls are judged with their definitions.
import { digestValue } from "../facts/digest.ts";
import type { Event, PromptEntry, ToolDefinition } from "../generated/event.ts";

/** Attacker-controlled: how many a server defines, and how long they are together, in characters of their JSON. */
const MAX_DEFINITIONS = 4096;
const MAX_LENGTH = 8 * 1024 * 1024;

class Definitions<T extends { readonly name: string }> {
  readonly #known = new Map<string, { readonly definition: T; readonly digest: string; readonly length: number }>();
  #length = 0;

  remember(definitions: readonly T[]): void {
    for (const definition of definitions) {
      const { name } = definition;
      const { length } = JSON.stringify(definition);
      // What is not kept must not be taken for what was kept under its name before.
      this.#length -= this.#known.get(name)?.length ?? 0;
      this.#known.delete(name);
      if (this.#known.size >= MAX_DEFINITIONS || this.#length + length > MAX_LENGTH) continue;
      this.#known.set(name, { definition, digest: digestValue(definition), length });
      this.#length += length;
    }
  }

  find(name: string | undefined): T | undefined {
    return name === undefined ? undefined : this.#known.get(name)?.definition;
  }

  digest(name: string | undefined): string | undefined {
    return name === undefined ? undefined : this.#known.get(name)?.digest;
  }
}

export class ServerDefinitions {
  readonly #tools = new Definitions<ToolDefinition>();
  readonly #prompts = new Definitions<PromptEntry>();

  /** @param event a list that was let through */
  remember({ kind, tools, prompts }: Event): void {
    if (kind === "tool_list") this.#tools.remember(tools ?? []);
    if (kind === "prompt_list") this.#prompts.remember(prompts ?? []);
  }

  /** The event with the definition of what it calls, where the server was seen to define it. */
  complete(event: Event): Event {
    if (event.kind === "tool_call" || event.kind === "tool_result") {
      const definition = this.#tools.find(event.tool?.name);
      return definition === undefined ? event : { ...event, tool: { name: definition.name, definition } };
    }
    if (event.kind === "prompt_get" || event.kind === "prompt_result") {
      const definition = this.#prompts.find(event.prompt?.name);
      return definition === undefined ? event : { ...event, prompt: { name: definition.name, definition } };
    }
    return event;
  }

  /** Digest of the definition of what the event calls. */
  digest(event: Event): string | undefined {
    return this.#tools.digest(event.tool?.name) ?? this.#prompts.digest(event.prompt?.name);
  }
}
