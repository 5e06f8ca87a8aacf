// Reads npx, npm exec, pnpm dlx, yarn dlx and bunx: which package they fetch and what they run from it.
import type { LaunchInlineCode } from "../../generated/event.ts";
import { readNpmSpec } from "../package/npm_spec.ts";
import { withoutPin } from "../package/package_identity.ts";
import { readCreate, readInstall } from "./installers.ts";
import { listPreloads } from "./interpreter_steps.ts";
import { npmOptions, npxOptions } from "./npm_options.ts";
import { baseName, startsInterpreter, usesHarmlessOptions } from "./package_exact.ts";
import {
  findOption,
  listNames,
  listOptions,
  type OptionReading,
  type OptionTable,
  readOptions,
} from "./read_options.ts";
import { describePackage, describeScript, type ReadProgram, type Step, type Word } from "./step.ts";

const PNPM: OptionTable = {
  values: listNames(
    "--package --allow-build -C --dir -F --filter --filter-prod --reporter --loglevel --registry --store-dir --config-dir " +
      "--cache-dir --state-dir --virtual-store-dir --network-concurrency --changed-files-ignore-pattern --cpu --os --libc",
  ),
  switches: listNames(
    "-c --shell-mode -s --silent -w --workspace-root -r --recursive --offline --prefer-offline --prefer-online --color " +
      "--no-color --stream --aggregate-output --use-stderr --yes -y --parallel --ignore-scripts --fail-if-no-match",
  ),
};
const YARN: OptionTable = {
  values: listNames("-p --package --cwd"),
  switches: listNames("-q --quiet -s --silent -T --top-level -B"),
};
const BUNX: OptionTable = {
  values: listNames("-p --package --cwd -c --config --env-file --registry"),
  switches: listNames("--bun -b --silent --verbose --no-install -y --yes -i --prefer-offline --prefer-latest --smol"),
};

export const readNpx: ReadProgram = (program, rest) => fetchAndRun(program, readOptions(rest, npxOptions));

const NPM_INSTALL = /^(?:i|in|ins|inst|insta|instal|install|isnt|isnta|isntal|isntall|add|it|install-test)$/;

export const readNpm: ReadProgram = (program, rest) => {
  // npm reads options on both sides of the package, so `npm exec good -c "evil"` runs evil.
  const reading = readOptions(rest, npmOptions, 2);
  const verb = reading.rest[0]?.text;
  if (verb === undefined) return {};
  const after = { ...reading, rest: reading.rest.slice(1) };
  // npm takes any clear beginning of a verb.
  if (/^(?:x|exec?)$/.test(verb)) return fetchAndRun(program, after);
  if (/^(?:inn?it|ini|crea?t?e?)$/.test(verb) && after.rest.length > 0) return readCreate(program, after.rest[0]);
  return NPM_INSTALL.test(verb) ? readInstall(program, after.rest, readNpmSpec) : {};
};

export const readPnpm: ReadProgram = (program, rest) => {
  const before = readOptions(rest, PNPM);
  const verb = before.rest[0]?.text;
  if (verb === "create") return readCreate(program, readOptions(before.rest.slice(1), PNPM).rest[0]);
  if (verb === "add" || verb === "install" || verb === "i")
    return readInstall(program, before.rest.slice(1), readNpmSpec);
  if (verb !== "dlx" && verb !== "exec") return {};
  const reading = joinReadings(before, readOptions(before.rest.slice(1), PNPM));
  if (verb === "dlx") return fetchAndRun(program, reading);
  return findOption(reading, "-c", "--shell-mode") ? shellMode(program, reading) : startRest(reading);
};

export const readPnpx: ReadProgram = (program, rest) => fetchAndRun(program, readOptions(rest, PNPM));

export const readYarn: ReadProgram = (program, rest) => {
  const before = readOptions(rest, YARN);
  const verb = before.rest[0]?.text;
  const reading = joinReadings(before, readOptions(before.rest.slice(1), YARN));
  if (verb === "dlx") return fetchAndRun(program, reading);
  if (verb === "create") return readCreate(program, reading.rest[0]);
  if (verb === "add") return readInstall(program, reading.rest, readNpmSpec);
  return verb === "exec" ? startRest(reading) : {};
};

export const readBunx: ReadProgram = (program, rest) => fetchAndRun(program, readOptions(rest, BUNX));

const PACKAGE_OPTIONS = ["p", "package", "-p", "--package"];

