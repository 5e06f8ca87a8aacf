// Reads Windows `cmd /c`: one text or many arguments, which cmd joins and reads again as its own language.
import { nameProgram } from "./program_name.ts";
import { nameOperator } from "./shell_scan.ts";
import type { ReadProgram, Step, Word } from "./step.ts";

const FLAGS = /^(?:\/[a-z](?::[a-z0-9]+)?)+$/i;
const RUN = /^((?:\s*\/[abd-jl-qs-z](?::[a-z0-9]+)?)*)\s*\/[ckr]/i;
const OPERATORS = /&&|\|\||>>|[&|<>^()!\r\n]/g;
const VARIABLE = /%[^%\s]+%|%[0-9*~]/;
// Commands of cmd itself that run, change or read more than a program.
const OWN_WORDS = new Set(
  "if for set setlocal goto call start do else not pushd popd cd chdir md mkdir rd rmdir del erase copy move ren type assoc ftype mklink echo exit".split(
    " ",
  ),
);

export const readCmdShell: ReadProgram = (program, rest) => {
  const found = findCommand(rest);
  const first = found?.[0];
  if (found === undefined || first === undefined) return {};
  const operators = listOperators(found);
  const words = operators.length === 0 ? splitWords(found) : undefined;
  const start = words?.[0];
  const simple = start !== undefined && isPlainStart(start.text);
  const programs = simple ? [nameProgram(start.text)] : listPrograms(found);
  const shell = { program, simple, operators, programs, pointer: first.pointer };
  return simple && words !== undefined ? { shell, next: words, passes: true } : ({ shell } satisfies Step);
};

/** The words after /c, /k or /r; text that stands in the same argument as the flag comes first. */
function findCommand(rest: readonly Word[]): readonly Word[] | undefined {
  for (const [index, word] of rest.entries()) {
    const run = RUN.exec(word.text);
    if (run !== null) {
      const tail = word.text.slice(run[0].length).trim();
      const after = rest.slice(index + 1);
      return tail === "" ? after : [{ text: tail, pointer: word.pointer }, ...after];
    }
    if (!FLAGS.test(word.text)) return undefined;
  }
  return undefined;
}

/**
 * Attacker-controlled: quotes are ignored here, because cmd strips the outer ones again and `"` may end a quotation that
 * the client opened. An operator anywhere counts.
 */
function listOperators(words: readonly Word[]): string[] {
  const found = new Set<string>();
  for (const word of words) {
    for (const match of word.text.replaceAll(/ \(x86\)/gi, "").matchAll(OPERATORS)) found.add(nameOperator(match[0]));
    if (VARIABLE.test(word.text)) found.add("%");
  }
  return [...found];
}

function splitWords(words: readonly Word[]): Word[] | undefined {
  const first = words[0];
  if (first === undefined) return undefined;
  if (words.length === 1) return splitText(first);
  const quoted = words.slice(1).filter((word) => /\s/.test(word.text));
  if (words.some((word) => word.text.includes('"'))) return undefined;
  if (!/\s/.test(first.text) || isPathWithBlank(first.text)) return [...words];
  // A quoted first word that is no file loses its quotes; with more quotes around, what is left is anybody's guess.
  return quoted.length === 0 ? [...(splitText(first) ?? []), ...words.slice(1)] : undefined;
}

function splitText(word: Word): Word[] | undefined {
  const text = word.text.trim();
  // Quotes in the middle of a word, or unbalanced ones, are not plain.
  if (!/^(?:[^\s"]+|"[^"]*")(?:\s+(?:[^\s"]+|"[^"]*"))*$/.test(text)) return undefined;
  const pieces = text.match(/[^\s"]+|"[^"]*"/g) ?? [];
  return pieces.map((piece) => ({ text: piece.replaceAll('"', ""), pointer: word.pointer }));
}

function isPathWithBlank(text: string): boolean {
  return /^\S*[\\/]\S*\s/.test(text);
}

function isPlainStart(text: string): boolean {
  return text !== "" && !/[,;=@]/.test(text) && !OWN_WORDS.has(nameProgram(text));
}

function listPrograms(words: readonly Word[]): string[] {
  const text = words.map((word) => word.text).join(" ");
  const names = text.split(/[&|()\r\n]+/).flatMap((part) => {
    const pieces = part.replace(/\^/g, "").match(/"[^"]*"|[^\s"]+/g) ?? [];
    const own = pieces.map((piece) => piece.replace(/^["@]+|"+$/g, ""));
    const start = own.findIndex((piece) => piece !== "" && !/^(?:call|start|do|else|if|not|\/\w+)$/i.test(piece));
    return start < 0 ? [] : [nameProgram(own[start] ?? "")];
  });
  return [...new Set(names.filter((name) => name !== ""))].slice(0, 64);
}
