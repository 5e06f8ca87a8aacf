// Programs that only start another program: sudo, env, timeout and their like, and how to find what they start.
import { listNames, type OptionReading, type OptionTable, readOptions } from "./read_options.ts";
import { type ReadProgram, readAssignmentName, type Step, type Word } from "./step.ts";

interface Prefix {
  readonly values?: string;
  readonly switches?: string;
  /** Plain words between the options and the program, as the duration of timeout. */
  readonly operands?: number;
  readonly assignments?: boolean;
  readonly elevated?: boolean;
  /** Words that must come first for it to start a program, as in `op run`. */
  readonly verbs?: readonly string[];
  /** It starts something else too, or joins its words to a text: only `--` makes it certain. */
  readonly needsDashes?: boolean;
}

const PREFIXES: Readonly<Record<string, Prefix>> = {
  sudo: {
    values:
      "-u --user -g --group -h --host -p --prompt -C --close-from -r --role -t --type -T --command-timeout -U --other-user -D --chdir -R --chroot",
    switches:
      "-A -b -B -E -H -i -k -K -n -N -P -s -S --askpass --background --preserve-env --set-home --login --non-interactive --preserve-groups --shell --stdin",
    assignments: true,
    elevated: true,
  },
  doas: { values: "-u -C -a", switches: "-n -s -L", elevated: true },
  pkexec: { values: "--user -u", switches: "--disable-internal-agent --keep-cwd", elevated: true },
  gsudo: { values: "-u --user --loglevel", switches: "-n --new -w --wait -s --system -d --direct", elevated: true },
  nice: { values: "-n --adjustment", switches: "" },
  ionice: { values: "-c --class -n --classdata", switches: "-t" },
  nohup: {},
  setsid: { switches: "-c --ctty -f --fork -w --wait" },
  time: { values: "-f --format -o --output", switches: "-p --portability -v --verbose -a --append -q --quiet -l -h" },
  timeout: {
    values: "-k --kill-after -s --signal",
    switches: "--preserve-status --foreground -f -p -v --verbose",
    operands: 1,
  },
  stdbuf: { values: "-i --input -o --output -e --error" },
  unbuffer: { switches: "-p" },
  "xvfb-run": {
    values: "-n --server-num -e --error-file -f --auth-file -p --xauth-protocol -s --server-args -w --wait",
    switches: "-a --auto-servernum -l --listen-tcp -d",
  },
  caffeinate: { values: "-t -w", switches: "-d -i -m -s -u" },
  chroot: { values: "--groups --userspec", switches: "--skip-chdir", operands: 1 },
  xargs: { values: "-I -n -P -L -d -s -a -E", switches: "-0 -r -t -p -x" },
  busybox: {},
  toybox: {},
  lima: {},
  colima: { values: "-p --profile" },
  "cross-env": { assignments: true },
  dotenv: { values: "-e -v -p -c -f --file", switches: "-o --no-expand --overload --quiet" },
  dotenvx: {
    values: "-f --env-file -fk --env-keys-file -e --env --convention -l --log-level",
    switches: "-o --overload -q --quiet -v --verbose -d --debug --strict --ops-off",
    verbs: ["run"],
  },
  op: {
    values: "--env-file --account --session --config --cache --encoding --format --environment",
    switches: "--no-masking --debug --iso-timestamps --no-color",
    verbs: ["run"],
  },
  direnv: { operands: 1, verbs: ["exec"] },
  doppler: {
    values: "-p --project -c --config -t --token --mount --mount-format --fallback --name-transformer --scope",
    switches: "--preserve-env --silent --no-fallback --fallback-only",
    verbs: ["run"],
    needsDashes: true,
  },
  infisical: {
    values: "--env --path --token --projectId --tags",
    switches: "--silent --expand",
    verbs: ["run"],
    needsDashes: true,
  },
  "aws-vault": {
    values: "-d --duration -b --backend --region",
    switches: "-n --no-session -s --server",
    operands: 1,
    verbs: ["exec"],
  },
  mise: {
    values: "-c --command -C --cd -j --jobs -E --env",
    switches: "-q -y -v --raw",
    verbs: ["exec", "x"],
    needsDashes: true,
  },
  fnm: { values: "--using --fnm-dir --log-level", verbs: ["exec"] },
  volta: {
    values: "--node --npm --yarn --pnpm",
    switches: "--quiet --verbose --bundled-npm --no-yarn",
    verbs: ["run"],
  },
  poetry: { values: "-C --directory -P --project", switches: "-q -v -n", verbs: ["run"] },
  pipenv: { values: "--python --pypi-mirror", switches: "-q -v", verbs: ["run"] },
  pdm: { values: "-p --project -s --site-packages", switches: "-q -v", verbs: ["run"] },
  rye: { verbs: ["run"] },
  pixi: { values: "-e --environment --manifest-path -m", switches: "--frozen --locked -q -v", verbs: ["run"] },
  conda: {
    values: "-n --name -p --prefix --cwd",
    switches: "-v --verbose --no-capture-output --live-stream --dev --debug-wrapper-scripts",
    verbs: ["run"],
  },
  micromamba: {
    values: "-n --name -p --prefix --cwd -a --attach",
    switches: "-d --detach --clean-env",
    verbs: ["run"],
  },
  "mcp-trust": {
    values:
      "--name --env --cwd --variables-file --url --header --header-env --was --log --max-message --listen --allowed-host --allowed-origin --settings --lock " +
      "--profile --bundle",
    switches: "--no-prompt",
    verbs: ["wrap"],
    needsDashes: true,
  },
  wsl: {
    values: "-d --distribution -u --user --cd --shell-type",
    switches: "-e --exec --system",
  },
};

