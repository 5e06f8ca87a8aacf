// Reads the clauses of the trust model from a bundle: what each says, and to which section it belongs.
import type { Bundle } from "./load_bundle.ts";

export interface Clause {
  readonly section: string;
  readonly title: string;
  /** What MCP's security policy says, in a sentence or two. */
  readonly says: string;
}

export type Clauses = ReadonlyMap<string, Clause>;

/** A bundle without clauses still decides; its clauses are then named by their slug alone. */
export function readClauses({ data }: Pick<Bundle, "data">): Clauses {
  const tables = data.tables as { clauses?: Record<string, Clause> } | undefined;
  return new Map(Object.entries(tables?.clauses ?? {}));
}
