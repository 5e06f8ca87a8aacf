// Says fast of most digests that no table holds them.
import type { DigestTable } from "./digest_table.ts";

const FIRST_BITS = 8 * 1024;
/** Room for one digest: one in eight that is held nowhere passes at worst, one in sixteen after a rebuild. */
const BITS_PER_DIGEST = 8;

/** One bit for each digest. What tables dropped goes when it is built anew, after twice as many were added. */
export class DigestFilter {
  #bits = new Uint8Array(FIRST_BITS / 8);
  #added = 0;

  get bytes(): number {
    return this.#bits.length;
  }

  /** Bytes it takes at most while tables hold no more digests than that. */
  static bound(digests: number): number {
    return Math.max(FIRST_BITS, 2 ** Math.ceil(Math.log2(2 * BITS_PER_DIGEST * Math.max(1, digests)))) / 8;
  }

  passes(low: number): boolean {
    const bits = this.#bits;
    const place = (low & (8 * bits.length - 1)) >>> 0;
    return ((bits[place >>> 3] as number) & (1 << (place & 7))) !== 0;
  }

  add(low: number, tables: () => readonly DigestTable[]): void {
    if (this.#added * BITS_PER_DIGEST >= 8 * this.#bits.length) this.#rebuild(tables());
    this.#set(low);
    this.#added += 1;
  }

  #set(low: number): void {
    const place = (low & (8 * this.#bits.length - 1)) >>> 0;
    this.#bits[place >>> 3] = (this.#bits[place >>> 3] as number) | (1 << (place & 7));
  }

  #rebuild(tables: readonly DigestTable[]): void {
    const held = tables.reduce((sum, { count }) => sum + count, 0);
    this.#bits = new Uint8Array(DigestFilter.bound(held));
    this.#added = 0;
    for (const table of tables)
      table.each((_, low) => {
        this.#set(low);
        this.#added += 1;
      });
  }
}
