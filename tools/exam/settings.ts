// Turns what an entry says is known beforehand into settings and a lock: names to fields, nothing weighed.
import { digestEntry, digestValue } from "../../src/facts/digest.ts";
import type { Lock } from "../../src/generated/lock.ts";
import type { Match, ServerSettings, Settings } from "../../src/generated/settings.ts";
import { readConfigEvent } from "./connection.ts";
import { type Entry, type Fields, fieldsOf, isFields, textOf, textsOf, type Unmapped } from "./entry.ts";
import { readGrants } from "./grants.ts";

const READ = [
  "allowed_roots",
  "roots",
  "grants",
  "protected_branches",
  "egress_allow",
  "egress_allowlist",
  "known_recipients",
  "allowed_commands",
  "command_allow",
  "model_limits",
  "pins",
  "catalog",
  "approval_history",
  "advisories",
  "data_labels",
  "protected_paths",
  "auth_required",
  "ip_allowlist",
  "audience",
  "issuers",
  "required_scopes",
  "deny_servers",
  "deny_tools",
  "ask_tools",
  "principal",
  "session",
  "seen_ids",
  "session_binding",
  "allowed_hosts",
  "allowed_origins",
  "bind",
  "arg_schema",
  "server_args",
  "file",
  "known_tools",
  "other_servers",
  "approved",
  "previous",
  "labels",
  "listen",
  "handles",
  "session_owners",
  "other_tools",
  "symlinks",
  "fs_state",
  "dns",
  "registered_redirect_uris",
  "consented_client_id",
  "expected_issuer",
  "profile",
];

/** The lock holds digests; entries may abbreviate them. */
export function toDigest(value: unknown): string {
  return typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value) ? value : digestValue(value);
}

function serverNames(entry: Entry): string[] {
  const all = [entry.events, ...(entry.variants ?? []).map(({ events }) => events)].flat();
  return [...new Set(all.flatMap(({ server }) => textOf(server) ?? []))];
}

function registryOf(entry: Entry, server: string): string {
  const command = textOf(entry.events.find((event) => event.server === server)?.command) ?? "";
  return /^(?:uvx|uv|pipx|pip|python3?)$/.test(command) ? "pypi" : "npm";
}

function readMatch(entry: Entry, server: string, known: unknown): { match?: Match } {
  if (!isFields(known)) return {};
  const name = textOf(known.package);
  const version = textOf(known.version);
  const command = textOf(known.command);
  const url = textOf(known.url);
  const match: Match = {
    ...(name === undefined ? {} : { package: `${registryOf(entry, server)}:${name}` }),
    ...(version === undefined ? {} : { version }),
    ...(command === undefined ? {} : { command }),
    ...(Array.isArray(known.args) ? { args: textsOf(known.args) } : {}),
    ...(url === undefined ? {} : { url }),
  };
  return Object.keys(match).length > 0 ? { match } : {};
}

function readAccess({ context }: Entry): Pick<ServerSettings, "access"> {
  const access = {
    ...(typeof context.auth_required === "boolean" ? { required: context.auth_required } : {}),
    // An empty list says nobody only where the entry means to limit by address at all: it does by naming the list.
    ...(Array.isArray(context.ip_allowlist) ? { addresses: textsOf(context.ip_allowlist) } : {}),
    ...(textOf(context.audience) === undefined ? {} : { audience: textOf(context.audience) as string }),
    ...(Array.isArray(context.issuers) ? { issuers: textsOf(context.issuers) } : {}),
    ...(isFields(context.required_scopes) ? { scopes: context.required_scopes as Record<string, string[]> } : {}),
  };
  return Object.keys(access).length > 0 ? { access } : {};
}

function readTools({ context }: Entry): Pick<ServerSettings, "tools"> {
  const tools = {
    ...(Array.isArray(context.deny_tools) ? { deny: textsOf(context.deny_tools) } : {}),
    ...(Array.isArray(context.ask_tools) ? { ask: textsOf(context.ask_tools) } : {}),
  };
  return Object.keys(tools).length > 0 ? { tools } : {};
}

function readServers(entry: Entry, unmapped: Unmapped): Record<string, ServerSettings> {
  const { context } = entry;
  const grants = readGrants(context, unmapped);
  const pins = fieldsOf(context.pins);
  const catalog = fieldsOf(context.catalog);
  return Object.fromEntries(
    serverNames(entry).map((name): [string, ServerSettings] => [
      name,
      {
        ...readMatch(entry, name, catalog[name] ?? pins[name]),
        ...(Object.keys(grants).length > 0 ? { grants } : {}),
        ...readAccess(entry),
        ...readTools(entry),
      },
    ]),
  );
}

