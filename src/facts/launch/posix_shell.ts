// Reads sh, bash, zsh and their like: shell text after -c, else the script they run.
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

export const posixShells = ["sh", "bash", "zsh", "dash", "ksh", "mksh", "ash", "fish", "rbash", "csh", "tcsh"];

export const readPosixShell: ReadProgram = (program, rest) => {
  const reading = readOptions(
    rest.filter((word, index) => index > 3 || !/^\+[a-z]$/i.test(word.text)),
    TABLE,
  );
  const command = findOption(reading, "-c", "--command");
  if (command === undefined) return describeScript(reading.rest[0]);
  const text = command.value === undefined ? reading.rest[0] : { text: command.value, pointer: command.pointer };
  return text === undefined ? { unread: true } : readText(program, text.text, text.pointer, reading);
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
    ...(read.env_keys.length === 0 ? {} : { env_keys: read.env_keys }),
  };
}
