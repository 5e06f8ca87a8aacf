// Reads interpreters (node, python, deno, java and the like): the script they run, or the program text in their flags.
import { readDenoSpecifier } from "../package/deno_specifier.ts";
import { isProgramText, listPreloads, readScript } from "./interpreter_steps.ts";
import { startsInterpreter, usesHarmlessOptions } from "./package_exact.ts";
import { nameProgram } from "./program_name.ts";
import { findOption, listNames, type OptionTable, readOptions } from "./read_options.ts";
import { describePackage, describeScript, type ReadProgram, type Step, type Word } from "./step.ts";

const NODE: OptionTable = {
  values: listNames(
    "-e --eval -p --print -pe -r --require --import --loader --experimental-loader -C --conditions --title --input-type --icu-data-dir " +
      "--openssl-config --watch-path --redirect-warnings --dns-result-order --inspect-port --debug-port --env-file " +
      "--env-file-if-exists --diagnostic-dir --report-dir --report-directory --report-filename --trace-event-categories " +
      "--unhandled-rejections --disable-warning --disable-proto --tsconfig -P --project -O --compiler-options -I --ignore " +
      "-D --ignore-diagnostics --cwd --cwd-mode --tls-keylog --snapshot-blob --experimental-default-type --exec -x -w --watch -i " +
      "--ext -d --delay -V --ignore-watch --test-reporter --test-reporter-destination --test-global-setup --experimental-config-file " +
      "--experimental-test-isolation --build-snapshot-config --run",
  ),
  switches: listNames(
    "--no-warnings --enable-source-maps --experimental-strip-types --esm -T --transpile-only --files --entry-url --experimental-entry-url --expose-gc --no-deprecation --trace-warnings " +
      "--preserve-symlinks --inspect --inspect-brk --inspect-wait --test --permission --allow-fs-read --allow-fs-write --max-old-space-size " +
      "--stack-size --experimental-vm-modules --experimental-sqlite --experimental-transform-types --watch --no-experimental-strip-types",
  ),
  stops: listNames("-e --eval -p --print -pe"),
  underscores: true,
};
const NODE_SWITCHES_ONLY = {
  ...NODE,
  values: new Set(
    [...NODE.values].filter((name) => !/^(?:-x|--exec|-w|--watch|-i|-d|-V|-I|--ext|--delay)$/.test(name)),
  ),
};
/** Scripts of npm itself: `node npx-cli.js pkg` is `npx pkg`. */
const NPM_SCRIPTS = new Map([
  ["npx-cli.js", "npx"],
  ["npm-cli.js", "npm"],
  ["npx", "npx"],
  ["npm", "npm"],
]);

export const readNode: ReadProgram = (program, rest) => {
  const reading = readOptions(rest, program === "nodemon" ? NODE : NODE_SWITCHES_ONLY);
  const exec = program === "nodemon" ? findOption(reading, "-x", "--exec") : undefined;
  if (exec !== undefined) return { inline_code: { program, flag: exec.name, pointer: exec.pointer } };
  const first = reading.rest[0];
  if (reading.stop === undefined && first !== undefined) {
    const runner = NPM_SCRIPTS.get(nameProgram(first.text));
    if (runner !== undefined) return { next: [{ text: runner, pointer: first.pointer }, ...reading.rest.slice(1)] };
    if (program === "tsx" && first.text === "watch") return readNode(program, reading.rest.slice(1));
    if (first.text === "inspect" || first.text === "-") return describeScript(reading.rest[1]);
  }
  return readScript(program, reading, NODE_PRELOADS);
};

const NODE_PRELOADS = listNames(
  "-r --require --import --loader --experimental-loader --env-file --env-file-if-exists --test-reporter --test-global-setup " +
    "--experimental-config-file --snapshot-blob --openssl-config --tsconfig",
);

const DENO: OptionTable = {
  values: listNames(
    "-c --config --import-map --location --seed --cert --ext --preload --import --require -L --log-level --conditions --env",
  ),
  switches: listNames(
    "-A --allow-all -R -W -N -E -S -I -r -q --quiet --no-check --check --reload --no-prompt --cached-only --no-lock --lock --frozen " +
      "--no-config --no-remote --no-npm --watch --watch-hmr --inspect --inspect-brk --inspect-wait --node-modules-dir --env-file " +
      "--allow-read --allow-write --allow-net --allow-env --allow-run --allow-ffi --allow-sys --allow-import --allow-scripts " +
      "--deny-read --deny-write --deny-net --deny-env --deny-run --deny-ffi --deny-sys --v8-flags --unstable --vendor --no-code-cache " +
      "--unstable-bare-node-builtins --unstable-byonm --unstable-cron --unstable-detect-cjs --unstable-ffi --unstable-fs " +
      "--unstable-http --unstable-kv --unstable-net --unstable-node-globals --unstable-sloppy-imports --unstable-temporal " +
      "--unstable-unsafe-proto --unstable-webgpu --unstable-worker-options --unstable-broadcast-channel --unstable-otel",
  ),
};

