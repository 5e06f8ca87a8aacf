// Turns TOML text into what must be known before it may be parsed: how deep, how long and how full it is.
import { maximumTokens } from "./refusal.ts";
import { maximumDepth } from "./scan_structure.ts";

/** The parser hands each character of a string to one call, which fails when there are too many. */
export const maximumString = 65_536;

export type TomlExcess = "depth" | "string" | "tokens";

/** Behind the string that begins at `start`, or the end of the text when nothing closes it. */
function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  const triple = text.startsWith(quote.repeat(3), start);
  const stops = quote === '"' ? /["\\\r\n]/g : /['\r\n]/g;
  stops.lastIndex = start + (triple ? 3 : 1);
  for (let stop = stops.exec(text); stop; stop = stops.exec(text)) {
    if (stop[0] === "\\") stops.lastIndex += 1;
    else if (stop[0] !== quote) {
      if (!triple) return stop.index;
    } else if (!triple) return stop.index + 1;
    else if (text.startsWith(quote.repeat(3), stop.index)) {
      // Up to two quotes may stand in front of the three that close.
      let end = stop.index + 3;
      while (end < stop.index + 5 && text.charAt(end) === quote) end += 1;
      return end;
    }
  }
  return text.length;
}

/** Levels of the brackets that are open and of the dotted keys in front of them. */
class Depth {
  readonly #open: number[] = [];
  #dots = 0;
  total = 0;

  add(token: string): void {
    if (token === ".") this.#change(1);
    else if (token === "[" || token === "{") {
      this.#open.push(this.#dots);
      this.total += 1;
      this.#dots = 0;
    } else if (token === "]" || token === "}") {
      this.#change(-this.#dots);
      const dots = this.#open.pop();
      if (dots === undefined) return;
      this.#dots = dots;
      this.total -= 1;
    } else if (token === "," || (token === "\n" && this.#open.length === 0)) this.#change(-this.#dots);
  }

  #change(by: number): void {
    this.#dots += by;
    this.total += by;
  }
}

/**
 * The first thing that forbids parsing.
 * Attacker-controlled: the parser calls itself for each level, and its time and memory grow with every token, so both
 * are bounded here, without recursion. The parser stops at the first fault, so nothing behind one needs to be right.
 */
export function findTomlExcess(text: string): { offset: number; of: TomlExcess } | null {
  const depth = new Depth();
  let tokens = 0;
  const token = /[ \t]+|#[^\r\n]*|\r\n?|\n|["'[\]{},=.]|[^ \t#\r\n"'[\]{},=.]+/g;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const { index: offset } = found;
    const [first = ""] = found[0];
    if (first === " " || first === "\t") continue;
    if (first === "\r" || first === "\n") {
      depth.add("\n");
      continue;
    }
    tokens += 1;
    if (first === '"' || first === "'") token.lastIndex = endOfString(text, offset);
    else depth.add(first);
    if (first !== "#" && token.lastIndex - offset > maximumString) return { offset, of: "string" };
    if (depth.total > maximumDepth) return { offset, of: "depth" };
    if (tokens > maximumTokens) return { offset, of: "tokens" };
  }
  return null;
}
