// Reads docker, podman and nerdctl: the image they run and what of the host they hand to it.
import type { LaunchContainer } from "../../generated/event.ts";
import { readImageReference } from "../package/oci_reference.ts";
import { nameFromUrl, withoutPin } from "../package/package_identity.ts";
import { isOff, readMounts } from "./container_mounts.ts";
import { composeOptions, engineOptions, execOptions, playOptions, runOptions } from "./container_options.ts";
import { baseName, startsInterpreter, usesHarmlessContainerOptions } from "./package_exact.ts";
import { findOption, listOptions, type OptionReading, readOptions } from "./read_options.ts";
import { describePackage, type ReadProgram, readAssignmentName, type Step, type Word } from "./step.ts";

const NAMESPACES = new Map([
  ["--network", "network"],
  ["--net", "network"],
  ["--pid", "pid"],
  ["--ipc", "ipc"],
  ["--uts", "uts"],
  ["--userns", "userns"],
  ["--cgroupns", "cgroupns"],
]);

const ENGINES = ["-H", "--host", "-c", "--context", "--connection", "--url", "-a", "--address"];

/** Words in front of the verb: which engine, and whether they were read for certain. */
interface Before {
  readonly engine?: string;
  readonly uncertain: boolean;
  readonly isPlain: boolean;
}

export const readContainerEngine: ReadProgram = (program, rest) => {
  const reading = readOptions(rest, engineOptions);
  const [verb, second, third] = reading.rest;
  if (verb === undefined) return {};
  const before = readBefore(reading);
  if (verb.text === "compose") return readCompose(program, reading.rest.slice(1), before);
  if (verb.text === "container") return readVerb(program, reading.rest.slice(1), false, before);
  const words = `${verb.text} ${second?.text ?? ""}`;
  if ((words === "kube play" || words === "play kube") && third !== undefined)
    return readPlay(program, reading.rest.slice(2));
  return second === undefined && verb.text !== "run" ? {} : readVerb(program, reading.rest, false, before);
};

/** docker-compose is `docker compose` under its old name. */
export const readComposeProgram: ReadProgram = (program, rest) =>
  readCompose(program, rest, { uncertain: false, isPlain: true });

function readBefore(reading: OptionReading): Before {
  const address = findOption(reading, ...ENGINES)?.value;
  const engine = address === undefined ? {} : { engine: nameFromUrl(address) };
  return { ...engine, uncertain: reading.uncertain, isPlain: reading.options.length === 0 };
}

/** A compose file from elsewhere is the software: it names images, commands and mounts. */
function readCompose(program: string, words: readonly Word[], before: Before): Step {
  const reading = readOptions(words, composeOptions);
  const step = readVerb(program, reading.rest, true, before);
  const file = listOptions(reading, "-f", "--file").find((use) => isRemote(use.value ?? ""));
  return file === undefined ? step : { ...step, package: describeFile(program, file.value ?? "", file.pointer) };
}

function readPlay(program: string, words: readonly Word[]): Step {
  const file = readOptions(words, playOptions).rest[0];
  return file === undefined ? {} : { package: describeFile(program, file.text, file.pointer) };
}

function isRemote(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|oci:)/i.test(text);
}

function describeFile(program: string, text: string, pointer: string) {
  const registry = isRemote(text) ? "url" : "path";
  return describePackage(program, { registry, name: nameFromUrl(text), pinned: false }, pointer);
}

function readVerb(program: string, words: readonly Word[], isCompose: boolean, before: Before): Step {
  const verb = words[0]?.text;
  const rest = words.slice(1);
  switch (verb) {
    case "run":
    case "create": {
      const reading = readOptions(rest, runOptions);
      const uncertain = reading.uncertain || before.uncertain;
      return readRun(program, { ...reading, uncertain }, !isCompose, {
        ...before,
        isPlain: before.isPlain && verb === "run",
      });
    }
    case "exec":
    case "attach":
    case "start":
      return withVariables(readOptions(rest, execOptions), (reading) => ({
        container: describe(program, reading, before),
      }));
    default:
      return {};
  }
}

function readRun(runtime: string, reading: OptionReading, hasImage: boolean, before: Before): Step {
  return withVariables(reading, () => {
    const container = describe(runtime, reading, before);
    const word = reading.rest[0];
    if (!hasImage || word === undefined) return { container };
    if (listOptions(reading, "--rootfs").some((use) => !isOff(use))) {
      const mounts = [...container.mounts, { source: word.text, read_only: false, pointer: word.pointer }];
      return { container: { ...container, mounts } };
    }
    const image = readImageReference(word.text);
    const digest = image.digest === undefined || reading.uncertain ? {} : { digest: image.digest };
    const tag = image.tag === undefined ? {} : { tag: image.tag };
    const identity = reading.uncertain ? withoutPin(image.identity) : image.identity;
    const own = { text: baseName(image.name), pointer: word.pointer };
    const exact =
      before.isPlain && usesHarmlessContainerOptions(reading) && !startsInterpreter([own, ...reading.rest.slice(1)]);
    return {
      container: { ...container, image: image.name, ...tag, ...digest, pointer: word.pointer },
      package: describePackage(runtime, identity, word.pointer, { exact }),
    };
  });
}

function describe(runtime: string, reading: OptionReading, { engine }: Before): LaunchContainer {
  const list = (...names: string[]) => listOptions(reading, ...names).flatMap((use) => use.value ?? []);
  // Of `/dev/sda:/dev/x:rw` the host has the first part.
  const devices = [
    ...list("--device").map((value) => (value.startsWith("/") ? value.replace(/:.*$/s, "") : value)),
    ...list("--device-cgroup-rule"),
  ];
  const security_options = list("--security-opt");
  const volumes_from = list("--volumes-from").map((value) => value.replace(/:.*$/s, ""));
  const joined_namespaces = listNamespaces(reading, /^(?:container|service):/i);
  return {
    runtime,
    privileged: listOptions(reading, "--privileged").some((use) => !isOff(use)),
    host_namespaces: listNamespaces(reading, /^(?:(?:name=)?host$|ns:)/i),
    capabilities_added: listOptions(reading, "--cap-add").flatMap((use) =>
      (use.value ?? "").split(",").map((name) => name.trim().toUpperCase().replace(/^CAP_/, "")),
    ),
    ...(devices.length === 0 ? {} : { devices }),
    ...(security_options.length === 0 ? {} : { security_options }),
    ...(volumes_from.length === 0 ? {} : { volumes_from }),
    ...(joined_namespaces.length === 0 ? {} : { joined_namespaces }),
    ...(engine === undefined ? {} : { engine }),
    mounts: readMounts(reading),
  };
}

function listNamespaces(reading: OptionReading, pattern: RegExp): string[] {
  const found = new Set<string>();
  for (const use of reading.options) {
    const namespace = NAMESPACES.get(use.name);
    if (namespace !== undefined && pattern.test(use.value ?? "")) found.add(namespace);
  }
  return [...found];
}

function withVariables(reading: OptionReading, describeStep: (reading: OptionReading) => Step): Step {
  const names = listOptions(reading, "-e", "--env").flatMap((use) => readAssignmentName(use.value ?? "") ?? []);
  return { ...describeStep(reading), ...(names.length === 0 ? {} : { env_keys: names }) };
}
