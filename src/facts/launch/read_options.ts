// Splits the words after a program into its options and the rest, given which options take a value.
import type { Word } from "./step.ts";

export interface OptionTable {
  readonly values: ReadonlySet<string>;
  readonly switches: ReadonlySet<string>;
  /** `-it` is `-i -t`, and `-eX` is `-e X`. */
  readonly clusters?: boolean;
  /** `-package` and `--package` are one option, spelt without dashes in the table. */
  readonly bare?: boolean;
  /** What follows one of these belongs to the program, not to the options. */
  readonly stops?: ReadonlySet<string>;
  /** Options are read behind the first plain word too, up to `--`. */
  readonly interleaved?: boolean;
  /** A clear beginning of a long option is that option: `--sp` is `--split-string`. */
  readonly abbreviations?: boolean;
  /** `--experimental_loader` is `--experimental-loader`. */
  readonly underscores?: boolean;
}

export interface OptionUse {
  readonly name: string;
  readonly value?: string;
  /** Where the value stands, or the option when it has none. */
  readonly pointer: string;
}

export interface OptionReading {
  readonly options: readonly OptionUse[];
  readonly rest: readonly Word[];
  /** An option nobody knows stood where it could have taken the next word as its value. */
  readonly uncertain: boolean;
  /** The option that ended the reading, when one of `stops` did. */
  readonly stop?: OptionUse;
}

export function listNames(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((name) => name !== ""));
}

export function readOptions(words: readonly Word[], table: OptionTable, plainBefore = 1): OptionReading {
  const options: OptionUse[] = [];
  const plain: Word[] = [];
  let uncertain = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    if (word.text === "--") return { options, rest: [...plain, ...words.slice(index + 1)], uncertain };
    if (!word.text.startsWith("-") || word.text === "-") {
      if (!table.interleaved) return { options, rest: words.slice(index), uncertain };
      plain.push(word);
      continue;
    }
    const read = readOption(word, words[index + 1], table);
    for (const use of read.uses) options.push(use);
    if (read.tookNext) index += 1;
    const stop = read.uses.find((use) => table.stops?.has(use.name));
    if (stop !== undefined) return { options, rest: words.slice(index + 1), uncertain, stop };
    if (read.unknown && plain.length < plainBefore && (word.text.includes("=") || isPlain(words[index + 1])))
      uncertain = true;
  }
  return { options, rest: plain, uncertain };
}

interface OneOption {
  readonly uses: readonly OptionUse[];
  readonly tookNext: boolean;
  readonly unknown: boolean;
}

function readOption(word: Word, next: Word | undefined, table: OptionTable): OneOption {
  const equals = word.text.indexOf("=");
  const written = equals < 0 ? word.text : word.text.slice(0, equals);
  const name = nameOption(written, table);
  if (equals >= 0 && (table.values.has(name) || !isCluster(word.text, table))) {
    const use = { name, value: word.text.slice(equals + 1), pointer: word.pointer };
    const known = table.values.has(name) || table.switches.has(name) || REGISTRY_OF_SCOPE.test(name);
    return { uses: [use], tookNext: false, unknown: !known };
  }
  if (table.values.has(name)) return takeNext(name, word, next);
  if (table.switches.has(name)) return alone(name, word, false);
  if (isCluster(word.text, table)) return readCluster(word, next, table);
  return alone(name, word, true);
}

const REGISTRY_OF_SCOPE = /^(?:@[^:]+:registry|\/\/[^:]*:_\w+)$/;

function nameOption(written: string, table: OptionTable): string {
  const dashed = table.underscores && written.startsWith("--") ? written.replaceAll("_", "-") : written;
  const name = table.bare ? dashed.replace(/^-+/, "") : dashed;
  if (!table.abbreviations || name.length > 40 || table.values.has(name) || table.switches.has(name)) return name;
  if (table.bare ? name.length < 2 || !written.startsWith("--") : !/^--./.test(name)) return name;
  const found = [...table.values, ...table.switches].filter((known) => known.startsWith(name));
  return found.length === 1 ? (found[0] ?? name) : name;
}

function isCluster(text: string, table: OptionTable): boolean {
  return table.clusters === true && /^-[^-]/.test(text);
}

const LONGEST_CLUSTER = 64;

function readCluster(word: Word, next: Word | undefined, table: OptionTable): OneOption {
  const uses: OptionUse[] = [];
  for (let at = 1; at < word.text.length; at += 1) {
    // Attacker-controlled: nobody writes this many letters behind one dash.
    if (at > LONGEST_CLUSTER) return { uses, tookNext: false, unknown: true };
    const name = `-${word.text[at]}`;
    const tail = word.text.slice(at + 1);
    if (table.values.has(name)) {
      if (tail === "") {
        const last = takeNext(name, word, next);
        return { ...last, uses: [...uses, ...last.uses] };
      }
      uses.push({ name, value: tail.replace(/^=/, ""), pointer: word.pointer });
      return { uses, tookNext: false, unknown: false };
    }
    uses.push({ name, pointer: word.pointer });
    if (!table.switches.has(name)) return { uses, tookNext: false, unknown: true };
  }
  return { uses, tookNext: false, unknown: false };
}

function takeNext(name: string, word: Word, next: Word | undefined): OneOption {
  if (next === undefined) return alone(name, word, false);
  return { uses: [{ name, value: next.text, pointer: next.pointer }], tookNext: true, unknown: false };
}

function alone(name: string, word: Word, unknown: boolean): OneOption {
  return { uses: [{ name, pointer: word.pointer }], tookNext: false, unknown };
}

function isPlain(word: Word | undefined): boolean {
  return word !== undefined && !word.text.startsWith("-");
}

export function listOptions(reading: OptionReading, ...names: readonly string[]): OptionUse[] {
  return reading.options.filter((use) => names.includes(use.name));
}

export function findOption(reading: OptionReading, ...names: readonly string[]): OptionUse | undefined {
  return reading.options.findLast((use) => names.includes(use.name));
}
