// Reads docker, podman and nerdctl: the image they run and what of the host they hand to it.
import type { LaunchContainer } from "../../generated/event.ts";
import { readImageReference } from "../package/oci_reference.ts";
import { withoutPin } from "../package/package_identity.ts";
import { readMounts } from "./container_mounts.ts";
import { composeOptions, engineOptions, execOptions, runOptions } from "./container_options.ts";
import { listOptions, type OptionReading, readOptions } from "./read_options.ts";
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

export const readContainerEngine: ReadProgram = (program, rest) => {
  const before = readOptions(rest, engineOptions);
  const [verb, second] = before.rest;
  if (verb === undefined) return {};
  if (verb.text === "container" || verb.text === "compose") {
    const inner =
      verb.text === "compose" ? readOptions(before.rest.slice(1), composeOptions).rest : before.rest.slice(1);
    return readVerb(program, inner, verb.text === "compose", before.uncertain);
  }
  return second === undefined && verb.text !== "run" ? {} : readVerb(program, before.rest, false, before.uncertain);
};

/** docker-compose is `docker compose` under its old name. */
export const readComposeProgram: ReadProgram = (program, rest) =>
  readVerb(program, readOptions(rest, composeOptions).rest, true, false);

function readVerb(program: string, words: readonly Word[], isCompose: boolean, uncertain: boolean): Step {
  const verb = words[0]?.text;
  const rest = words.slice(1);
  switch (verb) {
    case "run":
    case "create": {
      const reading = readOptions(rest, runOptions);
      return readRun(program, { ...reading, uncertain: reading.uncertain || uncertain }, !isCompose);
    }
    case "exec":
    case "attach":
    case "start":
      return withVariables(readOptions(rest, execOptions), (reading) => ({ container: describe(program, reading) }));
    default:
      return {};
  }
}

function readRun(runtime: string, reading: OptionReading, hasImage: boolean): Step {
  return withVariables(reading, () => {
    const container = describe(runtime, reading);
    const word = reading.rest[0];
    if (!hasImage || word === undefined) return { container };
    const image = readImageReference(word.text);
    const digest = image.digest === undefined || reading.uncertain ? {} : { digest: image.digest };
    const tag = image.tag === undefined ? {} : { tag: image.tag };
    const identity = reading.uncertain ? withoutPin(image.identity) : image.identity;
    return {
      container: { ...container, image: image.name, ...tag, ...digest, pointer: word.pointer },
      package: describePackage(runtime, identity, word.pointer),
    };
  });
}

function describe(runtime: string, reading: OptionReading): LaunchContainer {
  return {
    runtime,
    privileged: listOptions(reading, "--privileged").some((use) => !/^(?:false|f|0)$/i.test(use.value ?? "true")),
    host_namespaces: listHostNamespaces(reading),
    capabilities_added: listOptions(reading, "--cap-add").flatMap((use) =>
      (use.value ?? "").split(",").map((name) => name.trim().toUpperCase().replace(/^CAP_/, "")),
    ),
    mounts: readMounts(reading),
  };
}

function listHostNamespaces(reading: OptionReading): string[] {
  const found = new Set<string>();
  for (const use of reading.options) {
    const namespace = NAMESPACES.get(use.name);
    if (namespace !== undefined && /^(?:host|name=host)$/i.test(use.value ?? "")) found.add(namespace);
  }
  return [...found];
}

function withVariables(reading: OptionReading, describeStep: (reading: OptionReading) => Step): Step {
  const names = listOptions(reading, "-e", "--env").flatMap((use) => readAssignmentName(use.value ?? "") ?? []);
  return { ...describeStep(reading), ...(names.length === 0 ? {} : { env_keys: names }) };
}
