// Decides whether a launch leaves nothing but one package to run: its options, its words, and the wrappers in front.

import { nameProgram } from "./program_name.ts";
import { listNames, type OptionReading } from "./read_options.ts";
import type { Step, Word } from "./step.ts";

// INVARIANT: an allow list. Whatever stands in no list here can change the source, the configuration or the code.
const HARMLESS = listNames(
  "-y --yes y yes -q --quiet q quiet -s --silent s silent --prefer-offline --prefer-online prefer-offline prefer-online " +
    "--bun --refresh",
);
const HARMLESS_FOR_CONTAINERS = listNames("-i --interactive -t --tty --rm --init --name -e --env -q --quiet");
const INTERPRETER =
  /^(?:(?:ba|z|da|k|mk|a|c|tc|fi|rba)?sh|cmd|powershell|pwsh|busybox|env|eval|(?:node|nodejs|tsx|ts-node|deno|bun|python|pypy|py|ruby|perl|php|lua|luajit|java|osascript|rscript|julia|elixir|awk|gawk|sudo|npx|npm|pnpm|yarn|bunx|uvx)[\d.]*)$/;
const SYSTEM_FOLDER = /^(?:\/bin|\/usr\/bin|[a-z]:[\\/]windows[\\/]system32)[\\/][^\\/]+$/i;

export function usesHarmlessOptions(reading: OptionReading, ...more: readonly string[]): boolean {
  return !reading.uncertain && reading.options.every((use) => HARMLESS.has(use.name) || more.includes(use.name));
}

export function usesHarmlessContainerOptions(reading: OptionReading): boolean {
  return !reading.uncertain && reading.options.every((use) => HARMLESS_FOR_CONTAINERS.has(use.name));
}

/** `@scope/name`, a repository or an image: its last part, which is also what its own program is called. */
export function baseName(name: string): string {
  const slash = name.lastIndexOf("/");
  return name.slice(slash + 1).replace(/\.git$/, "");
}

/** A package that is told to run an interpreter runs whatever that one is told. */
export function startsInterpreter(words: readonly Word[]): boolean {
  return words.some((word) => word.text.length < 256 && INTERPRETER.test(nameProgram(word.text)));
}

/** By a path, other than to the system's own programs: what lies there is whatever somebody put there. */
export function isPlaced(text: string): boolean {
  return /[\\/]/.test(text) && !SYSTEM_FOLDER.test(text);
}

export function keepsExact(text: string, step: Step): boolean {
  return step.passes === true && !isPlaced(text);
}
