// Remembers, for each request that went one way, what is needed to judge the answer that comes the other way.
import type { PendingRequest } from "../normalize/message/read_message.ts";
import { memberOf, type RequestId, textOf } from "./json_rpc.ts";
import type { MessageFacts } from "./message_facts.ts";

/** Far more than a connection has in flight. The oldest make room: an answer that comes later is to no known request. */
const MAX_PENDING = 4096;
const MAX_TASKS = 4096;

/**
 * Attacker-controlled: how long the messages are together whose arguments are kept, in bytes. The oldest make room; their
 * results are then judged as those of a call with arguments that nobody knows.
 */
const MAX_KEPT = 1024 * 1024;

/** Attacker-controlled: how long the ids, names and addresses of all are together, in characters. */
const MAX_NAMES = 4 * 1024 * 1024;

/** A request, with what its result is judged by. */
export interface OpenRequest extends PendingRequest {
  /** It asked for a task, so its result is no result of the method. */
  readonly augmented: boolean;
  readonly task?: OpenRequest;
  /** Who asked, and in what HTTP request. */
  readonly facts: Pick<MessageFacts, "principal" | "http">;
  /** Length of the message in bytes. */
  readonly length: number;
}

function withoutArguments(request: OpenRequest): OpenRequest {
  const { name, uri } = request.params as { name?: string; uri?: string };
  return { ...request, params: { ...(name === undefined ? {} : { name }), ...(uri === undefined ? {} : { uri }) } };
}

function lengthOf(key: RequestId, { params }: OpenRequest): number {
  return [String(key), textOf(params, "name"), textOf(params, "uri")].reduce(
    (sum, { length = 0 } = "") => sum + length,
    0,
  );
}

/** Requests by their key, the oldest first; of all of them the arguments of the newest. */
class BoundedRequests<Key extends RequestId> {
  readonly #requests = new Map<Key, OpenRequest>();
  /** How much each of those with arguments takes, the oldest first. */
  readonly #kept = new Map<Key, number>();
  readonly #most: number;
  #length = 0;
  #names = 0;

  constructor(most: number) {
    this.#most = most;
  }

  has(key: Key): boolean {
    return this.#requests.has(key);
  }

  get(key: Key): OpenRequest | undefined {
    return this.#requests.get(key);
  }

  set(key: Key, request: OpenRequest): void {
    this.delete(key);
    this.#names += lengthOf(key, request);
    for (const oldest of this.#requests.keys()) {
      if (this.#requests.size < this.#most && this.#names <= MAX_NAMES) break;
      this.delete(oldest);
    }
    this.#requests.set(key, request);
    if (memberOf(request.params, "arguments") === undefined) return;
    this.#kept.set(key, request.length);
    this.#length += request.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#length <= MAX_KEPT) return;
      this.#requests.set(oldest, withoutArguments(this.#requests.get(oldest) ?? request));
      this.#release(oldest);
    }
  }

  #release(key: Key): void {
    this.#length -= this.#kept.get(key) ?? 0;
    this.#kept.delete(key);
  }

  clear(): void {
    this.#requests.clear();
    this.#kept.clear();
    this.#length = 0;
    this.#names = 0;
  }

  delete(key: Key): void {
    const request = this.#requests.get(key);
    if (request === undefined) return;
    this.#release(key);
    this.#names -= lengthOf(key, request);
    this.#requests.delete(key);
  }
}

/** Tasks outlive connections where each message has one of its own, so whoever serves those shares one of these. */
export class Tasks {
  readonly #requests = new BoundedRequests<string>(MAX_TASKS);

  find(params: unknown): OpenRequest | undefined {
    return this.#requests.get(textOf(params, "taskId") ?? "");
  }

  /** @param result of the request; in 2025-11-25 the task is a member of it, later the result is the task */
  remember(result: unknown, request: OpenRequest): void {
    const isTask = request.augmented || memberOf(result, "resultType") === "task";
    const id = textOf(memberOf(result, "task"), "taskId") ?? textOf(result, "taskId");
    if (isTask && id !== undefined && id.length <= 1024) this.#requests.set(id, request);
  }
}

export class PendingRequests {
  readonly #open = new BoundedRequests<RequestId>(MAX_PENDING);

  has(id: RequestId): boolean {
    return this.#open.has(id);
  }

  add(id: RequestId, request: OpenRequest): void {
    this.#open.set(id, request);
  }

  clear(): void {
    this.#open.clear();
  }

  /** Each request is answered once. */
  take(id: RequestId): OpenRequest | undefined {
    const request = this.#open.get(id);
    this.#open.delete(id);
    return request;
  }
}

/** Methods whose results are judged by the arguments they were asked for with. */
const WITH_ARGUMENTS = new Set(["tools/call", "prompts/get"]);

/** @param length of the message in bytes */
export function openRequest(
  request: PendingRequest,
  task: OpenRequest | undefined,
  facts: OpenRequest["facts"],
  length: number,
): OpenRequest {
  const { method, params, era } = request;
  const name = textOf(params, "name");
  const uri = textOf(params, "uri");
  return {
    method,
    params: {
      ...(name === undefined ? {} : { name }),
      ...(uri === undefined ? {} : { uri }),
      ...(WITH_ARGUMENTS.has(method) ? { arguments: memberOf(params, "arguments") ?? {} } : {}),
    },
    ...(era === undefined ? {} : { era }),
    ...(task === undefined ? {} : { task }),
    augmented: memberOf(params, "task") !== undefined,
    facts,
    length,
  };
}
