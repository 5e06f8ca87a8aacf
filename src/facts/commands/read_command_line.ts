// Turns a command line into its simple commands, and says whether that is all it can turn out to be.
import { parse } from "shell-quote";
import type { CommandFact } from "../../generated/event.ts";
import { posixShells } from "../launch/posix_shell.ts";
import { nameProgram } from "../launch/program_name.ts";
import { listShellPrograms, splitShellCommands } from "../launch/shell_programs.ts";
import { scanShellText } from "../launch/shell_scan.ts";
import { LONGEST_TEXT, SHELL_WORDS } from "../launch/shell_text.ts";

export type CommandLine = Pick<CommandFact, "parsed" | "operators" | "commands">;
type Command = CommandFact["commands"][number];

/** Attacker-controlled: every command becomes a part of the fact. */
const MAX_COMMANDS = 64;
const MAX_WORDS = 256;
const DEEPEST = 4;

// INVARIANT: an allow list, as for launches. A word that every shell reads alike, an operator, or the text is not read.
const TOKEN =
  /[ \t]+|(\d?>&\d|\d?>>|\d?>|<(?![<(&>])|&&|\|\||;|\||&|\r?\n)|((?:[\w@%+=:,./#-]|'[^'\n\r\0]*'|"[^"$`\\!\n\r\0]*")+)/y;

const SHELLS = new Set(posixShells);
/** They read command lines in a language of their own. */
const OTHER_SHELLS = new Set(["cmd", "powershell", "pwsh", "fish", "csh", "tcsh", "nu", "elvish", "xonsh"]);
/** They put a command together from what comes in. */
const BUILDERS = new Set(["xargs", "parallel", "eval", "source", "."]);

interface Reading {
  readonly operators: Set<string>;
  readonly commands: string[][];
  parsed: boolean;
}

function nameOf(operator: string): string {
  if (operator.includes("\n")) return ";";
  return operator.includes(">") ? operator.replace(/^\d/, "").replace(/\d$/, "") : operator;
}

function unquote(word: string): string {
  const entries = parse(word);
  return entries.length === 1 && typeof entries[0] === "string" ? entries[0] : word.replaceAll(/["']/g, "");
}

/** @returns undefined when the text holds anything but plain words and operators */
function readPlain(text: string): Reading | undefined {
  const reading: Reading = { operators: new Set(), commands: [[]], parsed: true };
  let isTarget = false;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [token, operator, word] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    if (word !== undefined) {
      // `#` in front begins a comment, `~` and others were not let in; `1>x` is an operator, `1 >x` a word and one.
      if (word.startsWith("#")) return undefined;
      if (!isTarget) reading.commands.at(-1)?.push(unquote(word));
      isTarget = false;
    } else if (operator !== undefined) {
      if (isTarget) return undefined;
      reading.operators.add(nameOf(operator));
      isTarget = /^\d?>{1,2}$|^<$/.test(operator);
      if (!/[<>]/.test(operator)) reading.commands.push([]);
    }
  }
  return isTarget ? undefined : reading;
}

function toCommand(words: readonly string[]): Command {
  return { program: nameProgram(words[0] ?? ""), words: words.slice(0, MAX_WORDS) };
}

/** A command that the shell itself gives another meaning, or that sets variables for what it starts. */
function isUndecided(words: readonly string[]): boolean {
  const [first = ""] = words;
  const program = nameProgram(first);
  return (
    first === "" ||
    SHELL_WORDS.has(first) ||
    /^[A-Za-z_]\w*\+?=/.test(first) ||
    OTHER_SHELLS.has(program) ||
    BUILDERS.has(program) ||
    words.length > MAX_WORDS
  );
}

function readNested(words: readonly string[], depth: number): CommandLine | undefined {
  if (!SHELLS.has(nameProgram(words[0] ?? ""))) return undefined;
  const flag = words.findIndex((word, index) => index > 0 && /^-[a-z]*c[a-z]*$/i.test(word));
  const text = flag < 0 ? undefined : words[flag + 1];
  return text === undefined || depth >= DEEPEST ? undefined : readText(text, depth + 1);
}

/** For text that is not plain: what can be told of its commands. */
function readRoughly(text: string): CommandLine {
  const head = text.slice(0, LONGEST_TEXT);
  return {
    parsed: false,
    operators: [...scanShellText(head).operators],
    commands: splitShellCommands(head).map(toCommand),
  };
}

function readText(text: string, depth: number): CommandLine {
  const plain = text.length > LONGEST_TEXT ? undefined : readPlain(text);
  if (plain === undefined) return readRoughly(text);
  const lists = plain.commands.filter((words) => words.length > 0);
  // `a ; ; b` and a line that is redirections only are nobody's plain command.
  let parsed = lists.length > 0 && !lists.some(isUndecided);
  const operators = new Set(plain.operators);
  const commands = lists.map(toCommand);
  for (const words of lists) {
    const nested = readNested(words, depth);
    if (nested === undefined) continue;
    parsed &&= nested.parsed;
    for (const operator of nested.operators) operators.add(operator);
    commands.push(...nested.commands);
  }
  return { parsed, operators: [...operators], commands };
}

/** Adds by name what wrappers and substitutions run: `sudo rm`, `env x`, `$(curl ...)`. */
function withHidden({ parsed, operators, commands }: CommandLine, text: string): CommandLine {
  const known = new Set(commands.map(({ program }) => program));
  const hidden = listShellPrograms(text.slice(0, LONGEST_TEXT)).filter((name) => !known.has(name));
  const all = [...commands, ...hidden.map((program) => ({ program, words: [program] }))];
  return { parsed: parsed && all.length <= MAX_COMMANDS, operators, commands: all.slice(0, MAX_COMMANDS) };
}

export function readCommandLine(text: string): CommandLine {
  return withHidden(readText(text, 0), text);
}

/** What would matter if whoever runs the words joined them and handed them to a shell. */
const ACTIVE = /[;&|<>$`()\n\r\0]/;

/** Words that are handed to a program as they are. */
export function readWords(words: readonly string[]): CommandLine {
  const nested = readNested(words, 0);
  const parsed =
    !isUndecided(words) &&
    nested?.parsed !== false &&
    (nested !== undefined || !words.some((word) => ACTIVE.test(word)));
  const commands = [toCommand(words), ...(nested?.commands ?? [])];
  const line = { parsed, operators: nested?.operators ?? [], commands };
  const quoted = words.map((word) => `'${word.replaceAll("'", "")}'`).join(" ");
  return withHidden(line, quoted);
}
