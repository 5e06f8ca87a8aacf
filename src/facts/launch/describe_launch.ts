// Turns a configured command and its arguments into launch facts: what really runs, through what, from which package.
import type { Launch, LaunchScript, Package } from "../../generated/event.ts";
import { findHiddenShell } from "./hidden_shell.ts";
import { baseName, isPlaced, keepsExact, startsInterpreter } from "./package_exact.ts";
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
/** Attacker-controlled: no system starts a program whose path or argument is longer. */
const LONGEST_COMMAND = 32 * 1024;
const LONGEST_ARGUMENT = 128 * 1024;

interface Reading {
  readonly wrappers: string[];
  readonly env_keys: Set<string>;
  readonly preloads: LaunchScript[];
  elevated: boolean;
  unread: boolean;
  /** Something besides the package could be what runs. */
  inexact: boolean;
  facts: Pick<Step, "shell" | "script" | "inline_code" | "container">;
  pkg: Package | undefined;
}

function beginReading(): Reading {
  return {
    wrappers: [],
    env_keys: new Set(),
    preloads: [],
    elevated: false,
    unread: false,
    inexact: false,
    facts: {},
    pkg: undefined,
  };
}

export function describeLaunch({ command, args, pointerBase = "/server" }: DescribeLaunchOptions): DescribedLaunch {
  const reading = beginReading();
  reading.unread = command.length > LONGEST_COMMAND || args.some((text) => text.length > LONGEST_ARGUMENT);
  const start = { text: command.slice(0, LONGEST_COMMAND), pointer: `${pointerBase}/command` };
  const rest = args.map((text, index) => ({
    text: text.slice(0, LONGEST_ARGUMENT),
    pointer: `${pointerBase}/args/${index}`,
  }));
  const words = splitCommand(start, reading);
  if (words.length === 0) return finish(reading.facts.shell?.programs[0] ?? "sh", reading);
  return finish(unwrap([...words, ...rest], reading, 0), reading);
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

/** A blank in a folder name: `C:\Program Files\nodejs\npx.cmd`. */
function isFileWithBlank(text: string): boolean {
  if (!/^(?:[a-z]:[\\/]|[\\/]|\.{1,2}[\\/]|~[\\/])/i.test(text) || /\s[-/~.]/.test(text)) return false;
  const base = Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1;
  if (base === text.length || /\s/.test(text.slice(base))) return false;
  const blank = text.slice(0, base).search(/\s/);
  return blank >= 0 && !/[|&;<>$`]/.test(text.slice(blank));
}

function unwrap(words: readonly Word[], reading: Reading, above: number): string {
  let current = words;
  for (let depth = above; ; depth += 1) {
    const text = current[0]?.text ?? "";
    const program = nameProgram(text);
    const rest = current.slice(1);
    const step = keepPath(text, addHiddenShell(program, rest, findReader(program)?.(program, rest) ?? {}));
    collect(step, reading);
    if (step.inside !== undefined) readInside(step.inside, reading, depth);
    if (step.next === undefined || step.next.length === 0) return text;
    if (depth >= MOST_WRAPPERS) {
      reading.unread = true;
      return text;
    }
    reading.wrappers.push(program);
    // Attacker-controlled: what it is called says nothing about what lies at its path, which runs first.
    if (isPlaced(text)) reading.preloads.push({ path: text, pointer: current[0]?.pointer ?? "" });
    if (reading.pkg !== undefined || !keepsExact(text, step)) reading.inexact = true;
    current = step.next;
  }
}

/**
 * Attacker-controlled: a file's author can put any program at a path and call it mcp-trust. That program is what is judged;
 * what it is told to start only adds facts.
 */
function keepPath(text: string, step: Step): Step {
  const { next, ...others } = step;
  if (next === undefined || nameProgram(text) !== "mcp-trust" || !/[\\/]/.test(text)) return step;
  return { ...others, inside: next };
}

/** Whoever reads nothing of its arguments may still be handed a shell command in one of them. */
function addHiddenShell(program: string, rest: readonly Word[], step: Step): Step {
  const { next, inside, shell, script, inline_code, container } = step;
  if (next ?? inside ?? step.package ?? shell ?? script ?? inline_code ?? container) return step;
  return { ...step, ...findHiddenShell(program, rest) };
}

/** The fetched package stays what runs; what it is told to run adds facts, and may only weaken the pin. */
function readInside(words: readonly Word[], reading: Reading, depth: number): void {
  if (words.length === 0) return;
  if (depth > MOST_WRAPPERS) {
    reading.unread = true;
    return;
  }
  const inner = beginReading();
  const program = nameProgram(words[0]?.text ?? "");
  if (startsInterpreter(words) || findReader(program) !== undefined) reading.inexact = true;
  const rest = words.slice(1);
  const step = addHiddenShell(program, rest, findReader(program)?.(program, rest) ?? {});
  collect(step, inner);
  if (step.next !== undefined && step.next.length > 0) unwrap(step.next, inner, depth + 1);
  reading.facts = { ...inner.facts, ...reading.facts };
  for (const name of inner.env_keys) reading.env_keys.add(name);
  for (const preload of inner.preloads) reading.preloads.push(preload);
  reading.elevated ||= inner.elevated;
  reading.unread ||= inner.unread && depth >= MOST_WRAPPERS;
  if (reading.pkg !== undefined && inner.pkg?.pinned === false) reading.pkg = { ...reading.pkg, pinned: false };
}

function collect(step: Step, reading: Reading): void {
  reading.elevated ||= step.elevated ?? false;
  reading.unread ||= step.unread ?? false;
  for (const name of step.env_keys ?? []) reading.env_keys.add(name);
  for (const preload of step.preloads ?? []) reading.preloads.push(preload);
  if (step.package !== undefined) {
    const pinned = step.package.pinned && reading.pkg?.pinned !== false;
    if (reading.pkg !== undefined) reading.inexact = true;
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
  const names = [...reading.env_keys];
  const launch: Launch = {
    program: nameProgram(last),
    ...(reading.unread ? { location: "unknown" } : place),
    wrappers: reading.wrappers,
    elevated: reading.elevated,
    ...(names.length === 0 ? {} : { env_keys: names }),
    ...reading.facts,
    ...(reading.preloads.length === 0 ? {} : { preloads: reading.preloads }),
  };
  if (reading.pkg === undefined) return { launch };
  const { inline_code, shell } = reading.facts;
  const exact =
    reading.pkg.exact === true &&
    !reading.inexact &&
    !startsInterpreter([{ text: baseName(reading.pkg.name), pointer: "" }]) &&
    !reading.unread &&
    launch.location === "search_path" &&
    reading.preloads.length === 0 &&
    inline_code === undefined &&
    shell?.simple !== false;
  return { launch, package: { ...reading.pkg, exact, pinned: reading.pkg.pinned && !reading.unread } };
}
