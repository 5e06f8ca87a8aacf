// Turns a JSON-RPC result or error into the events it is, given the request it answers.
import { field, isObject, memberOf } from "./parse_message.ts";
import { type EventPart, readRequest } from "./request_events.ts";

/**
 * The request that a response answers, as whoever reads both directions remembers it. Without `params.arguments` nobody knows
 * what was asked for; of a request without any they are `{}`.
 */
export interface AnsweredRequest {
  readonly method: string;
  readonly params?: unknown;
  /** For requests about a task: the request that made the task. */
  readonly task?: AnsweredRequest;
}

type Read = (result: unknown, request: AnsweredRequest) => readonly EventPart[];

/** What was asked for, from the request: a result does not say. */
function asked(request: AnsweredRequest, name: string): { [name: string]: unknown } {
  return field(name, memberOf(request.params, name));
}

/** A list that is not there is an empty one to nobody: the schema refuses it. */
function readList(kind: "tool_list" | "resource_list" | "prompt_list", event: string, member: string): Read {
  return (result) => [{ kind, ...field(event, memberOf(result, member)) }];
}

const readSession: Read = (result, { method }) => [
  {
    kind: "session",
    session: {
      action: "opened",
      method,
      ...field("instructions", memberOf(result, "instructions")),
      ...field("capabilities", memberOf(result, "capabilities")),
      ...field(
        "server_info",
        memberOf(result, "serverInfo") ?? memberOf(memberOf(result, "_meta"), "io.modelcontextprotocol/serverInfo"),
      ),
    },
  },
];

const none: Read = () => [];

/** A task's result is that of the request that made it; of a task that nobody remembers, it is one of an unknown tool. */
const readTaskResult: Read = (result, { task }) => {
  const read = task === undefined ? undefined : RESULTS.get(task.method);
  return task === undefined || read === undefined ? [{ kind: "tool_result", tool: {}, result }] : read(result, task);
};

/** From 2026-07-28 a finished task brings its result along. */
const readTask: Read = (result, request) => {
  const inline = memberOf(result, "result");
  return inline === undefined ? [] : readTaskResult(inline, request);
};

const RESULTS: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    "tools/call",
    (result, request) => [
      { kind: "tool_result", tool: asked(request, "name"), ...asked(request, "arguments"), result },
    ],
  ],
  [
    "prompts/get",
    (result, request) => [
      { kind: "prompt_result", prompt: asked(request, "name"), ...asked(request, "arguments"), result },
    ],
  ],
  ["resources/read", (result, request) => [{ kind: "resource_result", resource: asked(request, "uri"), result }]],
  ["tools/list", readList("tool_list", "tools", "tools")],
  ["resources/list", readList("resource_list", "resources", "resources")],
  ["resources/templates/list", readList("resource_list", "resources", "resourceTemplates")],
  ["prompts/list", readList("prompt_list", "prompts", "prompts")],
  ["initialize", readSession],
  ["server/discover", readSession],
  ["roots/list", (result) => [{ kind: "roots", ...field("roots", memberOf(result, "roots")) }]],
  // What a person or a model answered: the event was the question.
  ["sampling/createMessage", none],
  ["elicitation/create", none],
  ["completion/complete", none],
  ["tasks/result", readTaskResult],
  ["tasks/get", readTask],
  ["tasks/list", none],
  ["tasks/cancel", none],
  ["tasks/update", none],
  ["ping", none],
  ["logging/setLevel", none],
  ["resources/subscribe", none],
  ["resources/unsubscribe", none],
  ["subscriptions/listen", none],
]);

/** Results whose content reaches the model; so do the errors that stand in their place. */
const SHOWN = new Set(["tools/call", "prompts/get", "resources/read", "tasks/result"]);

/** What a modern server asks of the client before it goes on. */
function readInputRequests(result: unknown): { parts: EventPart[]; unknown: string[] } {
  const parts: EventPart[] = [];
  const unknown: string[] = [];
  const requests = memberOf(result, "inputRequests");
  for (const request of isObject(requests) ? Object.values(requests) : []) {
    const method = memberOf(request, "method");
    const read = typeof method === "string" ? readRequest(method, memberOf(request, "params")) : undefined;
    if (read === undefined) unknown.push(typeof method === "string" ? method : "");
    else parts.push(...read);
  }
  return { parts, unknown };
}

/** In 2025-11-25 a server asks a person to open a URL by failing. */
function readErrorElicitations(error: unknown): EventPart[] {
  const elicitations = memberOf(memberOf(error, "data"), "elicitations");
  return Array.isArray(elicitations) ? elicitations.map((elicitation) => ({ kind: "elicitation", elicitation })) : [];
}

export interface ReadResponse {
  readonly parts: readonly EventPart[];
  readonly unknown: readonly string[];
}

export function readResult(result: unknown, request: AnsweredRequest): ReadResponse {
  const asks = readInputRequests(result);
  const read = RESULTS.get(request.method);
  if (read === undefined) return { parts: asks.parts, unknown: [request.method, ...asks.unknown] };
  return { parts: [...read(result, request), ...asks.parts], unknown: asks.unknown };
}

/** An error where a model waits for a result is read like one: `result` is then `{ error }`. */
export function readError(error: unknown, request: AnsweredRequest): ReadResponse {
  const read = SHOWN.has(request.method) ? RESULTS.get(request.method) : undefined;
  const unknown = RESULTS.has(request.method) ? [] : [request.method];
  return { parts: [...(read?.({ error }, request) ?? []), ...readErrorElicitations(error)], unknown };
}
