// Remembers whom each session was issued to, by the digest of its id, so that its use by somebody else is seen.
import { digestText } from "../digest_text.ts";
import { describeSessionId } from "../facts/session/describe_session_id.ts";
import type { Principal, Session } from "../generated/event.ts";

/** Attacker-controlled: anybody can open sessions. Those longest unused make room; their use is then one of an unknown session. */
const MAX_SESSIONS = 65_536;

/** Ids are compared with those before them: what follows from another id can be guessed. */
const MAX_COMPARED = 16;

/** What is known of an id, and whose it is. */
type KnownSession = Pick<
  Session,
  "id_digest" | "id_length" | "id_entropy_bits" | "id_sequential" | "owner" | "subject"
>;

export class SessionTable {
  readonly #known = new Map<string, KnownSession>();
  readonly #issued: string[] = [];

  has(id: string): boolean {
    return this.#known.has(digestText(id));
  }

  /** What is known of a session in use. One that was not issued here is nobody's. */
  find(id: string): KnownSession {
    const digest = digestText(id);
    const known = this.#known.get(digest);
    if (known === undefined) return { id_digest: digest, id_length: id.length, subject: "session" };
    this.#known.delete(digest);
    this.#known.set(digest, known);
    return known;
  }

  /** An id that a server is about to hand out, and to whom. */
  describe(id: string, principal: Principal | undefined): KnownSession {
    const facts = describeSessionId(id, this.#issued);
    this.#issued.push(id);
    if (this.#issued.length > MAX_COMPARED) this.#issued.shift();
    return { ...facts, subject: "session", ...(principal?.id === undefined ? {} : { owner: principal.id }) };
  }

  add(session: KnownSession): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_SESSIONS && oldest !== undefined) this.#known.delete(oldest);
    if (session.id_digest !== undefined) this.#known.set(session.id_digest, session);
  }
}
