// Finds shell text in the arguments of a program whose options nobody here knows.
import { nameProgram } from "./program_name.ts";
import { LONGEST_TEXT, readShellText } from "./shell_text.ts";
import type { Step, Word } from "./step.ts";

/** Attacker-controlled: every suspicious argument is parsed, so they are counted. */
const MOST_TEXTS = 32;
const LOADER =
  /\b(?:curl|wget|wget2|aria2c|fetch|iwr|irm|invoke-webrequest|invoke-restmethod|certutil|bitsadmin|nc|ncat|socat|lwp-download|http|https)\b/i;
const LOADERS =
  /^(?:curl|wget|wget2|aria2c|fetch|iwr|irm|invoke-webrequest|invoke-restmethod|certutil|bitsadmin|nc|ncat|socat|lwp-download|https?)$/;
const RUNNERS =
  /^(?:(?:ba|z|da|k|mk|a|c|tc|fi)?sh|busybox|eval|source|\.|cmd|powershell|pwsh|iex|invoke-expression|osascript|(?:node|deno|bun|python|pypy|ruby|perl|php|lua)[\d.]*)$/;
const CONNECTION = /^(?:\|&?|\|\||&&?|;|\$\(\)|`|[<>]\(\))$/;
const SHELL_CALL =
  /^(?:--?[\w-]{1,40}=)?["']?(?:[^\s"'=|&;<>()]{0,200}[\\/])?((?:ba|z|da|k|mk|a|c|tc|fi)?sh|cmd|powershell|pwsh)(?:\.exe)?["']?\s(?:\s{0,9}-[^\s]{1,20}\s){0,4}\s{0,9}(?:-[a-z]{0,6}c|\/c|-(?:command|enc\w{0,12}))\s+\S/i;

/** The `shell` fact of the first argument that is shell text, or nothing. */
export function findHiddenShell(program: string, words: readonly Word[]): Step {
  let left = MOST_TEXTS;
  for (const word of words) {
    const called = SHELL_CALL.exec(word.text.slice(0, 1024))?.[1];
    if (called === undefined && !LOADER.test(word.text)) continue;
    left -= 1;
    if (left < 0) return { unread: true };
    const text = word.text.replace(/^--?[\w-]{1,40}=/, "");
    const { operators, programs } = readShellText(text.slice(0, LONGEST_TEXT));
    if (called === undefined && !loadsAndRuns(operators, programs)) continue;
    const pointer = word.pointer;
    return {
      shell: {
        program: nameProgram(called ?? program) || "sh",
        simple: false,
        operators: [...operators],
        programs: [...programs],
        pointer,
      },
    };
  }
  return {};
}

function loadsAndRuns(operators: readonly string[], programs: readonly string[]): boolean {
  if (!operators.some((operator) => CONNECTION.test(operator))) return false;
  return programs.some((name) => LOADERS.test(name)) && programs.some((name) => RUNNERS.test(name));
}

/** The fact for a program that hands `word` to a shell itself. */
export function describeShellText(program: string, word: Word): Step {
  const { operators, programs } = readShellText(word.text);
  return {
    shell: { program, simple: false, operators: [...operators], programs: [...programs], pointer: word.pointer },
  };
}
