// Reads uvx, uv, pipx and pip-run: which Python package they fetch and what they run from it.
import { isWebUrl, nameFromUrl, type PackageIdentity, withoutPin } from "../package/package_identity.ts";
import { normalizePythonName, readPythonRequirement } from "../package/python_requirement.ts";
import { readInstall } from "./installers.ts";
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

// From `uv run --help` and `uv tool run --help` of uv 0.13, and names that older versions knew.
const UV_VALUES =
  "--allow-insecure-host --cache-dir --color --config-file -C --config-setting --config-settings-package --default-index --directory " +
  "--env-file --exclude-newer --exclude-newer-package --extra-index-url -f --find-links --fork-strategy --index --index-strategy " +
  "-i --index-url --keyring-provider --link-mode --no-binary-package --no-build-isolation-package --no-build-package " +
  "--no-sources-package --prerelease --prerelease-package --project -p --python --python-platform --refresh-package " +
  "--reinstall-package --resolution --upgrade-group -P --upgrade-package -w --with --with-editable --with-requirements " +
  "--preview-features --python-preference --python-fetch --torch-backend";
const UV_SWITCHES =
  "--compile-bytecode -h --help --isolated --managed-python --no-binary --no-build --no-build-isolation -n --no-cache --no-config " +
  "--no-env-file --no-index --no-managed-python --no-progress --no-python-downloads --no-require-build-hashes --no-sources --offline " +
  "-q --quiet --refresh --reinstall --require-build-hashes --system-certs -U --upgrade -v --verbose --native-tls --pre --preview " +
  "--no-preview -V --version --show-resolution --no-native-tls";
const UVX: OptionTable = {
  values: listNames(`${UV_VALUES} --from -b --build-constraints -c --constraints --overrides`),
  switches: listNames(`${UV_SWITCHES} --lfs`),
  clusters: true,
};
const UV_RUN: OptionTable = {
  values: listNames(`${UV_VALUES} --extra --no-extra --group --no-group --only-group --no-editable-package --package`),
  switches: listNames(
    `${UV_SWITCHES} --active --all-extras --all-groups --all-packages --exact --frozen --gui-script --locked -m --module ` +
      "--no-default-groups --no-dev --dev --no-editable --no-project --no-sync --only-dev -s --script --inexact",
  ),
  clusters: true,
};
const PIPX: OptionTable = {
  values: listNames("--spec -i --index-url --pip-args --python --suffix --backend --with --fetch-python"),
  switches: listNames(
    "--no-cache --path --pypackages -v --verbose -q --quiet --system-site-packages --fetch-missing-python --global --editable -e",
  ),
};

export const readUvx: ReadProgram = (program, rest) => fetchAndRun(program, readOptions(rest, UVX));

export const readUv: ReadProgram = (program, rest) => {
  const before = readOptions(rest, UVX);
  const [verb, second] = before.rest;
  if (verb?.text === "tool" && (second?.text === "run" || second?.text === "x")) {
    const after = readOptions(before.rest.slice(2), UVX);
    return fetchAndRun(program, {
      ...after,
      options: [...before.options, ...after.options],
      uncertain: before.uncertain || after.uncertain,
    });
  }
  if (verb?.text === "pip" && second?.text === "install")
    return readInstall(program, before.rest.slice(2), readPythonRequirement);
  if (verb?.text === "tool" && second?.text === "install")
    return readInstall(program, before.rest.slice(2), readPythonRequirement);
  if (verb?.text !== "run") return {};
  const reading = readOptions(before.rest.slice(1), UV_RUN);
  return runInProject(program, {
    ...reading,
    options: [...before.options, ...reading.options],
    uncertain: before.uncertain || reading.uncertain,
  });
};

