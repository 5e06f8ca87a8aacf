// Reads sh, bash, zsh and their like: shell text after -c, else the script they run.
import { listPreloads } from "./interpreter_steps.ts";
import { findOption, listNames, type OptionReading, readOptions } from "./read_options.ts";
import { readShellText } from "./shell_text.ts";
import { describeScript, type ReadProgram, type Step } from "./step.ts";

const TABLE = {
  values: listNames("-o -O --rcfile --init-file -C --init-command --features"),
  switches: listNames(
    "-c -l -i -e -x -u -r -s -p -n -v -a -b -f -h -k -m -t -B -D -E -H -P -T -d -N --login --norc --noprofile --posix --restricted " +
      "--interactive --no-config --private --no-rcs --no-globalrcs --emulate --verbose --command --debugger --noediting",
  ),
  clusters: true,
};

const STARTUP_FILES = listNames("--rcfile --init-file");

export const posixShells = ["sh", "bash", "zsh", "dash", "ksh", "mksh", "ash", "fish", "rbash", "csh", "tcsh"];

export const readPosixShell: ReadProgram = (program, rest) => {
  const reading = readOptions(
    rest.filter((word, index) => index > 3 || !/^\+[a-z]$/i.test(word.text)),
    TABLE,
  );
  const command = findOption(reading, "-c", "--command");
  const loaded = listPreloads(program, reading.options, STARTUP_FILES);
  const startup = findOption(reading, "-C", "--init-command");
  const typed = command === undefined ? (findOption(reading, "-s") ?? startup) : startup;
  const inline = typed === undefined ? {} : { inline_code: { program, flag: typed.name, pointer: typed.pointer } };
  if (command === undefined) {
    const script = findOption(reading, "-s") === undefined ? describeScript(reading.rest[0]) : {};
    return { ...script, ...loaded, ...inline };
  }
  const text = command.value === undefined ? reading.rest[0] : { text: command.value, pointer: command.pointer };
  return text === undefined ? { unread: true } : { ...readText(program, text.text, text.pointer, reading), ...loaded };
};

function readText(program: string, text: string, pointer: string, reading: OptionReading): Step {
  const read = readShellText(text);
  const startup = reading.options.filter((use) => /^(?:--rcfile|--init-file|-C|--init-command)$/.test(use.name));
  const simple = read.simple && startup.length === 0 && !reading.uncertain;
  const operators = [...read.operators, ...startup.map((use) => use.name)];
  const shell = { program, simple, operators, programs: [...read.programs], pointer };
  if (!simple) return { shell };
  return {
    shell,
    next: read.words.map((word) => ({ text: word, pointer })),
    passes: read.env_keys.length === 0 && !reading.options.some((use) => /^-[aisr]$/.test(use.name)),
    ...(read.env_keys.length === 0 ? {} : { env_keys: read.env_keys }),
  };
}
