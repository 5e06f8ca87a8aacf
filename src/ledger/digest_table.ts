// Keeps digests, each with a small number, in bounded memory: when it is full, the older half is dropped.

const FIRST_SLOTS = 256;
const BYTES_PER_SLOT = 10;

/** Open addressing with linear probing. A slot with two zeros is empty. */
class Generation {
  #keys = new Uint32Array(2 * FIRST_SLOTS);
  #values = new Uint16Array(FIRST_SLOTS);
  count = 0;

  get bytes(): number {
    return this.#values.length * BYTES_PER_SLOT;
  }

  /** The slot that holds the digest, or the empty one where it belongs. */
  #find(high: number, low: number): number {
    const keys = this.#keys;
    const mask = this.#values.length - 1;
    let slot = high & mask;
    while (true) {
      const foundHigh = keys[2 * slot] as number;
      const foundLow = keys[2 * slot + 1] as number;
      if ((foundHigh === high && foundLow === low) || (foundHigh === 0 && foundLow === 0)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  get(high: number, low: number): number | undefined {
    const slot = this.#find(high, low);
    return this.#keys[2 * slot] === 0 && this.#keys[2 * slot + 1] === 0 ? undefined : this.#values[slot];
  }

  add(high: number, low: number, value: number): void {
    if (2 * (this.count + 1) > this.#values.length) this.#grow();
    this.#put(high, low, value);
    this.count += 1;
  }

  #put(high: number, low: number, value: number): void {
    const slot = this.#find(high, low);
    this.#keys[2 * slot] = high;
    this.#keys[2 * slot + 1] = low;
    this.#values[slot] = value;
  }

  each(visit: (high: number, low: number, value: number) => void): void {
    const keys = this.#keys;
    for (const [slot, value] of this.#values.entries()) {
      const high = keys[2 * slot] as number;
      const low = keys[2 * slot + 1] as number;
      if (high !== 0 || low !== 0) visit(high, low, value);
    }
  }

  #grow(): void {
    const grown = new Generation();
    grown.#keys = new Uint32Array(2 * this.#keys.length);
    grown.#values = new Uint16Array(2 * this.#values.length);
    this.each((high, low, value) => grown.#put(high, low, value));
    this.#keys = grown.#keys;
    this.#values = grown.#values;
  }
}

export class DigestTable {
  readonly #half: number;
  #young = new Generation();
  #old = new Generation();

  /** @param capacity at least half of so many of the newest digests are kept, and never more */
  constructor(capacity: number) {
    this.#half = Math.max(1, Math.floor(capacity / 2));
  }

  /** Bytes that a table of this capacity takes at most. */
  static bound(capacity: number): number {
    const half = Math.max(1, Math.floor(capacity / 2));
    return 2 * BYTES_PER_SLOT * Math.max(FIRST_SLOTS, 2 ** Math.ceil(Math.log2(2 * half)));
  }

  get bytes(): number {
    return this.#young.bytes + this.#old.bytes;
  }

  get(high: number, low: number): number | undefined {
    return this.#young.get(high, low || 1) ?? this.#old.get(high, low || 1);
  }

  get count(): number {
    return this.#young.count + this.#old.count;
  }

  each(visit: (high: number, low: number) => void): void {
    this.#old.each(visit);
    this.#young.each(visit);
  }

  /** What is known keeps its value and counts as new again. */
  add(high: number, low: number, value: number): void {
    const stored = low || 1;
    if (this.#young.get(high, stored) !== undefined) return;
    if (this.#young.count >= this.#half) {
      this.#old = this.#young;
      this.#young = new Generation();
    }
    this.#young.add(high, stored, this.#old.get(high, stored) ?? value);
  }
}
