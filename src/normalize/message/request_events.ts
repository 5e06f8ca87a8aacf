// Turns a JSON-RPC request or notification into the events it is: calls, reads, and what a server asks of a client.
import type { Event, Kind, Message } from "../../generated/event.ts";
import { field, isObject, memberOf, stringOf, type TreeObject } from "./parse_message.ts";

/** What an event takes from a message. Values stand as sent: the schema refuses what is of another type. */
export type EventPart = { readonly kind: Kind } & { readonly [field: string]: unknown };

type Read = (params: TreeObject, method: string) => readonly EventPart[];

/** A member that the protocol lets a client leave out, or the value as sent. */
function orEmpty(value: unknown): unknown {
  return value === undefined ? {} : value;
}

function readResource(uri: unknown): EventPart {
  return { kind: "resource_read", resource: field("uri", uri) };
}

/** A stream names the resources it wants to hear about. */
const readListen: Read = (params) => {
  const uris = memberOf(memberOf(params, "notifications"), "resourceSubscriptions");
  if (uris === undefined) return [];
  // What is no list is refused as the address that it is not.
  return Array.isArray(uris) ? uris.map(readResource) : [readResource(uris)];
};

const readInitialize: Read = (params, method) => [
  {
    kind: "session",
    session: { action: "opened", method, ...field("capabilities", memberOf(params, "capabilities")) },
  },
];

/** What is typed so far goes to the server before anybody sends it; for a template no resource is named yet. */
const readCompletion: Read = (params) => {
  const ref = memberOf(params, "ref");
  if (memberOf(ref, "type") !== "ref/prompt") return [];
  const name = stringOf(memberOf(params, "argument"), "name");
  const typed = name === undefined ? {} : { [name]: memberOf(memberOf(params, "argument"), "value") };
  const context = memberOf(memberOf(params, "context"), "arguments");
  return [
    {
      kind: "prompt_get",
      prompt: field("name", memberOf(ref, "name")),
      arguments: { ...(isObject(context) ? context : {}), ...typed },
    },
  ];
};

const none: Read = () => [];

const REQUESTS: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    "tools/call",
    (params) => [
      {
        kind: "tool_call",
        tool: field("name", memberOf(params, "name")),
        arguments: orEmpty(memberOf(params, "arguments")),
      },
    ],
  ],
  [
    "prompts/get",
    (params) => [
      {
        kind: "prompt_get",
        prompt: field("name", memberOf(params, "name")),
        arguments: orEmpty(memberOf(params, "arguments")),
      },
    ],
  ],
  ["completion/complete", readCompletion],
  ["resources/read", (params) => [readResource(memberOf(params, "uri"))]],
  ["resources/subscribe", (params) => [readResource(memberOf(params, "uri"))]],
  ["subscriptions/listen", readListen],
  ["initialize", readInitialize],
  ["server/discover", readInitialize],
  ["sampling/createMessage", (params) => [{ kind: "sampling", sampling: params }]],
  ["elicitation/create", (params) => [{ kind: "elicitation", elicitation: params }]],
  // The answer is the event: it has the roots.
  ["roots/list", none],
  ["tools/list", none],
  ["resources/list", none],
  ["resources/templates/list", none],
  ["resources/unsubscribe", none],
  ["prompts/list", none],
  ["ping", none],
  ["logging/setLevel", none],
  // Of a task, the request that made it is the event, and the result that it is asked for.
  ["tasks/get", none],
  ["tasks/result", none],
  ["tasks/list", none],
  ["tasks/cancel", none],
  ["tasks/update", none],
  ["notifications/tasks/status", none],
  ["notifications/initialized", none],
  ["notifications/cancelled", none],
  ["notifications/progress", none],
  ["notifications/message", none],
  ["notifications/roots/list_changed", none],
  ["notifications/tools/list_changed", none],
  ["notifications/prompts/list_changed", none],
  ["notifications/resources/list_changed", none],
  ["notifications/resources/updated", none],
  ["notifications/elicitation/complete", none],
  ["notifications/subscriptions/acknowledged", none],
]);

/** Roots that a modern client sends with its second try, as answer to a server's question. */
function readAnswers(params: TreeObject): EventPart[] {
  const answers = memberOf(params, "inputResponses");
  if (!isObject(answers)) return [];
  return Object.values(answers)
    .map((answer) => memberOf(answer, "roots"))
    .filter((roots) => roots !== undefined)
    .map((roots) => ({ kind: "roots", roots }));
}

/** What 2026-07-28, and the tasks extension to it, have no more. */
const LEGACY_ONLY = new Set([
  "initialize",
  "ping",
  "logging/setLevel",
  "resources/subscribe",
  "resources/unsubscribe",
  "tasks/result",
  "tasks/list",
]);

/** The parts of events, or undefined for a method that no revision of the era has, or that has no kind of event. */
export function readRequest(method: string, params: unknown, era?: Message["era"]): readonly EventPart[] | undefined {
  const given = isObject(params) ? params : {};
  const read = era === "modern" && LEGACY_ONLY.has(method) ? undefined : REQUESTS.get(method);
  return read === undefined ? undefined : [...read(given, method), ...readAnswers(given)];
}

/** Who asks, as it says itself: modern clients with each request, legacy ones when they connect. */
export function readClient(method: string, params: unknown): Pick<Event, "client" | "protocol_version"> {
  const meta = memberOf(params, "_meta");
  const legacy = method === "initialize" ? params : undefined;
  const info = memberOf(meta, "io.modelcontextprotocol/clientInfo") ?? memberOf(legacy, "clientInfo");
  const version = stringOf(meta, "io.modelcontextprotocol/protocolVersion") ?? stringOf(legacy, "protocolVersion");
  const client = { ...field("name", stringOf(info, "name")), ...field("version", stringOf(info, "version")) };
  return { ...(Object.keys(client).length === 0 ? {} : { client }), ...field("protocol_version", version) };
}
