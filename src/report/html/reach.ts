// Turns a described server and what its operator grants into the list of what it may reach.
import type { Event, LaunchContainer, Server } from "../../generated/event.ts";
import type { Grants } from "../../generated/settings.ts";
import { count } from "../place.ts";

export type ReachKind = "account" | "package" | "network" | "folder" | "environment" | "container" | "shell" | "data";

export interface Reach {
  readonly kind: ReachKind;
  readonly label: string;
  /** How it comes to reach that, in a few words. */
  readonly note: string;
  /** Into the event: a finding about one of these, or below it, is about this. */
  readonly pointers: readonly string[];
}

/** A list as long as a file makes it is not drawn; the rest is counted. */
const MOST = 4;

function listSome(all: readonly Reach[], many: string): Reach[] {
  const [first] = all;
  if (first === undefined || all.length <= MOST) return [...all];
  const rest = all.slice(MOST - 1);
  const label = `${rest.length} more ${many}`;
  const note = rest
    .slice(0, 20)
    .map((reach) => reach.label)
    .join(", ");
  return [
    ...all.slice(0, MOST - 1),
    { kind: first.kind, label, note, pointers: rest.flatMap(({ pointers }) => pointers) },
  ];
}

function describeAccount({ transport }: Server, { launch }: NonNullable<Event["facts"]>): Reach[] {
  if (transport !== "stdio" || launch?.container !== undefined) return [];
  const label = launch?.elevated === true ? "Administrator rights" : "This account";
  return [{ kind: "account", label, note: "runs with all its rights", pointers: ["/server/command"] }];
}

function describePackage({ package: found }: Server): Reach[] {
  if (found === undefined || found.registry === "path") return [];
  const label = found.registry_url ?? `${found.registry} registry`;
  const moving = found.registry === "oci" && found.version !== undefined ? "what the tag points to" : "what is newest";
  const note = found.pinned ? "fetches one exact version" : `fetches ${moving} then`;
  return [{ kind: "package", label, note, pointers: ["/server/package"] }];
}

