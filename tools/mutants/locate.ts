// Turns the places that OPA gives for parts of a module into places in its text.
import type { RegoModule } from "../../src/compile/types.ts";

interface Location {
  readonly row: number;
  readonly col: number;
  /** The text at this place, in base64. */
  readonly text: string;
}

export interface Located {
  readonly location?: Location;
}

/** A part of a module's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Place extends Span {
  readonly text: string;
}

export type Locate = (node: Located) => Place;

/** OPA counts lines and characters from 1; what it says must be the text, else the mutants would not be what they claim. */
export function createLocate({ path, text }: RegoModule): Locate {
  const lines = text.split("\n");
  return ({ location }) => {
    if (location === undefined) throw new Error(`${path}: OPA gave no location`);
    const { row, col } = location;
    const before = lines.slice(0, row - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const start = before + [...(lines[row - 1] ?? "")].slice(0, col - 1).join("").length;
    const found = Buffer.from(location.text, "base64").toString("utf8");
    if (!text.startsWith(found, start))
      throw new Error(`${path}:${row}:${col}: OPA's location is not that of the text`);
    return { start, end: start + found.length, text: found };
  };
}