const DENO_PRELOADS = listNames("--preload --import --require");
const DENO_PERMISSIONS = [...DENO.switches].filter((name) =>
  /^-(?:[AqRWNES]|-allow-.*|-deny-.*|-no-prompt)$/.test(name),
);

export const readDeno: ReadProgram = (program, rest) => {
  const before = readOptions(rest, DENO);
  const verb = before.rest[0];
  if (verb === undefined) return {};
  if (verb.text === "eval") {
    const code = readOptions(before.rest.slice(1), DENO).rest[0];
    return { inline_code: { program, flag: "eval", pointer: (code ?? verb).pointer } };
  }
  const runs = verb.text === "run" || verb.text === "serve" || verb.text === "x";
  if (!runs && /^[a-z]+$/.test(verb.text)) return {};
  const reading = runs ? readOptions(before.rest.slice(1), DENO) : before;
  const main = reading.rest[0];
  const loaded = listPreloads(program, [...before.options, ...reading.options], DENO_PRELOADS);
  if (main === undefined) return loaded;
  if (isProgramText(main.text)) return { inline_code: { program, flag: verb.text, pointer: main.pointer } };
  const bare = verb.text === "x" && /^@?[a-z0-9]/i.test(main.text) && !/^(?:npm|jsr|https?):/i.test(main.text);
  const identity = readDenoSpecifier(bare ? `npm:${main.text}` : main.text);
  if (identity === undefined) return { ...describeScript(main), ...loaded };
  const pinned = identity.pinned && !before.uncertain && !reading.uncertain;
  const exact =
    !startsInterpreter(reading.rest.slice(1)) &&
    [before, reading].every((part) => usesHarmlessOptions(part, ...DENO_PERMISSIONS));
  const script = identity.registry === "url" ? describeScript(main) : {};
  return { ...loaded, ...script, package: describePackage(program, { ...identity, pinned }, main.pointer, { exact }) };
};

const PYTHON: OptionTable = {
  values: listNames("-c -m -W -X -Q --check-hash-based-pycs"),
  switches: listNames("-u -B -E -s -S -I -O -v -b -d -i -q -x -P -t -R -2 -3"),
  stops: listNames("-c -m"),
  clusters: true,
};
const PYTHON_MODULES = new Set(["pipx", "uv", "pip_run", "pip-run", "pip", "pip3"]);
/** Modules that take program text, or run a script of their own. */
const CODE_MODULES = new Set([
  "timeit",
  "pdb",
  "cProfile",
  "profile",
  "trace",
  "idlelib",
  "IPython",
  "ptpython",
  "bdb",
  "code",
]);

function readPythonModule(program: string, module: string, rest: readonly Word[]): Step {
  if (!CODE_MODULES.has(module)) return {};
  const code = rest.findIndex((word) => /^-(?:[csn]|-setup|-command)/.test(word.text) && word.text !== "-n");
  const script = rest.find((word) => /\.pyw?$/i.test(word.text));
  if (module !== "timeit" && code < 0) return describeScript(script);
  const text = rest[code < 0 ? 0 : code];
  return text === undefined ? {} : { inline_code: { program, flag: `-m ${module}`, pointer: text.pointer } };
}

export const readPython: ReadProgram = (program, rest) => {
  // The Windows launcher takes a version first: `py -3.11 script.py`.
  const words =
    program === "py"
      ? rest.filter((word, index) => index > 0 || !/^-(?:V:\S+|[23](?:\.\d+)?(?:-\d+)?)$/.test(word.text))
      : rest;
  const reading = readOptions(words, PYTHON);
  const stop = reading.stop;
  if (stop?.name === "-m") {
    if (stop.value === undefined) return {};
    if (!PYTHON_MODULES.has(stop.value)) return readPythonModule(program, stop.value, reading.rest);
    return { next: [{ text: stop.value.replace("_", "-"), pointer: stop.pointer }, ...reading.rest] };
  }
  return readScript(program, reading);
};