function fetchAndRun(runner: string, reading: OptionReading): Step {
  const from = findOption(reading, "--from");
  const first = reading.rest[0];
  const named = from?.value === undefined ? first : { text: from.value, pointer: from.pointer };
  if (named === undefined) return {};
  const identity = readPythonRequirement(named.text);
  const own = first === undefined || from === undefined || isOwnTool(first.text, identity);
  const exact = own && usesHarmlessOptions(reading, "--from") && !startsInterpreter(reading.rest.slice(1));
  const pkg = nameUnpinned(runner, identity, named, reading, exact);
  if (from !== undefined || first === undefined) return { package: pkg, inside: reading.rest };
  const tool = { text: first.text.replace(/[@=<>~![].*$/s, ""), pointer: first.pointer };
  return {
    package: pkg,
    ...(tool.text === "" || /[\\/:]/.test(tool.text) ? {} : { inside: [tool, ...reading.rest.slice(1)] }),
  };
}

/** With --with several packages are installed together: the first that is not pinned stands for them. */
function nameUnpinned(runner: string, main: PackageIdentity, word: Word, reading: OptionReading, exact: boolean) {
  const source = { registry: findIndex(reading), exact };
  const other = main.pinned
    ? listExtras(reading).find((extra) => !readPythonRequirement(extra.text).pinned)
    : undefined;
  if (other !== undefined) return describePackage(runner, readPythonRequirement(other.text), other.pointer, source);
  return describePackage(runner, pinWithExtras(main, reading), word.pointer, source);
}

function isOwnTool(tool: string, identity: PackageIdentity): boolean {
  return normalizePythonName(tool) === normalizePythonName(baseName(identity.name));
}

function runInProject(program: string, reading: OptionReading): Step {
  const main = reading.rest[0];
  const extras = listExtras(reading);
  const extra = extras.find((word) => !readPythonRequirement(word.text).pinned) ?? extras[0];
  const fetched =
    extra === undefined
      ? {}
      : {
          package: describePackage(program, pinWithExtras(readPythonRequirement(extra.text), reading), extra.pointer, {
            registry: findIndex(reading),
          }),
        };
  if (main === undefined || findOption(reading, "-m", "--module")) return fetched;
  if (isWebUrl(main.text)) {
    const identity: PackageIdentity = { registry: "url", name: nameFromUrl(main.text), pinned: false };
    return { ...describeScript(main), package: describePackage(program, identity, main.pointer) };
  }
  const asScript =
    findOption(reading, "-s", "--script", "--gui-script") !== undefined ||
    /\.pyw?$/i.test(main.text) ||
    main.text === "-";
  if (asScript) return { ...fetched, ...describeScript(main) };
  if (reading.uncertain) return { ...fetched, next: reading.rest, unread: true };
  return { ...fetched, next: reading.rest };
}

/** --with installs more code beside the package: it is exact only when all of it is. */
function pinWithExtras(identity: PackageIdentity, reading: OptionReading): PackageIdentity {
  const files = listOptions(reading, "--with-editable", "--with-requirements");
  const exact = files.length === 0 && listExtras(reading).every((extra) => readPythonRequirement(extra.text).pinned);
  return exact && !reading.uncertain ? identity : withoutPin(identity);
}

function listExtras(reading: OptionReading): Word[] {
  return listOptions(reading, "-w", "--with").flatMap((use) =>
    splitRequirements(use.value ?? "")
      .map((text) => ({ text: text.trim(), pointer: use.pointer }))
      .filter((word) => word.text !== ""),
  );
}

/** A comma parts two requirements when a name follows it: not in `pkg[a,b]` and not in `pkg>=1,<2`. */
function splitRequirements(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === "[" || letter === "]") isInside = letter === "[";
    if (letter !== "," || isInside) continue;
    let next = at + 1;
    while (text.charAt(next) === " ") next += 1;
    if (/[a-z0-9]/i.test(text.charAt(next))) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
    at = next - 1;
  }
  return [...parts, text.slice(start)];
}

export const readPipx: ReadProgram = (program, rest) => {
  const before = readOptions(rest, PIPX);
  if (before.rest[0]?.text === "install") return readInstall(program, before.rest.slice(1), readPythonRequirement);
  if (before.rest[0]?.text !== "run") return {};
  const reading = readOptions(before.rest.slice(1), PIPX);
  const spec = findOption(reading, "--spec");
  const first = reading.rest[0];
  const named = spec?.value === undefined ? first : { text: spec.value, pointer: spec.pointer };
  if (named === undefined) return {};
  const script = spec === undefined && /\.py$/i.test(nameFromUrl(named.text));
  if (script && !isWebUrl(named.text)) return describeScript(named);
  const identity = readPythonRequirement(named.text);
  const own = spec === undefined || first === undefined || isOwnTool(first.text, identity);
  const exact =
    own &&
    [before, reading].every((part) => usesHarmlessOptions(part, "--spec")) &&
    !startsInterpreter(reading.rest.slice(first === undefined ? 0 : 1));
  const pkg = nameUnpinned(program, identity, named, reading, exact);
  return { package: pkg, ...(script ? describeScript(named) : {}) };
};

/** Any index counts, an extra one too: pip and uv take a package from whichever has it. */
function findIndex(reading: OptionReading) {
  return findOption(reading, ...INDEXES);
}

const INDEXES = ["--default-index", "--index", "-i", "--index-url", "--extra-index-url", "-f", "--find-links"];

/** `pip-run a b -- python args`: requirements first, the interpreter's words behind the dashes. */
export const readPipRun: ReadProgram = (program, rest) => {
  const dashes = rest.findIndex((word) => word.text === "--");
  const before = dashes < 0 ? rest : rest.slice(0, dashes);
  const requirements = before.filter((word) => !word.text.startsWith("-"));
  const first = requirements[0];
  const python = { text: "python", pointer: rest[dashes]?.pointer ?? "" };
  const inside = dashes < 0 ? {} : { inside: [python, ...rest.slice(dashes + 1)] };
  if (first === undefined) return inside;
  const pinned =
    requirements.length === before.length && requirements.every((word) => readPythonRequirement(word.text).pinned);
  const identity = readPythonRequirement(first.text);
  return { package: describePackage(program, pinned ? identity : withoutPin(identity), first.pointer), ...inside };
};
