// Remembers, for each request that went one way, what is needed to judge the answer that comes the other way.
import type { PendingRequest } from "../normalize/message/read_message.ts";
import { memberOf, type RequestId, textOf } from "./json_rpc.ts";
import type { MessageFacts } from "./message_facts.ts";

/** Far more than a connection has in flight. The oldest make room: an answer that comes later is to no known request. */
const MAX_PENDING = 4096;
const MAX_TASKS = 4096;

/** A request without its arguments, which may be long and which no result is judged by. */
export interface OpenRequest extends PendingRequest {
  /** It asked for a task, so its result is no result of the method. */
  readonly augmented: boolean;
  readonly task?: OpenRequest;
  /** Who asked, and in what HTTP request. */
  readonly facts: Pick<MessageFacts, "principal" | "http">;
}

function makeRoom(map: Map<unknown, unknown>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size < limit) return;
    map.delete(key);
  }
}

/** Tasks outlive connections where each message has one of its own, so whoever serves those shares one of these. */
export class Tasks {
  readonly #requests = new Map<string, OpenRequest>();

  find(params: unknown): OpenRequest | undefined {
    return this.#requests.get(textOf(params, "taskId") ?? "");
  }

  /** @param result of the request; in 2025-11-25 the task is a member of it, later the result is the task */
  remember(result: unknown, request: OpenRequest): void {
    const isTask = request.augmented || memberOf(result, "resultType") === "task";
    const id = textOf(memberOf(result, "task"), "taskId") ?? textOf(result, "taskId");
    if (!isTask || id === undefined || id.length > 1024) return;
    makeRoom(this.#requests, MAX_TASKS);
    this.#requests.set(id, request);
  }
}

export class PendingRequests {
  readonly #open = new Map<RequestId, OpenRequest>();

  has(id: RequestId): boolean {
    return this.#open.has(id);
  }

  add(id: RequestId, request: OpenRequest): void {
    makeRoom(this.#open, MAX_PENDING);
    this.#open.set(id, request);
  }

  /** Each request is answered once. */
  take(id: RequestId): OpenRequest | undefined {
    const request = this.#open.get(id);
    this.#open.delete(id);
    return request;
  }
}

export function openRequest(
  request: PendingRequest,
  task: OpenRequest | undefined,
  facts: OpenRequest["facts"],
): OpenRequest {
  const { method, params, era } = request;
  const name = textOf(params, "name");
  const uri = textOf(params, "uri");
  return {
    method,
    params: { ...(name === undefined ? {} : { name }), ...(uri === undefined ? {} : { uri }) },
    ...(era === undefined ? {} : { era }),
    ...(task === undefined ? {} : { task }),
    augmented: memberOf(params, "task") !== undefined,
    facts,
  };
}
