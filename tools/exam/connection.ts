// Turns an entry's configuration and connection events into events of this package.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeLaunch } from "../../src/facts/launch/describe_launch.ts";
import { nameArguments } from "../../src/facts/secrets/detect_secrets.ts";
import { withoutSecrets } from "../../src/facts/secrets/without_secrets.ts";
import type { Event, Http, Server, Setting } from "../../src/generated/event.ts";
import { normalizeConfigFile } from "../../src/normalize/config.ts";
import type { OriginSource } from "../../src/normalize/entry.ts";
import { type Fields, fieldsOf, isFields, textOf, textsOf } from "./entry.ts";
import { principalOf } from "./principal.ts";
import { completeHttp } from "./unsaid.ts";

const SOURCES: Readonly<Record<string, OriginSource>> = {
  user_ui: "user",
  user: "user",
  repo_file: "project",
  repo: "project",
  repository: "project",
  project: "project",
  project_file: "project",
  workspace: "project",
  workspace_file: "project",
  managed: "managed",
  admin: "managed",
  deeplink: "deep_link",
  deep_link: "deep_link",
  link: "deep_link",
  url: "deep_link",
  url_scheme: "deep_link",
  install_link: "deep_link",
  registry: "deep_link",
  marketplace: "deep_link",
  remote: "deep_link",
  web: "deep_link",
  web_page: "deep_link",
  agent: "agent",
  model: "agent",
  llm: "agent",
  assistant: "agent",
  tool: "agent",
  tool_call: "agent",
};

const TRANSPORTS: Readonly<Record<string, NonNullable<Server["transport"]>>> = {
  stdio: "stdio",
  http: "http",
  https: "http",
  "streamable-http": "http",
  streamable_http: "http",
  sse: "sse",
  ws: "ws",
  websocket: "ws",
};

/** An entry that says nothing of its source is the user's own. */
export function readSource(event: Fields): OriginSource {
  return SOURCES[textOf(event.source) ?? ""] ?? "user";
}

export function readTransport(event: Fields): { transport?: NonNullable<Server["transport"]> } {
  const said = TRANSPORTS[textOf(event.transport) ?? ""];
  const transport = said ?? (event.command !== undefined ? "stdio" : event.url !== undefined ? "http" : undefined);
  return transport === undefined ? {} : { transport };
}

/** The server as its events name it, for approvals and calls. */
export function readServer(event: Fields): Server {
  const command = textOf(event.command);
  const url = textOf(event.url);
  return {
    name: textOf(event.server) ?? "",
    ...readTransport(event),
    ...(command === undefined
      ? {}
      : { command, args: textsOf(event.args), env_keys: Object.keys(fieldsOf(event.env)) }),
    ...(url === undefined ? {} : { url }),
  };
}

/** What a consent covers, by the names entries have for it. */
const SHOWN: Readonly<Record<string, readonly NonNullable<NonNullable<Event["consent"]>["shown"]>[number][]>> = {
  command: ["command"],
  full_command: ["command"],
  url: ["url"],
  tool: ["tool"],
  name: ["tool"],
  arguments: ["arguments"],
  args: ["arguments"],
  message: ["message"],
  messages: ["message"],
  prompt: ["message"],
  scopes: ["scopes"],
  client: ["client"],
  redirect_host: ["redirect_host"],
  roots: ["roots"],
  model_output: ["model_output"],
  output: ["model_output"],
};

/** A list of what was shown holds what was shown in full, unless the entry says otherwise. */
export function readConsent(event: Fields): Pick<Event, "consent"> {
  const said = event.consent ?? event.user_approved ?? event.confirmed ?? event.user_confirmed;
  const whole = isFields(said) ? said : { given: said, shown: event.shown, truncated: event.truncated };
  if (typeof whole.given !== "boolean") return {};
  const shown = textsOf(whole.shown).flatMap((name) => (Object.hasOwn(SHOWN, name) ? (SHOWN[name] ?? []) : []));
  return { consent: { given: whole.given, shown, truncated: whole.truncated === true } };
}

/** A list names what is handed on beside the default. */
function readInheritance(said: unknown): Server["env_inherit"] {
  if (said === true || said === "*" || said === "all" || said === "full" || said === "parent") return "all";
  if (said === false || said === "none") return "none";
  return said === "default" || said === "minimal" ? "default" : undefined;
}

