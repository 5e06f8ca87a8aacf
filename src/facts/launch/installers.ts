// Reads commands that fetch a package by name and run or keep it: install, create, gem exec, nix run.
import { readGoModule } from "../package/go_module.ts";
import { readNpmSpec } from "../package/npm_spec.ts";
import { isLocalPath, nameFromUrl, type PackageIdentity } from "../package/package_identity.ts";
import { readPythonRequirement } from "../package/python_requirement.ts";
import { findOption, listNames, type OptionTable, readOptions } from "./read_options.ts";
import { describePackage, type ReadProgram, type Step, type Word } from "./step.ts";

/** An installation runs code of the packages, and of what they depend on: it pins nothing. */
export function readInstall(
  program: string,
  words: readonly Word[],
  readName: (text: string) => PackageIdentity,
): Step {
  const reading = readOptions(words, INSTALL);
  const file = findOption(reading, "-r", "--requirement", "--requirements", "-e", "--editable");
  const listed =
    file?.value === undefined || !/^(?:pip|uv)/.test(program)
      ? []
      : [{ text: file.value, pointer: file.pointer, isFile: true }];
  const named = [...reading.rest.map((word) => ({ ...word, isFile: false })), ...listed];
  const first = named.find((word) => word.isFile || !readName(word.text).pinned) ?? named[0];
  if (first === undefined) return {};
  const identity: PackageIdentity = first.isFile ? readFile(first.text, readName) : readName(first.text);
  const registry = findOption(
    reading,
    "-i",
    "--index-url",
    "--extra-index-url",
    "-f",
    "--find-links",
    "--registry",
    "--index",
  );
  return { package: describePackage(program, { ...identity, pinned: false }, first.pointer, { registry }) };
}

/** What -r and -e take is a path, unless it says that it is an address. */
function readFile(text: string, readName: (text: string) => PackageIdentity): PackageIdentity {
  return /^[a-z][a-z0-9+.-]{1,20}:/i.test(text) ? readName(text) : { registry: "path", name: text, pinned: false };
}

const INSTALL: OptionTable = {
  values: listNames(
    "-r --requirement --requirements -e --editable -c --constraint --constraints -i --index-url --extra-index-url --index -f --find-links " +
      "-t --target --prefix --root --python --registry --cache-dir --platform --python-version --implementation --abi --src --log " +
      "--proxy --retries --timeout --trusted-host --cert --client-cert -C --config-settings --global-option --no-binary --only-binary " +
      "--version --vers --features -F --branch --rev --tag --filter --dir --store-dir --with",
  ),
  switches: listNames(
    "-U --upgrade -g --global -D --save-dev --user --pre -q --quiet --no-deps --system --force --locked -y",
  ),
  interleaved: true,
};

/** `npm create x` runs the package create-x, and `npm create @a/x` runs @a/create-x. */
export function readCreate(program: string, word: Word | undefined): Step {
  if (word === undefined) return {};
  const { text, pointer } = word;
  const identity = readNpmSpec(/[:\\]|^[./~]/.test(text) ? text : nameCreator(text));
  return { package: describePackage(program, { ...identity, pinned: false }, pointer) };
}

function nameCreator(text: string): string {
  if (!text.startsWith("@")) return text.includes("/") ? text : `create-${text}`;
  const slash = text.indexOf("/");
  if (slash >= 0) return `${text.slice(0, slash)}/create-${text.slice(slash + 1)}`;
  const at = text.indexOf("@", 1);
  return at < 0 ? `${text}/create` : `${text.slice(0, at)}/create${text.slice(at)}`;
}

export const readPip: ReadProgram = (program, rest) => {
  const verb = rest.findIndex((word) => !word.text.startsWith("-"));
  if (verb < 0 || !/^(?:install|download|wheel)$/.test(rest[verb]?.text ?? "")) return {};
  return readInstall(program, rest.slice(verb + 1), readPythonRequirement);
};

/** The event knows no registry of gems or of flakes, so both are named by their address. */
export const readGem: ReadProgram = (program, rest) => {
  const [verb, ...words] = rest;
  if (!/^(?:exec|install|i)$/.test(verb?.text ?? "")) return {};
  return readInstall(program, words, (text) => ({
    registry: "url",
    name: `https://rubygems.org/gems/${text.replace(/:.*$/s, "")}`,
    pinned: false,
  }));
};

export const readNix: ReadProgram = (program, rest) => {
  const verb = rest.findIndex((word) => /^(?:run|shell|develop|profile)$/.test(word.text));
  if (verb < 0) return {};
  const words = rest.slice(verb + 1);
  const dashes = words.findIndex((word) => word.text === "--");
  return readInstall(program, dashes < 0 ? words.slice(0, 1) : words.slice(0, dashes), readFlake);
};

function readFlake(text: string): PackageIdentity {
  const flake = nameFromUrl(text);
  if (isLocalPath(flake) || flake.startsWith("path:")) return { registry: "path", name: flake, pinned: false };
  const [, host, path] = /^(github|gitlab|sourcehut):(.*)$/s.exec(flake) ?? [];
  if (host === undefined || path === undefined) return { registry: "url", name: flake, pinned: false };
  const domain = host === "sourcehut" ? "git.sr.ht" : `${host}.com`;
  return { registry: "git", name: `https://${domain}/${path.split("/").slice(0, 2).join("/")}`, pinned: false };
}

export function installGo(program: string, words: readonly Word[]): Step {
  return readInstall(program, words, readGoModule);
}

export function installCrate(program: string, words: readonly Word[]): Step {
  return readInstall(program, words, (text) => ({
    registry: "crates",
    name: text.replace(/@.*$/s, ""),
    pinned: false,
  }));
}

/** corepack starts the package manager that is named, in the version that is named. */
export const readCorepack: ReadProgram = (_program, rest) => {
  const first = rest[0];
  const manager = /^(npm|npx|pnpm|pnpx|yarn|yarnpkg)(?:@|$)/.exec(first?.text ?? "")?.[1];
  if (first === undefined || manager === undefined) return {};
  return { next: [{ text: manager, pointer: first.pointer }, ...rest.slice(1)] };
};
