// Remembers which values a call named before any server gave them: the user's or the model's words come from no server.
import { DigestTable } from "./digest_table.ts";
import type { PlacedText } from "./list_texts.ts";
import { readSymbols } from "./normalize_text.ts";
import { SPAN_LENGTH, visitTokens } from "./read_result.ts";
import type { Sources } from "./sources.ts";
import type { SpanDigests } from "./span_digest.ts";

/** Paths, addresses, titles, queries. Who writes more than that writes a document, and may read it as another's. */
const MAX_LENGTH = 512;
const MAX_TEXTS = 256;

export class NamedValues {
  readonly #table: DigestTable;
  readonly #digests: SpanDigests;

  constructor(capacity: number, digests: SpanDigests) {
    this.#table = new DigestTable(capacity);
    this.#digests = digests;
  }

  get bytes(): number {
    return this.#table.bytes;
  }

  has(high: number, low: number): boolean {
    return this.#table.get(high, low) !== undefined;
  }

  /** INVARIANT: what some server gave is never taken for the user's, however often it is repeated. */
  note(texts: readonly PlacedText[], sources: Sources): void {
    const isNew = (high: number, low: number) =>
      !sources.mayHold(low) || sources.all.every(({ table }) => table.get(high, low) === undefined);
    const add = (high: number, low: number) => {
      if (isNew(high, low)) this.#table.add(high, low, 0);
    };
    const short = texts.filter(({ text }) => text.length <= MAX_LENGTH).slice(0, MAX_TEXTS);
    for (const { text } of short) {
      const { codes } = readSymbols([{ text, first: 0, last: 0 }], "dropped");
      this.#digests.visit(codes, 0, codes.length, SPAN_LENGTH, 1, add);
    }
    visitTokens(short, this.#digests, add);
  }
}
