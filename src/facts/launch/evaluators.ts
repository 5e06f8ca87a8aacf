// Reads programs that take program text in an argument: osascript -e, awk, vim -c, rundll32 and their like.
import { isRemoteText } from "./interpreter_steps.ts";
import { describeScript, type ReadProgram, type Step, type Word } from "./step.ts";

/** By program: the options whose value is program text, joined to them or in the next word. */
const CODE_OPTIONS: Readonly<Record<string, string>> = {
  osascript: "-e",
  rscript: "-e --eval",
  r: "-e",
  julia: "-e -E --eval --print",
  elixir: "-e --eval --rpc-eval -S",
  iex: "-e --eval",
  erl: "-eval -run -s",
  groovy: "-e",
  scala: "-e",
  clojure: "-e --eval -M -X -Sdeps",
  clj: "-e --eval -M -X -Sdeps",
  guile: "-c",
  sbcl: "--eval",
  racket: "-e --eval",
  ghc: "-e",
  ocaml: "-e",
  swift: "-e",
  nu: "-c --commands -e --execute",
  xonsh: "-c",
  elvish: "-c",
  expect: "-c",
  vim: "-c --cmd -S -s +",
  vi: "-c --cmd -S -s +",
  nvim: "-c --cmd -S -s -l +",
  gvim: "-c --cmd -S -s +",
  view: "-c --cmd -S +",
  ex: "-c --cmd -S +",
  emacs: "--eval -eval --execute -execute -f --funcall -l --load",
  gdb: "-ex --eval-command -iex --init-eval-command",
  lldb: "-o --one-line -O",
  psql: "-c --command",
  mysql: "-e --execute",
  sqlite3: "-cmd --cmd",
  make: "--eval -E",
  gmake: "--eval",
  qjs: "-e --eval",
  tclsh: "-c",
  octave: "--eval",
  matlab: "-r -batch",
};
/** Those whose first plain word is a script; for the others it is a target, a file to edit or a database. */
const INTERPRETERS = new Set(
  "osascript rscript julia elixir groovy scala clojure clj guile racket ocaml swift nu xonsh elvish expect qjs tclsh octave".split(
    " ",
  ),
);
const AWK = /^(?:-f|--file|-E|--exec)/;

export const evaluators: readonly string[] = Object.keys(CODE_OPTIONS);
export const awks = ["awk", "gawk", "mawk", "nawk", "original-awk"];
/** Programs of Windows that run what their argument names. */
export const windowsLoaders = [
  "mshta",
  "rundll32",
  "regsvr32",
  "msiexec",
  "wscript",
  "cscript",
  "installutil",
  "msbuild",
];

export const readEvaluator: ReadProgram = (program, rest) => {
  const options = (CODE_OPTIONS[program] ?? "").split(" ");
  for (const [index, word] of rest.entries()) {
    if (word.text === "--") break;
    const flag = options.find((option) => isUse(word.text, option));
    if (flag === undefined) continue;
    const value = word.text === flag ? (rest[index + 1] ?? word) : word;
    return { inline_code: { program, flag, pointer: value.pointer } };
  }
  return INTERPRETERS.has(program) ? describeScript(rest.find((word) => !word.text.startsWith("-"))) : {};
};

function isUse(text: string, option: string): boolean {
  if (text === option) return true;
  if (option.startsWith("--")) return text.startsWith(`${option}=`);
  return text.startsWith(option) && (option.length === 2 || option === "+") && !text.startsWith("--");
}

/** The first plain word is the program, unless it comes from a file. */
export const readAwk: ReadProgram = (program, rest) => {
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index];
    if (word === undefined) break;
    if (AWK.test(word.text)) return readAwkFile(word, rest[index + 1]);
    if (/^(?:-e|--source)/.test(word.text)) return { inline_code: { program, flag: "-e", pointer: word.pointer } };
    if (/^-[vFi]$/.test(word.text)) index += 1;
    else if (!word.text.startsWith("-")) return { inline_code: { program, flag: "program", pointer: word.pointer } };
  }
  return {};
};

function readAwkFile(word: Word, next: Word | undefined): Step {
  const joined = /^(?:-f|-E|--file=|--exec=)(.+)$/s.exec(word.text)?.[1];
  return joined === undefined ? describeScript(next) : { script: { path: joined, pointer: word.pointer } };
}

export const readWindowsLoader: ReadProgram = (program, rest) => {
  const remote = rest.find((word) => isRemoteText(word.text));
  const plain = rest.find((word) => !/^[-/]/.test(word.text));
  if (program.endsWith("script") && plain !== undefined && !/^(?:java|vb)script:/i.test(plain.text))
    return describeScript(plain);
  const always = program === "mshta" || program === "rundll32";
  const code = remote ?? (always ? (plain ?? rest[0]) : undefined);
  if (code !== undefined) return { inline_code: { program, flag: code.text.slice(0, 2), pointer: code.pointer } };
  return describeScript(plain);
};
