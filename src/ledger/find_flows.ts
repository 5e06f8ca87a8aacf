// Finds in what goes to a server what servers gave before, verbatim or encoded.
import type { Conversation } from "../generated/event.ts";
import { Decoder } from "./decode_text.ts";
import type { PlacedText } from "./list_texts.ts";
import { type Piece, readSymbols, type Symbols } from "./normalize_text.ts";
import { SPAN_LENGTH, toPieces } from "./read_result.ts";
import { type Origin, type Source, type Sources, UNKNOWN_SERVER } from "./sources.ts";
import type { SpanDigests } from "./span_digest.ts";

export type Flow = NonNullable<Conversation["flows"]>[number];
type Match = Flow["match"];

/** Encodings that are undone, one inside the other. */
const DEPTH = 2;
/** Attacker-controlled: every flow costs time in the policy. What is left out is said to be from anywhere. */
const MAX_FLOWS = 64;

/** What is looked for: the ledger's side. */
export interface Known {
  readonly sources: Sources;
  readonly digests: SpanDigests;
  /** Lengths of the values that are compared whole. */
  readonly lengths: ReadonlySet<number>;
}

interface Stretch {
  readonly length: number;
  readonly isToken: boolean;
}

export class FlowSearch {
  readonly #known: Known;
  readonly #own: Source | undefined;
  readonly #others: readonly Source[];
  readonly #flows = new Map<string, Flow>();
  readonly #decoder = new Decoder();
  #isFull = false;

  /** @param server where the texts would go */
  constructor(known: Known, server: string) {
    this.#known = known;
    this.#own = server === UNKNOWN_SERVER ? undefined : known.sources.get(server);
    this.#others = known.sources.all.filter((source) => source !== this.#own);
  }

  /** Looks for all that is known in these texts, as they are and decoded. Texts next to each other may hold one. */
  search(texts: readonly PlacedText[]): void {
    const pieces = toPieces(texts);
    this.#searchReading(pieces, texts, "verbatim");
    for (const reading of this.#decoder.list(pieces, DEPTH, true)) this.#searchReading(reading, texts, "encoded");
  }

  #searchReading(pieces: readonly Piece[], texts: readonly PlacedText[], match: Match): void {
    const dropped = readSymbols(pieces, "dropped");
    this.#searchSymbols(dropped, pieces, texts, match, { length: SPAN_LENGTH, isToken: false });
    if (this.#known.lengths.size === 0) return;
    const kept = readSymbols(pieces, "kept");
    for (const length of this.#known.lengths)
      this.#searchSymbols(kept, pieces, texts, match, { length, isToken: true });
  }

  #searchSymbols(
    { codes, ends }: Symbols,
    pieces: readonly Piece[],
    texts: readonly PlacedText[],
    match: Match,
    { length, isToken }: Stretch,
  ): void {
    let at = 0;
    let previous: { source: Source; number: number; from: number; to: number } | undefined;
    const visit = (rolled: number, low: number, place: number): void => {
      if (this.#isFull || !this.#known.sources.mayHold(low)) return;
      const high = isToken ? ~rolled >>> 0 : rolled;
      const given = this.#listSources(high, low);
      if (given.length === 0) return;
      while ((ends[at] ?? codes.length) <= place) at += 1;
      let last = at;
      while ((ends[last] ?? codes.length) < place + length) last += 1;
      const from = pieces[at]?.first ?? 0;
      const to = pieces[last]?.last ?? from;
      for (const [source, number] of given) {
        if (source === previous?.source && number === previous.number && from === previous.from && to === previous.to)
          continue;
        previous = { source, number, from, to };
        this.#add(source.origin(number), texts.slice(from, Math.min(to + 1, from + MAX_FLOWS + 1)), match);
      }
    };
    this.#known.digests.visit(codes, 0, codes.length, length, 1, visit);
  }

  /** INVARIANT: what a server gave itself is no news to it, whoever else gave it too. */
  #listSources(high: number, low: number): [Source, number][] {
    const own = this.#own?.table.get(high, low);
    if (this.#own !== undefined && own !== undefined) return [[this.#own, own]];
    const found: [Source, number][] = [];
    for (const source of this.#others) {
      const number = source.table.get(high, low);
      if (number !== undefined) found.push([source, number]);
    }
    return found;
  }

  /** Of several places together none is added when one of them alone holds it: the others only stand beside it. */
  #add(from: Origin, places: readonly PlacedText[], match: Match): void {
    const found = places.map(({ pointer }) => ({ pointer, key: JSON.stringify([from.server, from.tool, pointer]) }));
    if (match === "encoded" && found.some(({ key }) => this.#flows.has(key))) return;
    for (const { pointer, key } of found) {
      if (this.#flows.has(key)) continue;
      if (this.#flows.size >= MAX_FLOWS) this.#isFull = true;
      else this.#flows.set(key, { from, to: pointer, match });
    }
  }

  /**
   * @param place where the texts stand
   * @param unread where texts stand that were not read to their end: anything may be in them
   */
  result(place: string, unread: string | undefined): Flow[] {
    const flows = [...this.#flows.values()];
    if (unread === undefined && !this.#decoder.exhausted && !this.#isFull) return flows;
    return [...flows, { from: { server: UNKNOWN_SERVER }, to: unread ?? place, match: "encoded" }];
  }
}
