// Keeps what was used lately, up to a number, and not for longer than it is of use.
interface BoundedMapOptions<V> {
  /** Entries; the least recently used make room. */
  readonly limit: number;
  /** Milliseconds without use after which an entry goes. */
  readonly idle: number;
  /** What somebody is still using does not go for being old. */
  readonly isBusy?: (value: V) => boolean;
  /** Told of each that is forgotten. */
  readonly onDrop?: (value: V) => void;
  readonly now?: () => number;
}

export class BoundedMap<V> {
  readonly #options: BoundedMapOptions<V>;
  /** In the order of their last use. */
  readonly #entries = new Map<string, { readonly value: V; readonly usedAt: number }>();

  constructor(options: BoundedMapOptions<V>) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  #now(): number {
    return this.#options.now?.() ?? performance.now();
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.set(key, entry.value);
    return entry.value;
  }

  set(key: string, value: V): void {
    const now = this.#now();
    const { limit, idle, isBusy } = this.#options;
    this.#entries.delete(key);
    this.#entries.set(key, { value, usedAt: now });
    for (const [old, entry] of this.#entries) {
      const isOver = this.#entries.size > limit;
      if (!isOver && now - entry.usedAt <= idle) return;
      if (isOver || isBusy?.(entry.value) !== true) this.delete(old);
      else this.#entries.set(old, { value: entry.value, usedAt: now });
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#options.onDrop?.(entry.value);
  }
}
