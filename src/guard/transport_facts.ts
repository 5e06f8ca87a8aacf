// Reads from a client's transport what it would start or reach: the facts of a connection, before there is one.
import { type ConfiguredValue, nameArguments } from "../facts/secrets/detect_secrets.ts";
import { withoutSecrets } from "../facts/secrets/without_secrets.ts";
import type { Event, Server } from "../generated/event.ts";
import { isObject, memberOf, textOf } from "./json_rpc.ts";

interface Found {
  readonly server: Server;
  /** Values that must not enter the event, and where they belong. */
  readonly values: readonly ConfiguredValue[];
}

function readStdio(params: object, name: string): Found {
  const command = textOf(params, "command");
  const args = memberOf(params, "args");
  const cwd = textOf(params, "cwd");
  const env = memberOf(params, "env");
  const words = Array.isArray(args) ? args.map(String) : [];
  const variables = isObject(env) ? Object.entries(env) : [];
  return {
    server: {
      name,
      transport: "stdio",
      ...(command === undefined ? {} : { command }),
      ...(words.length === 0 ? {} : { args: words }),
      ...(variables.length === 0 ? {} : { env_keys: variables.map(([variable]) => variable) }),
      ...(cwd === undefined ? {} : { cwd }),
    },
    values: [
      ...variables.map(([variable, value]) => ({
        pointer: `/server/env/${variable}`,
        name: variable,
        value: String(value),
      })),
      ...nameArguments(words),
    ],
  };
}

function listHeaders(init: unknown): [string, string][] {
  const headers = memberOf(init, "headers");
  if (headers instanceof Headers) return [...headers.entries()];
  if (Array.isArray(headers)) return headers.map(([name, value]) => [String(name), String(value)]);
  return isObject(headers) ? Object.entries(headers).map(([name, value]) => [name, String(value)]) : [];
}

function readRemote(transport: object, url: string, name: string): Found {
  const headers = listHeaders(memberOf(transport, "_requestInit"));
  const isSocket = /^wss?:/i.test(url);
  // Both SDKs keep the options of the event source in this member, and no other transport has it.
  const kind = isSocket ? "ws" : "_eventSourceInit" in transport ? "sse" : "http";
  return {
    server: {
      name,
      transport: kind,
      url,
      ...(headers.length === 0 ? {} : { header_names: headers.map(([header]) => header) }),
    },
    values: [
      { pointer: "/server/url", name: "url", value: url },
      ...headers.map(([header, value]) => ({ pointer: `/server/headers/${header}`, name: header, value })),
    ],
  };
}

/** A transport of another kind says nothing about what is behind it; the policy then judges a server without facts. */
function findServer(transport: object, name: string): Found {
  const params: unknown = memberOf(transport, "_serverParams");
  if (isObject(params)) return readStdio(params, name);
  const url: unknown = memberOf(transport, "_url");
  if (url instanceof URL || typeof url === "string") return readRemote(transport, String(url), name);
  return { server: { name }, values: [] };
}

/** @param given what the operator's program knows better; a server that is given with more than its name is taken as it is */
export async function readConnection(
  transport: object,
  given: Server,
  rest: Pick<Event, "client" | "principal">,
): Promise<Event & { server: Server }> {
  const isNamed = Object.keys(given).length === 1;
  const { server, values } = isNamed ? findServer(transport, given.name) : { server: given, values: [] };
  const event = await withoutSecrets({ kind: "connection", point: "client", server, ...rest }, values);
  return { ...event, server: event.server ?? server };
}
