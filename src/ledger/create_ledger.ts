// Keeps account of one conversation: what entered it, from where, and which of it goes out again. What it sees: README.md.
import { randomBytes } from "node:crypto";
import type { Conversation } from "../generated/event.ts";
import { DigestTable } from "./digest_table.ts";
import { FlowSearch } from "./find_flows.ts";
import { listTexts } from "./list_texts.ts";
import { NamedValues } from "./named_values.ts";
import { visitResult } from "./read_result.ts";
import { Sources } from "./sources.ts";
import { SpanDigests } from "./span_digest.ts";

type Flow = NonNullable<Conversation["flows"]>[number];

export type Label = NonNullable<Conversation["labels"]>[number];

/** What a conversation may cost. */
export interface LedgerLimits {
  /** Servers whose results are kept apart. Default 32. */
  readonly servers?: number;
  /** Digests kept of one server's results; at least the newer half of them. One stands for nine letters. Default 65,536. */
  readonly digests?: number;
}

export interface CreateLedgerOptions {
  /** Of the digests. Default: random. */
  readonly key?: Uint8Array;
  readonly limits?: LedgerLimits;
  /** What the embedding program knows about all that a tool gives, beside what `observe` is told. */
  readonly labels?: (server: string, tool: string | undefined) => readonly Label[];
}

/** Something that is about to go to a server, or on its behalf to a model or a person. */
export interface OutgoingMessage {
  readonly server: string;
  readonly tool?: string;
  /** Default: tool_call where there is a tool. */
  readonly kind?: "tool_call" | "resource_read" | "prompt_get" | "sampling" | "elicitation" | "answer";
  /** Of sampling and elicitation: what the server wants. Of an answer: what a person or a model says to that. */
  readonly arguments?: unknown;
  /** Of a resource that is about to be read. */
  readonly uri?: string;
}

/** Something that came from a server and reaches the model. */
export interface IncomingMessage {
  readonly server: string;
  readonly tool?: string;
  readonly kind: "tool_result" | "resource_result" | "prompt_result" | "sampling" | "elicitation";
  readonly value: unknown;
  readonly labels?: readonly Label[];
}

export interface LedgerSize {
  readonly bytes: number;
  /** `bytes` never exceeds it, whatever is observed. */
  readonly bound: number;
}

export interface Ledger {
  /**
   * What to put into the event about this message as `conversation`, and counts the message. Asked before deciding, once
   * for each message. Never throws.
   */
  describe(message: OutgoingMessage): Conversation;
  /** Remembers what came from a server, in digests only. Told after the result was let through. Never throws. */
  observe(message: IncomingMessage): void;
  size(): LedgerSize;
}

const LABELS: readonly Label[] = ["untrusted", "private", "secret"];
const COUNTED = { tool_call: "calls", sampling: "sampling" } as const;

/** Where the event of an answer says that there was one. */
const ANSWER = "/session";

/** Of what calls named: paths, titles, queries. */
const NAMED_CAPACITY = 16 * 1024;
/** For the object itself, its key and its counters. */
const OWN_BYTES = 16 * 1024;

/** An answer is in no event, and what it holds is nobody's business: its flows all lead to the event as a whole. */
function inOnePlace(flows: readonly Flow[]): Flow[] {
  const found = new Map<string, Flow>();
  for (const { from, match } of flows) {
    const key = JSON.stringify([from.server, from.tool]);
    if (match === "verbatim" || !found.has(key)) found.set(key, { from, to: ANSWER, match });
  }
  return [...found.values()];
}

class ConversationLedger implements Ledger {
  readonly #digests: SpanDigests;
  readonly #sources: Sources;
  readonly #named: NamedValues;
  readonly #lengths = new Set<number>();
  readonly #labels = new Set<Label>();
  readonly #counts = { calls: 0, sampling: 0 };
  readonly #labelsOf: (server: string, tool: string | undefined) => readonly Label[];
  readonly #bound: number;

  constructor({ key = randomBytes(32), limits = {}, labels = () => [] }: CreateLedgerOptions) {
    const { servers = 32, digests = 64 * 1024 } = limits;
    this.#digests = new SpanDigests(key);
    this.#sources = new Sources(servers, digests);
    this.#named = new NamedValues(NAMED_CAPACITY, this.#digests);
    this.#labelsOf = labels;
    this.#bound = OWN_BYTES + DigestTable.bound(NAMED_CAPACITY) + Sources.bound(servers, digests);
  }

  describe(message: OutgoingMessage): Conversation {
    const { server, tool } = message;
    const kind = message.kind ?? (tool === undefined ? "resource_read" : "tool_call");
    // What a server asks for is its own words; they stand elsewhere in the event, and make nothing the user's.
    const isAsked = kind === "sampling" || kind === "elicitation";
    const place = isAsked ? `/${kind}` : "/arguments";
    const given = listTexts(message.arguments, place);
    const uri = listTexts(message.uri, "/resource/uri");
    const known = { sources: this.#sources, digests: this.#digests, lengths: this.#lengths };
    const search = new FlowSearch(known, server);
    const lists = [given.texts, given.names, uri.texts];
    for (const texts of lists) search.search(texts);
    if (!isAsked) for (const texts of lists) this.#named.note(texts, this.#sources);
    const found = search.result(place, given.cut ? place : uri.cut ? "/resource/uri" : undefined);
    const flows = kind === "answer" ? inOnePlace(found) : found;
    const labels = LABELS.filter((label) => this.#labels.has(label));
    const described: Conversation = { labels, flows, counts: { ...this.#counts } };
    if (kind === "tool_call" || kind === "sampling") this.#counts[COUNTED[kind]] += 1;
    return described;
  }

  observe({ server, tool, value, labels = [] }: IncomingMessage): void {
    for (const label of [...labels, ...this.#labelsOf(server, tool)]) this.#labels.add(label);
    const source = this.#sources.enter(server);
    const number = source.number(tool);
    const keep = (high: number, low: number) => {
      if (!this.#named.has(high, low)) this.#sources.add(source, high, low, number);
    };
    visitResult(value, this.#digests, keep, (high, low, length) => {
      this.#lengths.add(length);
      keep(high, low);
    });
  }

  size(): LedgerSize {
    return { bytes: OWN_BYTES + this.#sources.bytes + this.#named.bytes, bound: this.#bound };
  }
}

/** Makes the ledger of one conversation. Whoever embeds it makes one for each; it needs no session of the protocol. */
export function createLedger(options: CreateLedgerOptions = {}): Ledger {
  return new ConversationLedger(options);
}