function fetchAndRun(runner: string, reading: OptionReading): Step {
  const named = listOptions(reading, ...PACKAGE_OPTIONS).filter((use) => use.value !== undefined);
  const call = findOption(reading, "c", "call");
  const mode = shellMode(runner, reading);
  const code: LaunchInlineCode | undefined =
    call === undefined
      ? mode.inline_code
      : { program: runner, flag: call.name === "c" ? "-c" : "--call", pointer: call.pointer };
  const inline = code === undefined ? {} : { inline_code: code };
  if (named.length > 0) {
    const words = named.map((use) => ({ text: use.value ?? "", pointer: use.pointer }));
    const tool = reading.rest[0]?.text;
    const pkg = choosePackage(runner, words, reading, tool);
    return { package: pkg, inside: reading.rest, ...inline };
  }
  const first = reading.rest[0];
  if (code !== undefined || first === undefined) return inline;
  const pkg = choosePackage(runner, [first], reading);
  const tool = { text: pkg.name.replace(/^.*\//, ""), pointer: first.pointer };
  const inside = pkg.registry === "npm" && !pkg.name.includes("/") ? { inside: [tool, ...reading.rest.slice(1)] } : {};
  return { package: pkg, ...inside, ...inline };
}

/** Several packages are installed together: the first that is not pinned stands for them, else the first. */
function choosePackage(runner: string, words: readonly Word[], reading: OptionReading, tool?: string) {
  const first = words.find((word) => !readNpmSpec(word.text).pinned) ?? words[0] ?? { text: "", pointer: "" };
  const identity = readNpmSpec(first.text);
  const pinned = !reading.uncertain && identity.pinned;
  const registry = reading.options.findLast(({ name }) => /^(?:--)?(?:reg(?:istry)?|@[^:]+:registry)$/.test(name));
  const exact =
    words.length === 1 &&
    (tool === undefined || tool === baseName(identity.name)) &&
    usesHarmlessOptions(reading, ...PACKAGE_OPTIONS) &&
    !startsInterpreter(reading.rest.slice(1));
  return describePackage(runner, pinned ? identity : withoutPin(identity), first.pointer, { registry, exact });
}

/** In shell mode pnpm hands the words to a shell. */
function shellMode(program: string, reading: OptionReading): { inline_code?: LaunchInlineCode } {
  const flag = findOption(reading, "-c", "--shell-mode");
  const first = reading.rest[0];
  if (flag === undefined || flag.value !== undefined || first === undefined || !program.startsWith("pnp")) return {};
  return { inline_code: { program, flag: flag.name, pointer: first.pointer } };
}

function startRest(reading: OptionReading): Step {
  return reading.rest.length === 0 ? {} : { next: reading.rest, ...(reading.uncertain ? { unread: true } : {}) };
}

function joinReadings(before: OptionReading, after: OptionReading): OptionReading {
  return { ...after, options: [...before.options, ...after.options], uncertain: before.uncertain || after.uncertain };
}

const BUN: OptionTable = {
  values: listNames(
    "-e --eval -p --print -r --require --preload --import -c --config --cwd --env-file --port -F --filter --conditions -d --define -l --loader",
  ),
  switches: listNames(
    "--bun -b --watch --hot --silent --smol --no-install -i --install --inspect --if-present --verbose",
  ),
  stops: listNames("-e --eval -p --print"),
};

export const readBun: ReadProgram = (program, rest) => {
  const reading = readOptions(rest, BUN);
  const code = reading.stop;
  if (code !== undefined) return { inline_code: { program, flag: code.name, pointer: code.pointer } };
  const verb = reading.rest[0]?.text;
  if (verb === "x") return readBunx(program, reading.rest.slice(1));
  if (verb === "create" || verb === "c") return readCreate(program, reading.rest[1]);
  if (verb === "add" || verb === "install" || verb === "i")
    return readInstall(program, reading.rest.slice(1), readNpmSpec);
  if (verb === "run") return readBun(program, reading.rest.slice(1));
  const loaded = listPreloads(program, reading.options, BUN_PRELOADS);
  return verb === undefined || BUN_VERBS.has(verb) ? loaded : { ...loaded, ...describeScript(reading.rest[0]) };
};

const BUN_PRELOADS = listNames("-r --require --preload --import");
const BUN_VERBS = new Set(
  "test install add remove update outdated link unlink pm build init create upgrade start dev exec repl".split(" "),
);
