// Reads go run, cargo run, dotnet and dnx: the package they fetch or the project they build and start.
import { readGoModule } from "../package/go_module.ts";
import { readNugetPackage } from "../package/nuget_package.ts";
import { installCrate, installGo } from "./installers.ts";
import { startsInterpreter, usesHarmlessOptions } from "./package_exact.ts";
import { findOption, listNames, type OptionTable, readOptions } from "./read_options.ts";
import { describePackage, describeScript, type ReadProgram, type Step, type Word } from "./step.ts";

const GO: OptionTable = {
  values: listNames(
    "C exec mod modfile overlay tags ldflags gcflags asmflags gccgoflags p pgo buildmode compiler coverpkg covermode installsuffix pkgdir toolexec",
  ),
  switches: listNames("a n race msan asan cover v work x buildvcs json linkshared modcacherw trimpath"),
  bare: true,
};
const DOTNET: OptionTable = {
  values: listNames(
    "--project -p -c --configuration -f --framework --launch-profile -lp -r --runtime -v --verbosity --os -a --arch --artifacts-path --file -e --environment --property",
  ),
  switches: listNames(
    "--no-build --no-restore --no-launch-profile --no-dependencies --interactive --self-contained --no-self-contained --force --no-cache",
  ),
};
const DNX: OptionTable = {
  values: listNames(
    "--version --source --add-source --configfile --framework -v --verbosity --arch -a --tool-manifest",
  ),
  switches: listNames(
    "-y --yes --interactive --allow-roll-forward --prerelease --no-http-cache --ignore-failed-sources --disable-parallel",
  ),
};

export const readGo: ReadProgram = (program, rest) => {
  if (rest[0]?.text === "tool") return {};
  if (rest[0]?.text === "install" || rest[0]?.text === "get") return installGo(program, rest.slice(1));
  if (rest[0]?.text !== "run") return {};
  const reading = readOptions(rest.slice(1), GO);
  const main = reading.rest[0];
  if (main === undefined) return {};
  const identity = readGoModule(main.text);
  if (identity.registry === "path") return describeScript(main);
  const starts = findOption(reading, "exec", "toolexec");
  const inline =
    starts === undefined ? {} : { inline_code: { program, flag: `-${starts.name}`, pointer: starts.pointer } };
  const pinned = identity.pinned && !reading.uncertain;
  return {
    package: describePackage(program, { ...identity, pinned }, main.pointer, {
      exact: usesHarmlessOptions(reading) && !startsInterpreter(reading.rest.slice(1)),
    }),
    ...inline,
  };
};

export const readDotnet: ReadProgram = (program, rest) => {
  const [verb, second, third] = rest;
  if (verb?.text === "dnx") return readDnx(program, rest.slice(1));
  if (verb?.text === "tool" && (second?.text === "exec" || second?.text === "execute"))
    return readDnx(program, rest.slice(2));
  if (verb?.text === "exec") return describeScript(third === undefined ? second : lastPath(rest.slice(1)));
  if (verb?.text === "run") {
    const project = findOption(readOptions(rest.slice(1), DOTNET), "--project", "-p", "--file");
    return project?.value === undefined ? {} : { script: { path: project.value, pointer: project.pointer } };
  }
  return verb !== undefined && /\.(?:dll|cs|exe)$/i.test(verb.text) ? describeScript(verb) : {};
};

function lastPath(words: readonly Word[]): Word | undefined {
  return words.find((word) => /\.dll$/i.test(word.text));
}

export const readDnx: ReadProgram = (program, rest): Step => {
  const reading = readOptions(rest, DNX);
  const first = reading.rest[0];
  if (first === undefined) return {};
  const version = findOption(reading, "--version")?.value;
  const identity = readNugetPackage(version === undefined ? first.text : `${first.text}@${version}`);
  const pinned = identity.pinned && !reading.uncertain;
  return {
    package: describePackage(program, { ...identity, pinned }, first.pointer, {
      exact: usesHarmlessOptions(reading) && !startsInterpreter(reading.rest.slice(1)),
    }),
  };
};

export const readCargo: ReadProgram = (program, rest) => {
  if (rest[0]?.text === "install" || rest[0]?.text === "binstall") return installCrate(program, rest.slice(1));
  const manifest = rest.findIndex((word) => word.text === "--manifest-path");
  const inline = rest.find((word) => word.text.startsWith("--manifest-path="));
  if (inline !== undefined)
    return { script: { path: inline.text.slice("--manifest-path=".length), pointer: inline.pointer } };
  return manifest < 0 ? {} : describeScript(rest[manifest + 1]);
};
