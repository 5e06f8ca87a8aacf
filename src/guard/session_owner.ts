// Remembers who opened a session, so that whoever uses it later can be held against that.
import type { Event, Principal } from "../generated/event.ts";

/** Kinds that are judged by whose session they use. */
const USES = new Set<Event["kind"]>(["session", "tool_call", "resource_read", "prompt_get"]);

/** Each transport of a server is one session, or one request. */
export class SessionOwner {
  #id: string | undefined;
  #isOpen = false;

  /** The first message says whose it is; later ones change nothing. */
  see(principal: Principal | undefined): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#id = principal?.id;
  }

  bind(event: Event): Event {
    if (this.#id === undefined || !USES.has(event.kind)) return event;
    return { ...event, session: { action: "message", ...event.session, owner: this.#id } };
  }
}
