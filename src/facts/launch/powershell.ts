// Reads powershell and pwsh: script text after -Command, encoded text after -EncodedCommand, a file after -File.
import { nameProgram } from "./program_name.ts";
import { nameOperator } from "./shell_scan.ts";
import { describeScript, type ReadProgram, type Step, type Word } from "./step.ts";

const SWITCHES = ["noprofile", "noninteractive", "nologo", "noexit", "sta", "mta", "login", "noprofileloadtime"];
const VALUES = [
  "executionpolicy",
  "windowstyle",
  "version",
  "workingdirectory",
  "inputformat",
  "outputformat",
  "configurationname",
  "configurationfile",
  "custompipename",
  "psconsolefile",
  "settingsfile",
];
const SHORT = new Map([
  ["c", "command"],
  ["e", "encodedcommand"],
  ["ec", "encodedcommand"],
  ["f", "file"],
  ["ep", "executionpolicy"],
  ["ex", "executionpolicy"],
  ["wd", "workingdirectory"],
  ["w", "windowstyle"],
  ["v", "version"],
  ["l", "login"],
  ["i", "interactive"],
]);
const FLAGS = ["command", "commandwithargs", "encodedcommand", "encodedarguments", "file", ...VALUES, ...SWITCHES];
const OPERATORS = /&&|\|\||>>|[|&;<>$(){}`*?[\],#\r\n]/g;
const PLAIN_WORD = /^(?:[\w@%+=:./\\~-]+|'[^'\u2018-\u201b]*'|"[^"$`\u201c-\u201e]*")$/;
const LANGUAGE = new Set(
  "if for foreach while do switch function filter param try throw return trap begin process end using iex".split(" "),
);
LANGUAGE.add("invoke-expression");

export const readPowershell: ReadProgram = (program, rest) => {
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index];
    if (word === undefined) break;
    const flag = nameFlag(word.text);
    // Windows PowerShell takes a plain first word as a command, pwsh as a file; a command is the wider reading.
    if (flag === undefined) return program === "pwsh" ? describeScript(word) : readText(program, rest.slice(index));
    if (flag === "command" || flag === "commandwithargs") return readText(program, rest.slice(index + 1));
    if (flag === "encodedcommand") return readEncoded(program, word, rest[index + 1]);
    if (flag === "file") return describeScript(rest[index + 1]);
    if (VALUES.includes(flag)) index += 1;
    else if (!SWITCHES.includes(flag)) return { unread: true };
  }
  return {};
};

/** PowerShell takes any clear beginning of a flag, in any case, behind `-`, `--`, `/` or a long dash. */
function nameFlag(text: string): string | undefined {
  const written = /^(?:--?|\/|[\u2013-\u2015])([a-z]+)$/i.exec(text)?.[1]?.toLowerCase();
  if (written === undefined) return undefined;
  return SHORT.get(written) ?? FLAGS.find((flag) => flag.startsWith(written)) ?? written;
}

function readText(program: string, words: readonly Word[]): Step {
  const first = words[0];
  if (first === undefined) return {};
  const text = words.map((word) => word.text).join(" ");
  const operators = listOperators(text);
  const plain = operators.length === 0 ? splitWords(words) : undefined;
  const start = plain?.[0];
  const simple = start !== undefined && isPlainStart(start.text);
  const shell = { program, simple, operators, programs: listPrograms(text), pointer: first.pointer };
  return simple && plain !== undefined ? { shell, next: plain } : { shell };
}

function listOperators(text: string): string[] {
  return [...new Set([...text.matchAll(OPERATORS)].map((match) => nameOperator(match[0])))];
}

function splitWords(words: readonly Word[]): Word[] | undefined {
  const split: Word[] = [];
  for (const word of words) {
    const pieces = word.text.trim().match(/(?:'[^']*'|"[^"]*"|[^\s'"])+|\S+/g) ?? [];
    for (const piece of pieces) {
      if (!PLAIN_WORD.test(piece)) return undefined;
      split.push({ text: piece.replace(/^(['"])(.*)\1$/s, "$2"), pointer: word.pointer });
    }
  }
  return split;
}

function isPlainStart(text: string): boolean {
  return text !== "" && !/^[.@%'"]$/.test(text) && !text.includes(" ") && !LANGUAGE.has(text.toLowerCase());
}

function readEncoded(program: string, flag: Word, code: Word | undefined): Step {
  if (code === undefined) return { unread: true };
  const text = Buffer.from(code.text, "base64").toString("utf16le");
  const shell = {
    program,
    simple: false,
    operators: listOperators(text),
    programs: listPrograms(text),
    pointer: code.pointer,
  };
  return { shell, inline_code: { program, flag: flag.text, pointer: code.pointer } };
}

function listPrograms(text: string): string[] {
  const names = text
    .slice(0, 8192)
    .split(/\|\||&&|[|;(){}\r\n]+/)
    .map((part) => {
      if (/^\s*['"]/.test(part)) return "";
      const command = part
        .replace(/^\s*\$[\w:]+\s*=\s*/, "")
        .trim()
        .replace(/^[&.]\s+/, "");
      const word = /^'([^']+)'|^"([^"]+)"|^(\S+)/.exec(command);
      return nameProgram(word?.[1] ?? word?.[2] ?? word?.[3] ?? "");
    });
  return [...new Set(names.filter((name) => /[a-z]/.test(name) && !/^[)\]$.'"]/.test(name)))].slice(0, 64);
}
