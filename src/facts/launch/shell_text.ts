// Turns POSIX shell text into its words when it is one plain command, else into its operators and programs.
import { parse } from "shell-quote";
import { listShellPrograms } from "./shell_programs.ts";
import { scanShellText } from "./shell_scan.ts";

export interface ShellText {
  readonly simple: boolean;
  /** The words of the one command, without assignments in front; empty when it is not simple. */
  readonly words: readonly string[];
  readonly env_keys: readonly string[];
  readonly operators: readonly string[];
  readonly programs: readonly string[];
}

export const LONGEST_TEXT = 8192;

const START = String.raw`(?:[\w@%+:,./-]|'[^'\n\r\0]*'|"[^"$${"`"}\\!\n\r\0]*")`;
const MORE = String.raw`(?:[\w@%+=:,./#-]|'[^'\n\r\0]*'|"[^"$${"`"}\\!\n\r\0]*")`;
// INVARIANT: an allow list. Text that every shell reads as the same plain words, and nothing else, is simple.
const PLAIN = new RegExp(String.raw`^[ \t]*${START}${MORE}*(?:[ \t]+${START}${MORE}*)*[ \t]*$`);
// Words that make the shell do more than start the program they stand in front of.
export const SHELL_WORDS = new Set(
  (
    "if then elif else fi for while until do done case esac select function coproc time { } ! [[ [ . source eval trap alias unalias " +
    "export declare typeset local readonly set unset shopt setopt cd pushd popd hash enable builtin let read wait ulimit " +
    "umask bind complete begin end and or not"
  ).split(" "),
);

export function readShellText(text: string): ShellText {
  const scan = scanShellText(text.slice(0, LONGEST_TEXT));
  if (text.length <= LONGEST_TEXT && PLAIN.test(text)) {
    const command = readPlainCommand(text);
    if (command !== undefined) return { simple: true, ...command, operators: [], programs: command.programs };
  }
  const programs = listShellPrograms(text.slice(0, LONGEST_TEXT));
  const eager = programs.filter((name) => name === "eval" || name === "source" || name === ".");
  return { simple: false, words: [], env_keys: [], operators: [...scan.operators, ...eager], programs };
}

function readPlainCommand(text: string): Pick<ShellText, "words" | "env_keys" | "programs"> | undefined {
  const entries = parse(text);
  const words: string[] = [];
  for (const entry of entries) {
    if (typeof entry !== "string") return undefined;
    words.push(entry);
  }
  const env_keys: string[] = [];
  while (words[0] !== undefined) {
    const name = /^([A-Za-z_]\w*)=/.exec(words[0])?.[1];
    if (name === undefined) break;
    env_keys.push(name);
    words.shift();
  }
  while ((words[0] === "exec" || words[0] === "command") && words[1] !== undefined && !words[1].startsWith("-"))
    words.shift();
  const first = words[0];
  if (first === undefined || first === "" || SHELL_WORDS.has(first)) return undefined;
  return { words, env_keys, programs: listShellPrograms(text) };
}
