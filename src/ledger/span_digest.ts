// Turns every stretch of a fixed number of symbols into a digest under the conversation's key.
//
// A polynomial over keyed random numbers, rolled from one place to the next, in 64 bits. Without the key nobody can aim at
// a collision, or tell from a digest what was said. An HMAC of each stretch instead takes a hundred times as long
// (bench/ledger.ts), and arguments have to be read at every place.
import { hkdfSync } from "node:crypto";

const TABLE = 256;
const KEY_WORDS = 4 * TABLE + 4;

export type Visit = (high: number, low: number, place: number) => void;

function power(base: number, exponent: number): number {
  let result = 1;
  for (let count = 0; count < exponent; count += 1) result = Math.imul(result, base);
  return result;
}

/** Spreads what is left of the polynomial's regularity over all bits. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

export class SpanDigests {
  /** Two random numbers for each half of a symbol, for each half of the digest. */
  readonly #words: Uint32Array;
  readonly #highBase: number;
  readonly #lowBase: number;
  readonly #salts: readonly [number, number];

  constructor(key: Uint8Array) {
    this.#words = new Uint32Array(hkdfSync("sha256", key, "", "mcp-trust ledger spans", 4 * KEY_WORDS));
    const [high = 0, low = 0, one = 0, other = 0] = this.#words.subarray(4 * TABLE);
    // Powers of a number that is 5 modulo 8 are as many different ones as there can be.
    this.#highBase = (high & ~7) | 5;
    this.#lowBase = (low & ~7) | 5;
    this.#salts = [one, other];
  }

  /** Visits the stretches of this length that begin at `start`, `start + step` and so on and lie before `end`. */
  visit(codes: Uint16Array, start: number, end: number, length: number, step: number, visit: Visit): void {
    const words = this.#words;
    const highBase = this.#highBase;
    const lowBase = this.#lowBase;
    const highOut = power(highBase, length);
    const lowOut = power(lowBase, length);
    // The same symbols are something else at another length.
    const highSalt = this.#salts[0] + Math.imul(length, 0x9e3779b1);
    const lowSalt = this.#salts[1] + Math.imul(length, 0x85ebca77);
    let high = 0;
    let low = 0;
    let next = start + length;
    for (let place = start; place < end; place += 1) {
      const code = codes[place] as number;
      const first = code & 255;
      const second = TABLE + (code >>> 8);
      high = (Math.imul(high, highBase) + ((words[first] as number) ^ (words[second] as number))) | 0;
      low =
        (Math.imul(low, lowBase) + ((words[2 * TABLE + first] as number) ^ (words[2 * TABLE + second] as number))) | 0;
      const left = place - length;
      if (left >= start) {
        const old = codes[left] as number;
        const oldFirst = old & 255;
        const oldSecond = TABLE + (old >>> 8);
        high = (high - Math.imul((words[oldFirst] as number) ^ (words[oldSecond] as number), highOut)) | 0;
        low =
          (low -
            Math.imul((words[2 * TABLE + oldFirst] as number) ^ (words[2 * TABLE + oldSecond] as number), lowOut)) |
          0;
      }
      if (place + 1 === next) {
        next += step;
        visit(mix(high ^ highSalt), mix(low ^ lowSalt), place + 1 - length);
      }
    }
  }
}