export function readSettings(entry: Entry, profile: Settings["profile"], unmapped: Unmapped): Settings {
  const { context } = entry;
  unmapped.note("context", context, READ);
  const listed = (Array.isArray(context.advisories) ? context.advisories : []).filter(isFields);
  const named = listed.map((one): [string, unknown] => [textOf(one.package) ?? textOf(one.name) ?? "", one.kind]);
  const known: readonly [string, unknown][] = [...Object.entries(fieldsOf(context.advisories)), ...named];
  const advisories = known.flatMap(([name, kind]) =>
    (["npm", "pypi"] as const).map((registry) => ({
      package: `${registry}:${name}`,
      kind: kind === "malicious" ? ("malicious" as const) : ("vulnerable" as const),
    })),
  );
  const refused = textsOf(context.deny_servers).map((name): Match => ({ package: `npm:${name}` }));
  return {
    profile,
    servers: readServers(entry, unmapped),
    ...(advisories.length > 0 ? { advisories } : {}),
    ...(refused.length > 0 ? { deny_servers: refused } : {}),
    ...(Array.isArray(context.protected_paths) ? { protected_paths: textsOf(context.protected_paths) } : {}),
    ...(isFields(context.data_labels)
      ? { data_labels: context.data_labels as NonNullable<Settings["data_labels"]> }
      : {}),
  };
}

type LockedServer = NonNullable<Lock["servers"][string]>;

/** What was approved: `approved` stands for the entry as the event shows it, an object for the entry as it was then. */
async function readApproval(entry: Entry, server: string, approval: unknown): Promise<LockedServer> {
  const event: Fields | undefined = isFields(approval)
    ? { ...approval, server }
    : entry.events.find((one) => one.server === server);
  if (event === undefined || (!isFields(approval) && !/^approved/.test(String(approval)))) return {};
  const configured = (await readConfigEvent(event, entry.context)).find(({ kind }) => kind === "connection");
  return configured?.server === undefined ? {} : { entry_digest: digestEntry(configured.server) };
}

/** Tools as they were: by name among what was approved, or beside each in a list. */
function readDefinitions(approval: unknown, tools?: unknown): LockedServer {
  const among = Object.entries(fieldsOf(approval)).filter(
    ([, value]) => isFields(value) || /^sha256:/.test(String(value)),
  );
  const beside = (Array.isArray(tools) ? tools : []).filter(isFields).flatMap((tool): [string, unknown][] => {
    const before = tool.previous_sha256 ?? tool.approved_sha256 ?? tool.previous ?? tool.approved;
    return before === undefined ? [] : [[textOf(tool.name) ?? "", before]];
  });
  const digests = [...among, ...beside].map(([name, before]) => [name, toDigest(before)]);
  return digests.length === 0 ? {} : { tools: Object.fromEntries(digests) };
}

export async function readLock(entry: Entry): Promise<Lock> {
  const servers: Record<string, LockedServer> = {};
  const add = (name: string, locked: LockedServer) => {
    if (Object.keys(locked).length > 0) servers[name] = { ...(servers[name] ?? {}), ...locked };
  };
  const { approval_history, approved, previous } = entry.context;
  const recorded = [approval_history, approved, previous].flatMap((known) => Object.entries(fieldsOf(known)));
  const shown = entry.events.flatMap((event): [string, unknown][] => {
    const before = event.approved ?? event.previous;
    return typeof event.server === "string" && isFields(before) ? [[event.server, before]] : [];
  });
  for (const [server, approval] of [...recorded, ...shown]) {
    add(server, await readApproval(entry, server, approval));
    add(server, readDefinitions(approval));
  }
  for (const { server, tools } of entry.events) add(textOf(server) ?? "", readDefinitions(undefined, tools));
  const names = serverNames(entry);
  for (const [name, pinned] of Object.entries(fieldsOf(entry.context.pins))) {
    if (isFields(pinned) && (pinned.package !== undefined || pinned.command !== undefined)) continue;
    if (names.includes(name) && isFields(pinned) && pinned.sha256 === undefined) {
      const digests = Object.entries(pinned).map(([tool, digest]) => [tool, toDigest(digest)]);
      add(name, { tools: Object.fromEntries(digests) });
    } else {
      // A pin without a server is of a prompt or tool of that name, whoever offers it.
      const digest = toDigest(isFields(pinned) ? (pinned.sha256 ?? pinned) : pinned);
      for (const server of names) add(server, { prompts: { ...servers[server]?.prompts, [name]: digest } });
    }
  }
  return { version: 1, servers };
}
