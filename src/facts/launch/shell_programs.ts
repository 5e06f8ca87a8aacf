// Lists the base names of the programs that POSIX shell text runs, substitutions and nested shells included.
import { parse } from "shell-quote";
import { prefixPrograms, readPrefix } from "./prefixes.ts";
import { nameProgram } from "./program_name.ts";
import { listNames, readOptions } from "./read_options.ts";
import { scanShellText } from "./shell_scan.ts";
import type { Word } from "./step.ts";

const DEEPEST = 4;
const MOST = 64;
const MOST_TEXTS = 24;
const SHELLS = /^(?:ba|z|da|k|a|c|tc|fi)?sh$/;
const REDIRECTIONS = new Set([">", ">>", "<", ">&", "<&", "&>", "&>>", "<<<", "<<", "<<-", ">|", "<>"]);
const ENV = { values: listNames("-u --unset -C --chdir"), switches: listNames("-i -0 -v"), clusters: true };
const KEYWORDS = new Set(
  "if then elif else fi while until do done { } ! time exec command builtin begin end and or not esac coproc".split(
    " ",
  ),
);

/** The words of each command in the text itself, as well as can be told: substitutions are blanks. */
export function splitShellCommands(text: string): string[][] {
  const scan = scanShellText(text);
  return splitCommands(scan.flat, scan.complete).filter((words) => words.length > 0);
}

interface Search {
  readonly found: Set<string>;
  /** Attacker-controlled: nested substitutions multiply, so the texts that are read are counted. */
  textsLeft: number;
}

export function listShellPrograms(text: string): string[] {
  const search: Search = { found: new Set(), textsLeft: MOST_TEXTS };
  collect(text, search, 0);
  // When the count ran out, what was not read still gives up its names, roughly.
  if (search.textsLeft <= 0) {
    for (const command of splitRoughly(text)) collectCommand(command, search, DEEPEST);
  }
  return [...search.found];
}

function collect(text: string, search: Search, depth: number): void {
  if (depth > DEEPEST || search.textsLeft <= 0 || search.found.size >= MOST) return;
  search.textsLeft -= 1;
  const scan = scanShellText(text);
  for (const command of splitCommands(scan.flat, scan.complete)) collectCommand(command, search, depth);
  for (const inner of scan.substitutions) collect(inner, search, depth + 1);
}

function splitCommands(text: string, complete: boolean): string[][] {
  if (!complete) return splitRoughly(text);
  try {
    return splitEntries(text);
  } catch {
    return splitRoughly(text);
  }
}

function splitEntries(text: string): string[][] {
  const commands: string[][] = [[]];
  let isTarget = false;
  for (const entry of parse(text, (name) => `$${name}`)) {
    if (typeof entry === "string" || ("op" in entry && entry.op === "glob")) {
      const word = typeof entry === "string" ? entry : "pattern" in entry ? entry.pattern : "";
      if (!isTarget) commands.at(-1)?.push(word);
      isTarget = false;
    } else if ("op" in entry) {
      isTarget = REDIRECTIONS.has(entry.op);
      if (!isTarget) commands.push([]);
    }
  }
  return commands;
}

/** For text the parser cannot read: too many names are better than a missing one. */
function splitRoughly(text: string): string[][] {
  return text.split(/[|&;(){}<>`\n]+/).map((part) => part.split(/[\s'"]+/).filter((word) => word !== ""));
}

function collectCommand(command: readonly string[], search: Search, depth: number): void {
  let words = command.map((text) => ({ text, pointer: "" }));
  for (let turn = 0; turn < 16; turn += 1) {
    while (words[0] !== undefined && isSkipped(words[0].text)) words = words.slice(1);
    const first = words[0];
    if (first === undefined || search.found.size >= MOST) return;
    const name = nameProgram(first.text);
    if (name !== "") search.found.add(name);
    const rest = words.slice(1);
    if (SHELLS.test(name)) collectShell(rest, search, depth);
    if (name === "eval") collect(rest.map((word) => word.text).join(" "), search, depth + 1);
    const next = nextOf(name, rest);
    if (next === undefined) return;
    words = [...next];
  }
}

function nextOf(name: string, rest: readonly Word[]): readonly Word[] | undefined {
  if (name === "env") return readOptions(rest, ENV).rest;
  return prefixPrograms.has(name) ? readPrefix(name, rest).next : undefined;
}

function collectShell(rest: readonly { text: string }[], search: Search, depth: number): void {
  const flag = rest.findIndex((word) => /^-[a-z]*c[a-z]*$/i.test(word.text));
  const text = flag < 0 ? undefined : rest.slice(flag + 1).find((word) => !word.text.startsWith("-"));
  if (text !== undefined) collect(text.text, search, depth + 1);
}

function isSkipped(text: string): boolean {
  return KEYWORDS.has(text) || /^[A-Za-z_]\w*\+?=/.test(text) || text === "$" || text === "";
}