/** A folder by its spelling; the commands of launchers are told apart by facts. */
const FOLDER =
  /^(?:\/|~(?:[/\\]|$)|\.{1,2}(?:[/\\]|$)|[A-Za-z]:[/\\]|\\\\|\$\{?(?:env:)?(?:HOME|userHome|workspaceFolder|PWD)\b|%[A-Za-z]+%[\\/])/;

function describeFolders({ args = [], cwd }: Server, { launch }: NonNullable<Event["facts"]>): Reach[] {
  const folder = (label: string, note: string, pointer: string): Reach => ({
    kind: "folder",
    label,
    note,
    pointers: [pointer],
  });
  const working = cwd === undefined ? [] : [folder(cwd, "working folder", "/server/cwd")];
  const container = launch?.container;
  if (container !== undefined) {
    const mounted = container.mounts.map(({ source, pointer, read_only: readOnly }) =>
      folder(source, readOnly === true ? "mounted, read only" : "mounted", pointer),
    );
    return listSome([...working, ...mounted], "mounts");
  }
  // A switch of cmd.exe looks like a folder at the root.
  const isSwitch = (arg: string) => launch?.shell?.program === "cmd" && /^\/[A-Za-z]$/.test(arg);
  const taken = new Set([launch?.script, launch?.shell, launch?.inline_code].map((part) => part?.pointer));
  const named = args.flatMap((arg, index) => {
    const pointer = `/server/args/${index}`;
    const value = /^--?[\w-]{1,64}=/.test(arg) ? arg.slice(arg.indexOf("=") + 1) : arg;
    return FOLDER.test(value) && !isSwitch(arg) && !taken.has(pointer)
      ? [folder(value, "named in an argument", pointer)]
      : [];
  });
  return listSome([...working, ...named], "folders");
}

function describeContainer(container: LaunchContainer | undefined): Reach[] {
  if (container === undefined) return [];
  const shared = [
    ...(container.privileged ? ["privileged"] : []),
    ...container.host_namespaces.map((name) => `host ${name}`),
    ...container.capabilities_added,
  ];
  const note = shared.length === 0 ? (container.image ?? "") : shared.join(", ");
  return [
    {
      kind: "container",
      label: `${container.runtime} container`,
      note,
      pointers: [container.pointer ?? "/facts/launch/container"],
    },
  ];
}

function describeShell({ launch }: NonNullable<Event["facts"]>): Reach[] {
  const code = launch?.inline_code;
  if (code !== undefined)
    return [
      {
        kind: "shell",
        label: `${code.program} ${code.flag}`,
        note: "code in the configuration",
        pointers: [code.pointer],
      },
    ];
  const shell = launch?.shell;
  if (shell === undefined || shell.simple) return [];
  return [
    {
      kind: "shell",
      label: shell.programs.join(", ") || shell.program,
      note: `run by ${shell.program}`,
      pointers: [shell.pointer],
    },
  ];
}

function describeNetwork({ transport }: Server, { urls = [] }: NonNullable<Event["facts"]>): Reach[] {
  const hosts = new Map<string, Reach>();
  for (const { pointer, host, origin = host, scheme } of urls) {
    const note =
      pointer === "/server/url" ? `runs there, over ${transport ?? scheme}` : `named in the entry, ${scheme}`;
    const known = hosts.get(origin);
    hosts.set(origin, {
      kind: "network",
      label: host || origin,
      note: known?.note ?? note,
      pointers: [...(known?.pointers ?? []), pointer],
    });
  }
  return listSome([...hosts.values()], "hosts");
}

function describeEnvironment(server: Server): Reach[] {
  const { env_keys: keys = [], env_file: file, env_inherit: inherit, header_names: headers = [] } = server;
  const environment = (label: string, note: string, pointers: readonly string[]): Reach => ({
    kind: "environment",
    label,
    note,
    pointers,
  });
  return [
    ...(keys.length > 0
      ? [environment(keys.join(", "), count(keys.length, "environment variable"), ["/server/env_keys"])]
      : []),
    ...(file === undefined ? [] : [environment(file, "environment file", ["/server/env_file"])]),
    ...(inherit === "all" ? [environment("The client's whole environment", "handed on", ["/server/env_inherit"])] : []),
    ...(headers.length > 0
      ? [environment(headers.join(", "), `sent as ${count(headers.length, "header")}`, ["/server/header_names"])]
      : []),
  ];
}

function describeGrants({ filesystem, network, commands, git, database }: Grants): Reach[] {
  const reach = (kind: ReachKind, labels: readonly string[] | undefined, note: string): Reach[] =>
    (labels ?? []).map((label) => ({ kind, label, note, pointers: [] }));
  const kinds = (grant: Readonly<Record<string, unknown>> | undefined) =>
    Object.entries(grant ?? {})
      .filter(([, allowed]) => allowed === true)
      .map(([name]) => name.replaceAll("_", " "));
  const together = (labels: readonly string[]) => (labels.length === 0 ? [] : [labels.join(", ")]);
  return [
    ...listSome(reach("folder", filesystem?.write, "granted: read and write"), "folders"),
    ...listSome(reach("folder", filesystem?.read, "granted: read"), "folders"),
    ...listSome(reach("network", network?.allow, "granted: requests"), "hosts"),
    ...listSome(reach("shell", commands?.allow, "granted: command"), "commands"),
    ...reach("data", together(kinds(git)), "granted: version control"),
    ...reach("data", together(kinds(database)), "granted: database"),
  ];
}

/** Facts only: whether any of it is too much, the findings say. */
export function listReach({ server, facts = {} }: Event, grants: Grants = {}): Reach[] {
  if (server === undefined) return [];
  return [
    ...describeContainer(facts.launch?.container),
    ...describeAccount(server, facts),
    ...describeShell(facts),
    ...describePackage(server),
    ...describeNetwork(server, facts),
    ...describeFolders(server, facts),
    ...describeEnvironment(server),
    ...describeGrants(grants),
  ];
}
