// Turns a configured command and its arguments into launch facts: what really runs, through what, from which package.
import type { Launch, Package } from "../../generated/event.ts";
import { locateProgram, nameProgram } from "./program_name.ts";
import { findReader } from "./readers.ts";
import { readShellText } from "./shell_text.ts";
import type { Step, Word } from "./step.ts";

export interface DescribeLaunchOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Where `command` and `args` stand in the event. Default: `/server`. */
  readonly pointerBase?: string;
}

export interface DescribedLaunch {
  readonly launch: Launch;
  readonly package?: Package;
}

/** Attacker-controlled: wrappers may be stacked without end. What stands deeper than this is not read. */
const MOST_WRAPPERS = 16;

interface Reading {
  readonly wrappers: string[];
  readonly env_keys: string[];
  elevated: boolean;
  unread: boolean;
  facts: Pick<Step, "shell" | "script" | "inline_code" | "container">;
  pkg: Package | undefined;
}

export function describeLaunch({ command, args, pointerBase = "/server" }: DescribeLaunchOptions): DescribedLaunch {
  const reading: Reading = { wrappers: [], env_keys: [], elevated: false, unread: false, facts: {}, pkg: undefined };
  const start = { text: command, pointer: `${pointerBase}/command` };
  const rest = args.map((text, index) => ({ text, pointer: `${pointerBase}/args/${index}` }));
  const words = splitCommand(start, reading);
  if (words.length === 0) return finish(reading.facts.shell?.programs[0] ?? "sh", reading);
  return finish(unwrap([...words, ...rest], reading), reading);
}

/** No words when it is more than one command. Some clients hand a command with blanks to a shell, others look for a file of that name: nobody knows which runs. */
function splitCommand(word: Word, reading: Reading): Word[] {
  if (!/\s/.test(word.text.trim()) || isFileWithBlank(word.text.trim())) return [word];
  reading.unread = true;
  const text = readShellText(word.text);
  if (text.simple) return text.words.map((piece) => ({ text: piece, pointer: word.pointer }));
  const { operators, programs } = text;
  reading.facts = {
    shell: { program: "sh", simple: false, operators: [...operators], programs: [...programs], pointer: word.pointer },
  };
  return [];
}

function isFileWithBlank(text: string): boolean {
  const isPath = /^(?:[a-z]:[\\/]|[\\/]|\.{1,2}[\\/]|~[\\/])/i.test(text);
  return isPath && /\s[^|&;<>$`]*[\\/][^\\/\s]+$/.test(text) && !/\s[-/~.]/.test(text);
}

function unwrap(words: readonly Word[], reading: Reading): string {
  let current = words;
  for (let depth = 0; ; depth += 1) {
    const text = current[0]?.text ?? "";
    const program = nameProgram(text);
    const step = findReader(program)?.(program, current.slice(1)) ?? {};
    collect(step, reading);
    if (step.inside !== undefined) readInside(step.inside, reading);
    if (step.next === undefined || step.next.length === 0) return text;
    if (depth >= MOST_WRAPPERS) {
      reading.unread = true;
      return text;
    }
    reading.wrappers.push(program);
    current = step.next;
  }
}

/** The fetched package stays what runs; what it is told to run adds facts, and may only weaken the pin. */
function readInside(words: readonly Word[], reading: Reading): void {
  if (words.length === 0) return;
  const inner: Reading = { wrappers: [], env_keys: [], elevated: false, unread: false, facts: {}, pkg: undefined };
  const program = nameProgram(words[0]?.text ?? "");
  const step = findReader(program)?.(program, words.slice(1)) ?? {};
  collect(step, inner);
  if (step.next !== undefined && step.next.length > 0) unwrap(step.next, inner);
  reading.facts = { ...inner.facts, ...reading.facts };
  reading.env_keys.push(...inner.env_keys);
  reading.elevated ||= inner.elevated;
  if (reading.pkg !== undefined && inner.pkg?.pinned === false) reading.pkg = { ...reading.pkg, pinned: false };
}

function collect(step: Step, reading: Reading): void {
  reading.elevated ||= step.elevated ?? false;
  reading.unread ||= step.unread ?? false;
  reading.env_keys.push(...(step.env_keys ?? []));
  if (step.package !== undefined) {
    const pinned = step.package.pinned && reading.pkg?.pinned !== false;
    reading.pkg = { ...step.package, pinned };
  }
  const { shell, script, inline_code, container } = step;
  reading.facts = {
    ...reading.facts,
    ...(shell === undefined ? {} : { shell }),
    ...(script === undefined ? {} : { script }),
    ...(inline_code === undefined ? {} : { inline_code }),
    ...(container === undefined ? {} : { container }),
  };
}

function finish(last: string, reading: Reading): DescribedLaunch {
  const place = locateProgram(last);
  const names = [...new Set(reading.env_keys)];
  const launch: Launch = {
    program: nameProgram(last),
    ...(reading.unread ? { location: "unknown" } : place),
    wrappers: reading.wrappers,
    elevated: reading.elevated,
    ...(names.length === 0 ? {} : { env_keys: names }),
    ...reading.facts,
  };
  if (reading.pkg === undefined) return { launch };
  return { launch, package: reading.unread ? { ...reading.pkg, pinned: false } : reading.pkg };
}