/** `address:port`, or an object of both; an address without a port stays what it is. */
export function readAddress(said: unknown): string | undefined {
  if (!isFields(said)) return textOf(said);
  const host = textOf(said.host) ?? textOf(said.address) ?? textOf(said.bind);
  const port = said.port === undefined ? "" : `:${String(said.port)}`;
  return host === undefined ? undefined : `${host.includes(":") && port !== "" ? `[${host}]` : host}${port}`;
}

/** An address that an entry names beside the command is an option of the server. */
function withListener(event: Fields): Fields {
  const address = readAddress(event.listen ?? event.bind ?? event.listen_address ?? event.bind_address);
  return address === undefined || event.command === undefined
    ? event
    : { ...event, args: [...textsOf(event.args), `--listen=${address}`] };
}

/** An image with its mounts beside the command, or in its place, as the options of the run that they stand for. */
function withContainer(event: Fields): Fields {
  const image = textOf(event.image);
  if (image === undefined) return event;
  const mounts = textsOf(event.mounts ?? event.volumes).flatMap((mount) => ["-v", mount]);
  const privileged = event.privileged === true ? ["--privileged"] : [];
  const network = textOf(event.network) === undefined ? [] : [`--network=${String(event.network)}`];
  const rest = textsOf(event.args).filter((argument) => argument !== "run" && argument !== image);
  const args = ["run", ...privileged, ...network, ...mounts, ...rest, image];
  return { ...event, command: textOf(event.command) ?? "docker", args };
}

