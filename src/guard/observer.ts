// Tells the ledger and the tool directory what was let through, and a list what the directory knows of other servers.
import type { Decision } from "../generated/decision.ts";
import type { Event, Server } from "../generated/event.ts";
import { type Ledger, readIncoming } from "./ledger_port.ts";
import type { ToolDirectory } from "./tool_directory.ts";

export interface ObserverOptions {
  readonly server: Server;
  readonly ledger?: Ledger | undefined;
  readonly directory?: ToolDirectory | undefined;
}

/** Attacker-controlled: how many tools a server offers. */
const MAX_OFFERED = 4096;

export class Observer {
  readonly #options: ObserverOptions;
  /** Names of the tools that were let through: a list may come in pages. */
  readonly #offered = new Set<string>();

  constructor(options: ObserverOptions) {
    this.#options = options;
  }

  /** The event with what other servers' tools are called, where it is judged by that. */
  complete<T extends Event>(event: T): T {
    const { directory, server } = this.#options;
    if (directory === undefined || event.kind !== "tool_list") return event;
    return { ...event, facts: { ...event.facts, other_tools: directory.listOthers(server.name) } };
  }

  /** @param message the message that the event is of, as it was let through */
  observe(event: Event, { obligations }: Decision, message: unknown): void {
    const { ledger, server, directory } = this.#options;
    if (event.kind === "tool_list" && directory !== undefined) {
      for (const { name } of event.tools ?? []) if (this.#offered.size < MAX_OFFERED) this.#offered.add(name);
      directory.record(server.name, [...this.#offered]);
    }
    const incoming = readIncoming(event, message);
    if (ledger === undefined || incoming === undefined) return;
    const labels = obligations.flatMap((obligation) => obligation.labels ?? []);
    ledger.observe({ server: server.name, ...incoming, labels });
  }
}
