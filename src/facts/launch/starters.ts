// Reads programs that start another command in their own ways: find -exec, flock, su -c, ssh, parallel and their like.
import { describeShellText } from "./hidden_shell.ts";
import { readPrefix } from "./prefixes.ts";
import { findOption, listNames, type OptionReading, type OptionTable, readOptions } from "./read_options.ts";
import type { ReadProgram, Word } from "./step.ts";

interface Starter {
  readonly values?: string;
  readonly switches?: string;
  /** Options whose value is shell text. */
  readonly text?: string;
  /** Plain words in front of the command. */
  readonly operands?: number;
  /** The words behind the options are joined and handed to a shell. */
  readonly joins?: boolean;
  readonly elevated?: boolean;
  readonly verbs?: RegExp;
}

const STARTERS: Readonly<Record<string, Starter>> = {
  flock: {
    values: "-w --wait --timeout -E --conflict-exit-code",
    switches: "-s --shared -x -e --exclusive -u --unlock -n --nb --nonblock -o --close -F --no-fork --verbose",
    text: "-c --command",
    operands: 1,
  },
  watch: {
    values: "-n --interval -q --equexit",
    switches:
      "-b --beep -c --color -C -d --differences -e --errexit -g --chgexit -p --precise -t --no-title -w --no-wrap -r",
    joins: true,
  },
  script: {
    values: "-I -O -B -T -m -o -E --log-in --log-out --log-io --log-timing --output-limit --echo",
    switches: "-a --append -e --return -f --flush -q --quiet --force -t -k -r -d",
    text: "-c --command",
    operands: 1,
  },
  su: {
    values: "-g --group -G --supp-group -s --shell -w --whitelist-environment",
    switches: "- -l --login -m -p --preserve-environment -f --fast -P --pty",
    text: "-c --command --session-command",
    elevated: true,
  },
  runuser: {
    values: "-u --user -g --group -G --supp-group -s --shell -w",
    switches: "-l --login -m -p -f -P --pty",
    text: "-c --command --session-command",
    elevated: true,
  },
  nsenter: {
    values: "-t --target -S --setuid -G --setgid",
    switches:
      "-a --all -m --mount -u --uts -i --ipc -n --net -p --pid -C --cgroup -U --user -T --time -F --no-fork -r --root -w --wd -e --env",
  },
  unshare: {
    values: "-R --root -w --wd -S --setuid -G --setgid --map-user --map-group --propagation --setgroups",
    switches:
      "-m --mount -u --uts -i --ipc -n --net -p --pid -C --cgroup -U --user -T --time -f --fork -r --map-root-user -c --map-current-user --mount-proc --kill-child --keep-caps",
  },
  "systemd-run": {
    values:
      "-u --unit -p --property --description --slice --service-type --uid --gid --nice --working-directory -E --setenv -H --host -M --machine",
    switches:
      "--user --system --scope --remain-after-exit -r --send-sighup -d --same-dir -t --pty -P --pipe -q --quiet -G --collect --no-block --wait -S --shell",
  },
  tmux: {
    values: "-L -S -f -c -T -s -n -t -e -x -y -F",
    switches: "-2 -C -D -l -N -u -v -A -d -D -E -P -X",
    joins: true,
    verbs: /^(?:new(?:-session)?|new-window|neww|run(?:-shell)?|split-window|splitw|respawn-pane|if-shell)$/,
  },
  screen: { values: "-S -t -c -e -h -s -T -p", switches: "-d -m -D -R -A -a -L -l -O -q -U" },
  parallel: { values: "-j --jobs -N -n -I -a --colsep --delay --timeout --retries", joins: true },
  strace: { values: "-e -o -s -p -u -E -a -O -S -I -P -b -X", switches: "-f -ff -c -C -q -v -t -tt -T -y -i -r -x -k" },
  ltrace: { values: "-e -o -s -p -u -n -a -l", switches: "-f -c -C -S -i -r -t -T" },
  firejail: { switches: "--quiet --noprofile" },
  taskset: { switches: "-a -c --cpu-list", operands: 1 },
  chrt: { switches: "-f -r -b -i -o -a -R -v", operands: 1 },
  prlimit: {},
  setarch: { switches: "-R", operands: 1 },
  entr: { switches: "-c -d -n -p -r -s -z -a" },
};
/** Programs that take a whole command as the value of an option, beside the usual words. */
const TEXT_OPTIONS = new Map([
  ["doppler", /^--command(?:=(.*))?$/s],
  ["infisical", /^--command(?:=(.*))?$/s],
  ["mise", /^(?:-c|--command)(?:=(.*))?$/s],
]);

