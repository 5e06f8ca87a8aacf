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

const SOURCES: Readonly<Record<string, OriginSource>> = {
  user_ui: "user",
  user: "user",
  repo_file: "project",
  repo: "project",
  project: "project",
  managed: "managed",
  admin: "managed",
  deeplink: "deep_link",
  deep_link: "deep_link",
  link: "deep_link",
  agent: "agent",
  model: "agent",
  tool: "agent",
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
  if (event.command === undefined && event.url === undefined) return settings;
  const path = textOf(fieldsOf(context.file).path);
  const resolved = textOf(fieldsOf(event.resolved).version);
  const shown = textsOf(event.shown);
  const consent =
    typeof event.consent === "boolean" || typeof event.user_approved === "boolean"
      ? {
          consent: { given: event.consent === true || event.user_approved === true, shown } as NonNullable<
            Event["consent"]
          >,
        }
      : {};
  const connections = await readConfigured(event);
  return [
    ...settings,
    ...connections.map((read): Event => {
      const server = read.server as Server;
      const origin = { source: readSource(event), ...(path === undefined ? {} : { path }) };
      const inherit = textOf(event.env_inherit);
      return {
        ...read,
        ...consent,
        point: event.action === "launch" ? "client" : "config",
        server: {
          ...server,
          origin,
          ...(inherit === undefined ? {} : { env_inherit: inherit as NonNullable<Server["env_inherit"]> }),
          ...(resolved === undefined ? {} : resolvedPackage(server, resolved)),
        },
      };
    }),
  ];
}

export function readHttp(event: Fields, context: Fields): Http {
  const headers = Object.entries(fieldsOf(event.headers)).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  const host = textOf(event.host);
  const origin = textOf(event.origin);
  const bind = textOf(event.bind) ?? textOf(context.bind);
  const remote = textOf(event.remote_addr);
  const auth = isFields(event.auth) ? textOf(event.auth.type) : undefined;
  const texts = { method: event.method, path: event.path, content_type: event.content_type } as const;
  return {
    direction: event.direction === "outbound" ? "outbound" : "inbound",
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => typeof value === "string")),
    ...(host === undefined ? {} : { host }),
    ...(origin === undefined ? {} : { origin }),
    ...(bind === undefined ? {} : { bind_address: bind }),
    ...(remote === undefined ? {} : { remote_address: remote }),
    ...(auth === undefined ? {} : { authenticated: auth !== "none" }),
    ...(Array.isArray(context.allowed_hosts) ? { allowed_hosts: textsOf(context.allowed_hosts) } : {}),
    ...(Array.isArray(context.allowed_origins) ? { allowed_origins: textsOf(context.allowed_origins) } : {}),
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
  };
}

/** Requests that reach a server; connections a client makes go the way of configured ones. */
export async function readConnectionEvent(event: Fields, context: Fields): Promise<Event[]> {
  if (event.direction === "inbound") {
    return [{ kind: "connection", point: "server", server: readServer(event), http: readHttp(event, context) }];
  }
  const metadata = fieldsOf(event.auth_metadata) as Record<string, string>;
  const events = await readConfigEvent({ ...event, action: "launch" }, context);
  if (Object.keys(metadata).length === 0) return events;
  return events.map((one) => ({ ...one, authorization: { phase: "discovery" as const, metadata } }));
}
