// Turns a POST of a client into a judged one to the server, or into an answer of the gate's own.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Http } from "../../generated/event.ts";
import type { RequestId } from "../../guard/json_rpc.ts";
import { shapeOf } from "../../guard/json_rpc.ts";
import type { MessageFacts } from "../../guard/message_facts.ts";
import { parseJson } from "../../normalize/message/parse_message.ts";
import type { Outcome } from "../relay.ts";
import { writeError } from "../rpc_error.ts";
import type { Conversation, Conversations } from "./conversations.ts";
import type { Downstream } from "./downstream.ts";
import { answerDenied, INVALID_REQUEST, PARSE_ERROR } from "./error_text.ts";
import { splitBatch } from "./event_stream.ts";
import { Exchange, type ExchangeOptions, listIds } from "./exchange.ts";
import { forwardRequestHeaders } from "./headers.ts";
import { revisionOf } from "./mirror_headers.ts";
import { type ReadText, readText } from "./read_text.ts";
import { UpstreamError } from "./upstream.ts";

/** Read and thrown away of a body that is too long, times the limit, so that its sender gets to read why. */
const DISCARDED = 4;

interface PostContext extends ExchangeOptions {
  readonly conversations: Conversations;
}

interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly http: Http;
  readonly client: Downstream;
  readonly conversation: Conversation;
}

function discardRest(request: IncomingMessage, limit: number): void {
  let length = 0;
  request.on("data", (chunk: Uint8Array) => {
    length += chunk.length;
    if (length > limit) request.destroy();
  });
  request.resume();
}

async function refuseBody(
  request: IncomingMessage,
  { client, conversation, http }: Post,
  read: Exclude<ReadText, { text: string }>,
  limit: number,
): Promise<void> {
  // Recorded like a message, although nobody knows what it says.
  const isLarge = read.problem === "too_large";
  const failure = isLarge
    ? ({ code: "fail_closed.event_too_large", args: { limit } } as const)
    : ({ code: "fail_closed.unreadable_message" } as const);
  conversation.relay.refuse("to_server", undefined, failure, { http });
  if (isLarge) {
    discardRest(request, DISCARDED * limit);
    const message = `mcp-trust: expected a body of at most ${limit} bytes`;
    await client.json(413, writeError(null, INVALID_REQUEST, message), { connection: "close" });
  } else if (read.problem === "not_utf8") {
    await client.json(400, writeError(null, PARSE_ERROR, "mcp-trust: expected UTF-8"));
  }
}

/** Nothing goes to the server. */
async function answerAlone({ client }: Post, text: string, { back }: Outcome): Promise<void> {
  if (back !== undefined) {
    const denied = answerDenied(back, revisionOf(parseJson(text)) !== undefined);
    await client.json(denied.status, denied.text);
    return;
  }
  const value = parseJson(text);
  const shape = shapeOf(Array.isArray(value) ? value[0] : value);
  if (value === undefined) await client.json(400, writeError(null, PARSE_ERROR, "mcp-trust: expected JSON"));
  else if (shape === "notification" || shape === "response") client.empty(202);
  else
    await client.json(
      400,
      writeError(null, INVALID_REQUEST, "mcp-trust: expected a JSON-RPC request with an id of its own"),
    );
}

/** Judges; a person may be asked, and the client may leave meanwhile. */
async function take(post: Post, text: string, ids: readonly RequestId[]): Promise<Outcome> {
  const { client, conversation, http } = post;
  const { relay, waiting } = conversation;
  const leave = () => {
    for (const id of ids) relay.withdraw("to_server", id);
  };
  const facts: MessageFacts = { http };
  const taken = relay.take("to_server", text, facts);
  if (!(taken instanceof Promise)) return taken;
  client.gone.addEventListener("abort", leave, { once: true });
  if (client.gone.aborted) leave();
  try {
    return await taken;
  } finally {
    client.gone.removeEventListener("abort", leave);
    for (const id of ids) if (waiting.get(id) === client) waiting.delete(id);
  }
}

export async function handlePost(request: IncomingMessage, http: Http, client: Downstream, context: PostContext) {
  const { conversations, upstream, maxBodyLength } = context;
  const { headers } = request;
  const conversation = conversations.find(headers);
  const post: Post = { headers, http, client, conversation };
  const read = await readText(request.iterator({ destroyOnReturn: false }), maxBodyLength);
  if (!("text" in read)) {
    await refuseBody(request, post, read, maxBodyLength);
    return;
  }
  const { text } = read;
  const asked = listIds(text, "request");
  for (const id of asked) if (!conversation.waiting.has(id)) conversation.waiting.set(id, client);
  conversation.open += 1;
  try {
    const outcome = await take(post, text, asked);
    if (outcome.onward === undefined) {
      await answerAlone(post, text, outcome);
      return;
    }
    const isBatch = outcome.onward.startsWith("[");
    const ids = asked.length === 0 ? [] : listIds(outcome.onward, "request");
    const exchange = new Exchange(context, conversation, client, headers, { ids, isBatch });
    try {
      const sent = { method: "POST", headers: forwardRequestHeaders(headers), body: outcome.onward } as const;
      const answer = await upstream.send({ ...sent, signal: client.gone });
      if ((answer.statusCode ?? 500) < 300) conversations.confirm(headers, answer.headers, conversation);
      await exchange.answer(answer, outcome.back === undefined ? [] : splitBatch(outcome.back));
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      await exchange.fail(502, error.message);
    }
  } finally {
    conversations.leave(conversation);
    for (const id of asked) if (conversation.waiting.get(id) === client) conversation.waiting.delete(id);
  }
}