/** Through the reader of configuration files, so that secrets are found and masked as in a real one. */
async function readConfigured(event: Fields): Promise<Event[]> {
  const folder = await mkdtemp(join(tmpdir(), "mcp-trust-exam-"));
  try {
    const { command, args, env, url, headers, cwd } = event;
    const type = readTransport(event).transport;
    const entry = { ...(command === undefined ? { type } : {}), command, args, env, url, headers, cwd };
    const path = join(folder, ".mcp.json");
    await writeFile(path, JSON.stringify({ mcpServers: { [textOf(event.server) ?? ""]: entry } }));
    const { events } = await normalizeConfigFile(path, { source: readSource(event) });
    return await Promise.all(
      events.map(async (located) => {
        const named = located.values.filter(({ pointer }) => !pointer.startsWith("/server/args/"));
        return await withoutSecrets(located.event, [...named, ...nameArguments(located.event.server?.args ?? [])]);
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const SETTINGS: readonly (readonly [RegExp, Setting["name"]])[] = [
  [/enable_?all_?project/i, "enable_all_project_servers"],
  [/enabled_?mcp_?json|enable_?project/i, "enable_project_servers"],
  [/bypass|yolo|skip_?permissions|auto_?run|brave/i, "bypass_permissions"],
  [/sandbox/i, "sandbox_auto_approve"],
  [/auto_?approve|always_?allow|allowed_?tools|permissions\.allow|allowlist/i, "auto_approve_tools"],
  [/auto_?(?:connect|start)/i, "auto_connect"],
  [/discover/i, "discover_servers"],
  [/headers_?helper/i, "headers_helper"],
  [/trust/i, "trust_server"],
];

function readSettingEvents(event: Fields): Event[] {
  return Object.entries(fieldsOf(event.settings)).flatMap(([key, value]): Event[] => {
    const name = SETTINGS.find(([pattern]) => pattern.test(key))?.[1];
    if (name === undefined) return [];
    const setting = { name, value: value as Setting["value"], key, origin: { source: readSource(event) } };
    return [{ kind: "setting", point: "config", setting }];
  });
}

function resolvedPackage({ command = "", args = [] }: Server, resolved_version: string): Pick<Server, "package"> {
  const { package: found } = describeLaunch({ command, args });
  return found === undefined ? {} : { package: { ...found, resolved_version } };
}

export async function readConfigEvent(event: Fields, context: Fields): Promise<Event[]> {
  const settings = readSettingEvents(event);
  if (event.command === undefined && event.url === undefined && event.image === undefined) return settings;
  const path = textOf(fieldsOf(context.file).path);
  const resolved = textOf(fieldsOf(event.resolved).version);
  const consent = readConsent(event);
  const connections = await readConfigured(withListener(withContainer(event)));
  return [
    ...settings,
    ...connections.map((read): Event => {
      const server = read.server as Server;
      const origin = { source: readSource(event), ...(path === undefined ? {} : { path }) };
      const inherit = readInheritance(event.env_inherit ?? event.inherit_env);
      return {
        ...read,
        ...consent,
        point: event.action === "launch" ? "client" : "config",
        server: {
          ...server,
          origin,
          ...(inherit === undefined ? {} : { env_inherit: inherit }),
          ...(resolved === undefined ? {} : resolvedPackage(server, resolved)),
        },
      };
    }),
  ];
}

/** A query that stands beside its path is a part of it. */
function readQuery(event: Fields): Pick<Http, "path"> {
  const query = isFields(event.query)
    ? new URLSearchParams(
        Object.entries(event.query).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString()
    : textOf(event.query)?.replace(/^\?/, "");
  return query === undefined ? {} : { path: `${textOf(event.path) ?? "/"}?${query}` };
}

export function readHttp(event: Fields, context: Fields): Http {
  const headers = Object.entries(fieldsOf(event.headers)).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  const sent = new Map(headers);
  const host = textOf(event.host) ?? sent.get("host");
  const origin = textOf(event.origin) ?? sent.get("origin");
  const bind = readAddress(event.bind ?? event.listen ?? event.bind_address ?? context.bind ?? context.listen);
  // Nobody reaches a listener on loopback from elsewhere, unless by way of a program on this machine.
  const loopback = /^(?:127\.|localhost(?::|$)|\[?::1)/.test(bind ?? "") ? "127.0.0.1" : undefined;
  const remote = textOf(event.remote_addr) ?? textOf(event.remote_address) ?? loopback;
  const auth = isFields(event.auth) ? textOf(event.auth.type) : undefined;
  const texts = { method: event.method, path: event.path, content_type: event.content_type } as const;
  return completeHttp({
    direction: event.direction === "outbound" ? "outbound" : "inbound",
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => typeof value === "string")),
    ...readQuery(event),
    ...(host === undefined ? {} : { host }),
    ...(origin === undefined ? {} : { origin }),
    ...(bind === undefined ? {} : { bind_address: bind }),
    ...(remote === undefined ? {} : { remote_address: remote }),
    ...(auth === undefined ? {} : { authenticated: auth !== "none" }),
    ...(Array.isArray(context.allowed_hosts) ? { allowed_hosts: textsOf(context.allowed_hosts) } : {}),
    ...(Array.isArray(context.allowed_origins) ? { allowed_origins: textsOf(context.allowed_origins) } : {}),
    header_names: headers.map(([name]) => name),
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
  });
}

/** The members of metadata that are URLs, by their names; of a list, each. */
export function readMetadata(metadata: Fields): Record<string, string> {
  const named = Object.entries(metadata).filter(([name]) =>
    /(?:_endpoint|_ur[il]|_servers?|_metadata)$|^(?:issuer|resource)$/.test(name),
  );
  const pairs = named.flatMap(([name, said]) =>
    Array.isArray(said) ? textsOf(said).map((url, index) => [`${name}.${index}`, url]) : [[name, said]],
  );
  return Object.fromEntries(pairs.filter(([, url]) => typeof url === "string"));
}

/** Requests that reach a server; connections a client makes go the way of configured ones. */
export async function readConnectionEvent(event: Fields, context: Fields): Promise<Event[]> {
  if (event.direction === "inbound") {
    return [
      {
        kind: "connection",
        point: "server",
        server: readServer(event),
        ...principalOf(event, context),
        http: readHttp(event, context),
      },
    ];
  }
  const challenge = textOf(event.www_authenticate) ?? textOf(fieldsOf(event.headers)["WWW-Authenticate"]) ?? "";
  const resource_metadata = /resource_metadata="([^"]*)"/.exec(challenge)?.[1];
  const metadata = {
    ...readMetadata(fieldsOf(event.auth_metadata)),
    ...(resource_metadata === undefined ? {} : { resource_metadata }),
  };
  const events = await readConfigEvent({ ...event, action: "launch" }, context);
  if (Object.keys(metadata).length === 0) return events;
  return events.map((one) => ({ ...one, authorization: { phase: "discovery" as const, metadata } }));
}
