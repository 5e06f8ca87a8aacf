// Finds, for an HTTP request, the conversation that it belongs to: its relay, and what its caller's requests share.
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { ServerDefinitions } from "../../guard/definitions.ts";
import { askByElicitation, type ElicitationChannel } from "../../guard/elicitation_channel.ts";
import { createGate, type GateOptions } from "../../guard/gate.ts";
import type { RequestId } from "../../guard/json_rpc.ts";
import type { Ledger } from "../../guard/ledger_port.ts";
import { Tasks } from "../../guard/pending_requests.ts";
import { createRelay, type Relay, type RelayOptions } from "../relay.ts";
import { BoundedMap } from "./bounded_map.ts";
import type { Downstream } from "./downstream.ts";
import { Replays } from "./replays.ts";

export interface ConversationOptions
  extends Omit<GateOptions, "ledger" | "tasks" | "definitions" | "point">,
    Pick<RelayOptions, "ask" | "onBlock"> {
  /** One for each caller: what one caller read says nothing about another's calls. */
  readonly createLedger?: (() => Ledger) | undefined;
}

/** A session of the legacy era, or one request of the modern one. */
export interface Conversation {
  readonly relay: Relay;
  /** Absent where what was handed on once is not to be handed on again. */
  readonly replays?: Replays | undefined;
  /** Whoever waits for the answers to requests, who can be asked meanwhile. */
  readonly waiting: Map<RequestId, Downstream>;
  readonly shared: Shared;
  /** How many HTTP requests it has open. */
  open: number;
  /** Whether later requests find it. */
  isKept: boolean;
  close(): void;
}

/** What the requests of one caller have in common, whatever connections they come on. */
interface Shared {
  readonly tasks: Tasks;
  readonly definitions: ServerDefinitions;
  readonly ledger: Ledger | undefined;
}

/** Attacker-controlled: how many sessions and callers there are. */
const MAX_SESSIONS = 1024;
const MAX_CALLERS = 256;
/** A day: people leave a chat and come back. */
const IDLE = 24 * 60 * 60 * 1000;

/**
 * Attacker-controlled: a session's id alone is nobody's proof. Who comes with another credential gets a conversation of
 * their own, which knows of no open question.
 */
function callerOf({ authorization = "" }: IncomingHttpHeaders): string {
  return createHash("sha256").update(authorization).digest("base64");
}

function sessionOf(headers: IncomingHttpHeaders): string | undefined {
  const id = headers["mcp-session-id"];
  return typeof id === "string" && id !== "" ? id : undefined;
}

export class Conversations {
  readonly #options: ConversationOptions;
  readonly #sessions = new BoundedMap<Conversation>({
    limit: MAX_SESSIONS,
    idle: IDLE,
    isBusy: ({ open }) => open > 0,
    onDrop: (conversation) => {
      conversation.isKept = false;
      if (conversation.open === 0) conversation.close();
    },
  });
  readonly #callers = new BoundedMap<Shared>({ limit: MAX_CALLERS, idle: IDLE });

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  #share(caller: string): Shared {
    const known = this.#callers.get(caller);
    if (known !== undefined) return known;
    const { createLedger } = this.#options;
    return { tasks: new Tasks(), definitions: new ServerDefinitions(), ledger: createLedger?.() };
  }

  #create(caller: string): Conversation {
    const { ask, onBlock, createLedger, ...options } = this.#options;
    const waiting = new Map<RequestId, Downstream>();
    const questions = askByElicitation(async (message, related) => {
      const { relatedRequestId } = related as { relatedRequestId: RequestId };
      const client = waiting.get(relatedRequestId);
      client?.open();
      await client?.event({ data: JSON.stringify(message) });
    });
    // Only who waits for an answer on this connection can be asked on it.
    const isThere = (id: RequestId | undefined) => id !== undefined && waiting.has(id);
    const channel: ElicitationChannel = {
      ...questions,
      ask: async (question, id) => (isThere(id) ? await questions.ask(question, id) : undefined),
    };
    const shared = this.#share(caller);
    const gate = createGate({ ...options, ...shared, point: "proxy" });
    const relay = createRelay({ gate, ask, channel, onBlock });
    const close = () => {
      relay.withdrawAll();
      gate.close();
    };
    return { relay, replays: new Replays(), waiting, shared, open: 0, isKept: false, close };
  }

  /** The conversation of a request. What nobody has seen before is remembered once the server confirms it. */
  find(request: IncomingHttpHeaders): Conversation {
    const caller = callerOf(request);
    const session = sessionOf(request);
    const known = session === undefined ? undefined : this.#sessions.get(`${caller} ${session}`);
    return known ?? this.#create(caller);
  }

  /**
   * The server answered without an error, so that it knows the caller and the session.
   *
   * @param answer may name the session that was just made
   */
  confirm(request: IncomingHttpHeaders, answer: IncomingHttpHeaders, conversation: Conversation): void {
    const session = sessionOf(answer) ?? sessionOf(request);
    const caller = callerOf(request);
    if (this.#callers.get(caller) === undefined) this.#callers.set(caller, conversation.shared);
    if (session === undefined) return;
    const key = `${caller} ${session}`;
    if (this.#sessions.get(key) !== undefined) return;
    conversation.isKept = true;
    this.#sessions.set(key, conversation);
  }

  /** The server ended the session. */
  end(request: IncomingHttpHeaders): void {
    const session = sessionOf(request);
    if (session !== undefined) this.#sessions.delete(`${callerOf(request)} ${session}`);
  }

  /** One of its HTTP requests is over. What no other will find ends with its last one. */
  leave(conversation: Conversation): void {
    conversation.open -= 1;
    if (conversation.open === 0 && !conversation.isKept) conversation.close();
  }
}
