// What all interpreters share: their script, the program text in their flags, and the files that options load.
import type { OptionReading, OptionUse } from "./read_options.ts";
import { describeScript, type Step, type Word } from "./step.ts";

export function isProgramText(text: string): boolean {
  return /^["']?(?:data|javascript|vbscript|blob):/i.test(text.trimStart().slice(0, 64));
}

export function readScript(program: string, reading: OptionReading, preloads?: ReadonlySet<string>): Step {
  const loaded = listPreloads(program, reading.options, preloads ?? new Set());
  const code = reading.stop;
  if (code !== undefined) return { ...loaded, inline_code: { program, flag: code.name, pointer: code.pointer } };
  const script: Word | undefined = reading.rest[0];
  if (script !== undefined && isProgramText(script.text))
    return { ...loaded, inline_code: { program, flag: "data:", pointer: script.pointer } };
  return { ...describeScript(script), ...loaded };
}

/** Values of `names` are files that are loaded beside the program, except `data:` values, which are programs. */
export function listPreloads(program: string, options: readonly OptionUse[], names: ReadonlySet<string>): Step {
  const data = options.find((use) => isProgramText(use.value ?? ""));
  const files = options.filter((use) => names.has(use.name) && use.value !== undefined && !isProgramText(use.value));
  const preloads = files.map((use) => ({ path: use.value ?? "", pointer: use.pointer }));
  return {
    ...(data === undefined ? {} : { inline_code: { program, flag: data.name, pointer: data.pointer } }),
    ...(preloads.length === 0 ? {} : { preloads }),
  };
}

/** Something of another machine, or program text, anywhere in an argument of a Windows program. */
export function isRemoteText(text: string): boolean {
  return /https?:[\\/]{2}|^[\\/]{2}[^\\/]|(?:javascript|vbscript|data|scriptlet):|ftp:\/\//i.test(text);
}