const TABLES = new Map(
  Object.entries(PREFIXES).map(([name, prefix]): [string, Prefix & { table: OptionTable }] => [
    name,
    {
      ...prefix,
      table: { values: listNames(prefix.values ?? ""), switches: listNames(prefix.switches ?? ""), clusters: true },
    },
  ]),
);

export const prefixPrograms: ReadonlySet<string> = new Set(TABLES.keys());

export const readPrefix: ReadProgram = (program, rest) => {
  const prefix = TABLES.get(program);
  if (prefix === undefined) return {};
  const before = prefix.verbs === undefined ? undefined : readOptions(rest, prefix.table);
  const verb = before?.rest[0]?.text;
  if (prefix.verbs !== undefined && (verb === undefined || !prefix.verbs.includes(verb))) return {};
  const words = before === undefined ? skipRun(program, rest, prefix.table) : before.rest.slice(1);
  const reading = readOptions(words, prefix.table);
  const found = prefix.needsDashes ? afterDashes(words, reading) : skipOperands(reading.rest, prefix.operands ?? 0);
  const { names, next } = prefix.assignments ? takeAssignments(found) : { names: [], next: found };
  return {
    ...(next.length === 0 ? {} : { next }),
    ...(prefix.elevated ? { elevated: true } : {}),
    ...(names.length === 0 ? {} : { env_keys: names }),
    ...(reading.uncertain || before?.uncertain ? { unread: true } : {}),
  };
};

/** There are two programs called dotenv: `dotenv -- x` and `dotenv run -- x`. */
function skipRun(program: string, rest: readonly Word[], table: OptionTable): readonly Word[] {
  if (program !== "dotenv") return rest;
  const words = readOptions(rest, table).rest;
  return words[0]?.text === "run" ? words.slice(1) : rest;
}

function skipOperands(words: readonly Word[], count: number): readonly Word[] {
  const rest = words.slice(count);
  return count > 0 && rest[0]?.text === "--" ? rest.slice(1) : rest;
}

/** Attacker-controlled: `--` behind an option that takes a value is that value. */
function afterDashes(words: readonly Word[], { options, rest }: OptionReading): readonly Word[] {
  const values = new Set(options.filter(({ value }) => value === "--").map(({ pointer }) => pointer));
  const dashes = words.findIndex(({ text, pointer }) => text === "--" && !values.has(pointer));
  return dashes < 0 ? rest : words.slice(dashes + 1);
}

export function takeAssignments(words: readonly Word[]): { names: string[]; next: readonly Word[] } {
  const names: string[] = [];
  for (const word of words) {
    const name = readAssignmentName(word.text);
    if (name === undefined) break;
    names.push(name);
  }
  return { names, next: words.slice(names.length) };
}

/** runas takes the whole command line of what it starts as one argument. */
export const readRunas: ReadProgram = (_program, rest): Step => {
  const words = rest.filter((word) => !word.text.startsWith("/"));
  const only = words[0];
  if (only === undefined) return { elevated: true };
  if (words.length > 1) return { elevated: true, next: words };
  const next = only.text.split(/\s+/).map((text) => ({ text: text.replaceAll('"', ""), pointer: only.pointer }));
  return { elevated: true, next };
};
