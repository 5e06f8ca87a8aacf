// Reads `env`, which sets variables and starts a program, and whose -S splits one argument into several.
import { takeAssignments } from "./prefixes.ts";
import { findOption, listNames, readOptions } from "./read_options.ts";
import { readShellText } from "./shell_text.ts";
import type { ReadProgram, Word } from "./step.ts";

const TABLE = {
  values: listNames("-u --unset -C --chdir -S --split-string -P -a --argv0"),
  switches: listNames(
    "-i --ignore-environment -0 --null -v --debug --list-signal-handling --block-signal --default-signal --ignore-signal",
  ),
  abbreviations: true,
  stops: listNames("-S --split-string"),
  clusters: true,
};

export const readEnv: ReadProgram = (_program, rest) => {
  const reading = readOptions(rest, TABLE);
  const split = reading.stop;
  // A lone dash is an old spelling of -i.
  const words = reading.rest[0]?.text === "-" ? reading.rest.slice(1) : reading.rest;
  const passes = reading.options.length === 0;
  if (split === undefined) return { ...start(words, reading.uncertain), passes: passes && isBare(words) };
  const text = readShellText(split.value ?? "");
  if (!text.simple) return { unread: true };
  const pieces: Word[] = text.words.map((piece) => ({ text: piece, pointer: split.pointer }));
  const inner = readOptions(
    [...text.env_keys.map((name) => ({ text: `${name}=`, pointer: split.pointer })), ...pieces, ...words],
    TABLE,
  );
  if (findOption(inner, "-S", "--split-string") !== undefined) return { unread: true };
  return start(inner.rest, inner.uncertain);
};

function isBare(words: readonly Word[]): boolean {
  return takeAssignments(words).names.length === 0;
}

function start(words: readonly Word[], uncertain: boolean) {
  const { names, next } = takeAssignments(words);
  return {
    ...(next.length === 0 ? {} : { next }),
    ...(names.length === 0 ? {} : { env_keys: names }),
    ...(uncertain ? { unread: true } : {}),
  };
}
