// Reads the member names of a JSON text as they stand, before any parser chooses between two of one name.
import { createScanner, type JSONScanner } from "jsonc-parser";
import { joinPointer } from "../../pointer.ts";
import { foldName } from "./fold_name.ts";
import { isProtocolVariant } from "./protocol_names.ts";

/** jsonc-parser's token kinds; its enum is declared `const`, which this compiler mode cannot read. */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const COMMA = 5;
const STRING = 10;
const END = 17;

/** Attacker-controlled: one is as telling as many. */
const MAX_LISTED = 64;
const MAX_POINTER_LENGTH = 256;

interface Level {
  /** Names so far, and the first spelling of each; absent in an array. */
  readonly names?: Set<string>;
  readonly folded?: Map<string, string>;
  part: string | number;
}

export interface ScannedNames {
  readonly duplicates: string[];
  readonly variants: string[];
  readonly depth: number;
  /** Where each element of an outermost array begins and ends. */
  readonly elements: (readonly [number, number])[];
}

function pointerTo(levels: readonly Level[]): string {
  let pointer = "";
  for (const { part } of levels) {
    if (pointer.length > MAX_POINTER_LENGTH) break;
    pointer = joinPointer(pointer, typeof part === "string" ? part.slice(0, MAX_POINTER_LENGTH) : part);
  }
  return pointer.slice(0, MAX_POINTER_LENGTH).toWellFormed();
}

class NameScan {
  readonly duplicates: string[] = [];
  readonly variants: string[] = [];
  readonly elements: (readonly [number, number])[] = [];
  readonly #scanner: JSONScanner;
  readonly #levels: Level[] = [];
  #element: number | undefined;
  #end = 0;
  depth = 0;

  constructor(text: string) {
    this.#scanner = createScanner(text, true);
  }

  #list(list: string[]): void {
    if (list.length < MAX_LISTED) list.push(pointerTo(this.#levels));
  }

  #addName(level: Level, name: string): void {
    const { names, folded } = level;
    if (names === undefined || folded === undefined) return;
    level.part = name;
    if (names.has(name)) {
      this.#list(this.duplicates);
      return;
    }
    names.add(name);
    const fold = foldName(name);
    const sibling = folded.get(fold);
    if (sibling === undefined) folded.set(fold, name);
    const parts = this.#levels.slice(0, -1).map(({ part }) => part);
    if (sibling !== undefined || isProtocolVariant(parts, name, fold)) this.#list(this.variants);
  }

  #open(level: Level): void {
    this.#levels.push(level);
    this.depth = Math.max(this.depth, this.#levels.length);
  }

  #endElement(): void {
    if (this.#element !== undefined) this.elements.push([this.#element, this.#end]);
    this.#element = undefined;
  }

  #step(token: number, isName: boolean): void {
    const level = this.#levels.at(-1);
    if (this.#levels.length === 1 && level?.names === undefined && level !== undefined) {
      if (token === COMMA || token === CLOSE_BRACKET) this.#endElement();
      else this.#element ??= this.#scanner.getTokenOffset();
    }
    if (token === OPEN_BRACE) this.#open({ names: new Set(), folded: new Map(), part: "" });
    else if (token === OPEN_BRACKET) this.#open({ part: 0 });
    else if (token === CLOSE_BRACE || token === CLOSE_BRACKET) this.#levels.pop();
    else if (token === COMMA && typeof level?.part === "number") level.part += 1;
    else if (token === STRING && isName && level !== undefined) this.#addName(level, this.#scanner.getTokenValue());
  }

  run(): void {
    let previous = END;
    for (let token = this.#scanner.scan(); token !== (END as number); token = this.#scanner.scan()) {
      this.#step(token, previous === OPEN_BRACE || previous === COMMA);
      this.#end = this.#scanner.getPosition();
      previous = token;
    }
  }
}

/** Scans a text that JSON.parse has taken: without recursion, in one pass. */
export function scanNames(text: string): ScannedNames {
  const scan = new NameScan(text);
  scan.run();
  const { duplicates, variants, depth, elements } = scan;
  return { duplicates, variants, depth, elements };
}