const TABLES = new Map(
  Object.entries(STARTERS).map(([name, starter]): [string, Starter & { table: OptionTable }] => [
    name,
    {
      ...starter,
      table: {
        values: listNames(`${starter.values ?? ""} ${starter.text ?? ""}`),
        switches: listNames(starter.switches ?? ""),
        clusters: true,
        abbreviations: true,
      },
    },
  ]),
);

export const starterPrograms: readonly string[] = [...TABLES.keys()];

export const readStarter: ReadProgram = (program, rest) => {
  const starter = TABLES.get(program);
  if (starter === undefined) return {};
  const before = readOptions(rest, starter.table);
  const elevated = starter.elevated ? { elevated: true } : {};
  let reading: OptionReading = before;
  if (starter.verbs !== undefined) {
    if (!starter.verbs.test(before.rest[0]?.text ?? "")) return {};
    reading = readOptions(before.rest.slice(1), starter.table);
  }
  const unread = reading.uncertain || before.uncertain ? { unread: true } : {};
  const names = (starter.text ?? "").split(" ").filter((name) => name !== "");
  // `su root -c x` and `flock file -c x`: the text may stand behind a plain word.
  const after = names.length === 0 ? reading : readOptions(skipPlain(reading.rest), starter.table);
  const text = findOption(reading, ...names) ?? findOption(after, ...names);
  if (text?.value !== undefined)
    return { ...describeShellText(program, { text: text.value, pointer: text.pointer }), ...elevated, ...unread };
  if (starter.elevated && program === "su") return elevated;
  const words = reading.rest.slice(starter.operands ?? 0);
  const next = words[0]?.text === "--" ? words.slice(1) : words;
  const first = next[0];
  if (first === undefined) return { ...elevated, ...unread };
  if (!starter.joins) return { next, ...elevated, ...unread };
  const joined = next.map((word) => word.text).join(" ");
  return { ...describeShellText(program, { text: joined, pointer: first.pointer }), ...elevated, ...unread };
};

function skipPlain(words: readonly Word[]): readonly Word[] {
  const start = words.findIndex((word) => word.text.startsWith("-") && word.text.length > 1);
  return start < 0 ? [] : words.slice(start);
}

export const textOptionPrograms: readonly string[] = [...TEXT_OPTIONS.keys()];

/** The command in an option of a program that is read as a prefix otherwise. */
export const readTextOption: ReadProgram = (program, rest) => {
  const option = TEXT_OPTIONS.get(program);
  const dashes = rest.findIndex((word) => word.text === "--");
  const own = dashes < 0 ? rest : rest.slice(0, dashes);
  const at = option === undefined ? -1 : own.findIndex((word) => option.test(word.text));
  const word = own[at];
  if (option === undefined || word === undefined) return readPrefix(program, rest);
  const joined = option.exec(word.text)?.[1];
  const text = joined === undefined ? own[at + 1] : { text: joined, pointer: word.pointer };
  return text === undefined ? { unread: true } : describeShellText(program, text);
};

export const readFind: ReadProgram = (program, rest) => {
  const at = rest.findIndex((word) => /^-(?:exec|execdir|ok|okdir|-exec|-exec-batch|x|X)$/.test(word.text));
  if (at < 0 || program === "fd") return {};
  const words = rest.slice(at + 1);
  const end = words.findIndex((word) => /^\\?[;+]$/.test(word.text));
  const next = end < 0 ? words : words.slice(0, end);
  return next.length === 0 ? { unread: true } : { next };
};

const SSH: OptionTable = {
  values: listNames("-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -P -Q -R -S -W -w"),
  switches: listNames("-4 -6 -A -a -C -f -G -g -K -k -M -N -n -q -s -T -t -V -v -X -x -Y -y"),
  clusters: true,
};

/** ssh runs a command here for ProxyCommand and its like, and its other words over there. */
export const readSsh: ReadProgram = (program, rest) => {
  const reading = readOptions(rest, SSH);
  const behind = readOptions(reading.rest.slice(1), SSH);
  for (const use of [...reading.options, ...behind.options]) {
    const command = use.name === "-o" ? LOCAL_COMMAND.exec(use.value ?? "")?.[1] : undefined;
    if (command !== undefined) return describeShellText(program, { text: command, pointer: use.pointer });
  }
  const first = behind.rest[0];
  if (first === undefined) return {};
  return describeShellText(program, { text: behind.rest.map((word) => word.text).join(" "), pointer: first.pointer });
};

const LOCAL_COMMAND =
  /^\s*(?:proxycommand|localcommand|knownhostscommand|pkcs11provider|match\s+exec)(?:\s*=\s*|\s+)(\S.*)$/is;
