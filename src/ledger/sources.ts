// Keeps, per server, the digests of what it gave and the names of its tools.
import { DigestFilter } from "./digest_filter.ts";
import { DigestTable } from "./digest_table.ts";

/** Attacker-controlled: a server may answer under ever new names. What comes after shares an entry without a name. */
const MAX_TOOLS = 256;
const MAX_TOOL_NAME_LENGTH = 256;

/** Of a server without a name nobody knows which it is: it is no server's own. */
export const UNKNOWN_SERVER = "";

export interface Origin {
  readonly server: string;
  readonly tool?: string;
}

/** INVARIANT: one server's results never displace another's, or a hostile server could make the ledger forget. */
export class Source {
  readonly server: string;
  readonly table: DigestTable;
  /** The first is no tool: resources, prompts, and what came after too many tools. */
  readonly #tools: string[] = [""];
  readonly #numbers = new Map<string, number>([["", 0]]);

  constructor(server: string, capacity: number) {
    this.server = server;
    this.table = new DigestTable(capacity);
  }

  number(tool: string | undefined): number {
    if (tool === undefined || tool.length > MAX_TOOL_NAME_LENGTH) return 0;
    const known = this.#numbers.get(tool);
    if (known !== undefined) return known;
    if (this.#tools.length >= MAX_TOOLS) return 0;
    this.#numbers.set(tool, this.#tools.length);
    return this.#tools.push(tool) - 1;
  }

  origin(number: number): Origin {
    const tool = this.#tools[number];
    return tool === undefined || tool === "" ? { server: this.server } : { server: this.server, tool };
  }

  /** At most: of each character of a name two bytes, and as much again for the list and the map. */
  static bound(capacity: number): number {
    return DigestTable.bound(capacity) + MAX_TOOLS * (2 * MAX_TOOL_NAME_LENGTH + 128);
  }
}

export class Sources {
  readonly #byName = new Map<string, Source>();
  readonly #filter = new DigestFilter();
  readonly #most: number;
  readonly #capacity: number;

  constructor(most: number, capacity: number) {
    this.#most = most;
    this.#capacity = capacity;
  }

  get(server: string): Source | undefined {
    return this.#byName.get(server);
  }

  /** What comes after too many servers is kept together, and nobody's own. */
  enter(server: string): Source {
    const known = this.#byName.get(server);
    if (known !== undefined) return known;
    const isLast = this.#byName.size + 1 >= this.#most;
    const name = isLast ? UNKNOWN_SERVER : server;
    const source = this.#byName.get(name) ?? new Source(name, this.#capacity);
    this.#byName.set(name, source);
    return source;
  }

  add(source: Source, high: number, low: number, number: number): void {
    source.table.add(high, low, number);
    this.#filter.add(low || 1, () => this.all.map(({ table }) => table));
  }

  get all(): readonly Source[] {
    return [...this.#byName.values()];
  }

  /** False: no server gave it. True: perhaps one did. */
  mayHold(low: number): boolean {
    return this.#filter.passes(low || 1);
  }

  /** Bytes the digests take now. */
  get bytes(): number {
    return this.all.reduce((sum, { table }) => sum + table.bytes, this.#filter.bytes);
  }

  static bound(most: number, capacity: number): number {
    return most * Source.bound(capacity) + DigestFilter.bound(most * capacity);
  }
}
