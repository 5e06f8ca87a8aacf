// Turns arguments that are command lines into facts about every command in them.
//
// Limits: an argument is a command line when its name says so (command, cmd, shell, exec, ...); `script` says so for one
// line, or where the tool's own name is about running commands. Programs in other languages (python -c) and what cmd or
// PowerShell read are not read: there `parsed` is false. What a named program itself starts is not known.
import type { CommandFact } from "../../generated/event.ts";
import { joinPointer } from "../../pointer.ts";
import { splitWords } from "../words.ts";
import { type CommandLine, readCommandLine, readWords } from "./read_command_line.ts";

function listWords(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

const COMMAND_WORDS = listWords(
  "command commands cmd cmds cmdline commandline shell bash zsh exec execute powershell pwsh argv",
);
const PROGRAM_WORDS = listWords("command cmd program executable binary exe");
const ARGUMENT_WORDS = listWords("args argv arguments params parameters");
const RUN_WORDS = listWords("run runs exec execute shell bash command commands cmd terminal powershell sh script");
/** `command_id`, `shell_type`: about a command, not one. */
const OTHER_WORDS = listWords("id ids name type timeout description count limit status mode kind index palette title");

/** Attacker-controlled: every command line becomes a fact. */
const MAX_LINES = 256;

interface Search {
  readonly facts: CommandFact[];
  readonly runsScripts: boolean;
}

function add(search: Search, pointer: string, line: CommandLine): void {
  if (line.commands.length === 0 && line.operators.length === 0) return;
  if (search.facts.length >= MAX_LINES) throw new RangeError(`more than ${MAX_LINES} command lines`);
  search.facts.push({ pointer, ...line });
}

function saysCommand(words: readonly string[], value: unknown, search: Search): boolean {
  if (words.some((word) => OTHER_WORDS.has(word))) return false;
  if (words.some((word) => COMMAND_WORDS.has(word))) return true;
  return (
    words.includes("script") && (search.runsScripts || (typeof value === "string" && !/[\r\n]/.test(value.trim())))
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");
}

/** A list under `command` is one command's words, or several command lines: where a later part has blanks, both. */
function addTexts(search: Search, pointer: string, texts: readonly string[], plural: boolean): void {
  if (!plural) add(search, pointer, readWords(texts));
  if (!plural && !texts.some((text) => /\s/.test(text.trim()))) return;
  texts.forEach((text, index) => {
    if (plural || index === 0) add(search, joinPointer(pointer, index), readCommandLine(text));
  });
}

/** `{command: "git", args: ["status"]}`: the words belong together. */
function addPair(members: readonly [string, unknown][], pointer: string, search: Search): boolean {
  const has = (name: string, words: ReadonlySet<string>) => splitWords(name).some((word) => words.has(word));
  const program = members.find(([name, value]) => typeof value === "string" && has(name, PROGRAM_WORDS));
  const rest = members.find(
    ([name, value]) =>
      name !== program?.[0] && has(name, ARGUMENT_WORDS) && (isTexts(value) || typeof value === "string"),
  );
  if (program === undefined || rest === undefined) return false;
  const [name, command] = [program[0], program[1] as string];
  const at = joinPointer(pointer, name);
  if (typeof rest[1] === "string") add(search, at, readCommandLine(`${command} ${rest[1]}`));
  else if (/\s/.test(command.trim())) {
    const line = readCommandLine(command);
    add(search, at, { ...line, parsed: false });
  } else add(search, at, readWords([command, ...(rest[1] as string[])]));
  return true;
}

function collect(value: unknown, pointer: string, name: readonly string[], search: Search): void {
  if (typeof value === "string") {
    if (saysCommand(name, value, search)) add(search, pointer, readCommandLine(value));
  } else if (Array.isArray(value)) {
    if (isTexts(value) && saysCommand(name, value, search)) addTexts(search, pointer, value, name.includes("commands"));
    else
      value.forEach((item, index) => {
        collect(item, joinPointer(pointer, index), name, search);
      });
  } else if (typeof value === "object" && value !== null) {
    const members = Object.entries(value);
    const isPair = addPair(members, pointer, search);
    for (const [member, inner] of members) {
      const words = splitWords(member);
      const isHalf = isPair && typeof inner !== "object" && words.some((word) => PROGRAM_WORDS.has(word));
      const isArgs = isPair && words.some((word) => ARGUMENT_WORDS.has(word));
      if (!isHalf && !isArgs) collect(inner, joinPointer(pointer, member), words, search);
    }
  }
}

/** @throws {RangeError} when there are too many to describe */
export function describeCommands(value: unknown, pointer: string, toolWords: readonly string[]): CommandFact[] {
  const search: Search = { facts: [], runsScripts: toolWords.some((word) => RUN_WORDS.has(word)) };
  collect(value, pointer, [], search);
  return search.facts;
}
