// Turns a denial into the message that the protocol wants in place of what was denied.
import type { HttpAnswer } from "../bundle/catalogue.ts";
import type { Decision, Reason } from "../generated/decision.ts";
import { isObject, type JsonObject, memberOf, type RequestId, textOf } from "./json_rpc.ts";
import type { MessageItem } from "./message_reader.ts";
import type { OpenRequest } from "./pending_requests.ts";

/** Positive, as codes of applications are to be: outside -32768..-32000. */
export const DENIAL_CODE = 4030;

/** JSON-RPC's own: what a receiver says about a method that it does not have, and what HTTP answers 404 for. */
const METHOD_NOT_FOUND = -32601;

/** Where in `_meta` of a result a host finds the decision. */
export const DECISION_META_KEY = "io.mcp-trust/decision";

/** What a bundle says for people about a code. */
export interface Explanation {
  readonly title: string;
  readonly remedy: string;
  /** How an HTTP server refuses a request for it. */
  readonly http?: HttpAnswer;
}

export type Explain = (code: string) => Explanation | undefined;

/** What the one who is denied learns: which rule and what to do, not where the event or the settings say so. */
export interface DenialData extends JsonObject {
  readonly decision_id: string;
  readonly code: string;
  readonly reasons?: readonly { readonly code: string; readonly title?: string; readonly remedy?: string }[];
}

/** Attacker-controlled: a message may be denied for as many reasons as it has parts. */
const MAX_REASONS = 16;

function listReasons(reasons: readonly Reason[], explain: Explain): NonNullable<DenialData["reasons"]> {
  const codes = [...new Set(reasons.filter(({ effect }) => effect !== "allow").map(({ code }) => code))];
  return codes.slice(0, MAX_REASONS).map((code) => {
    const said = explain(code);
    const remedy = said === undefined || said.remedy === "" ? {} : { remedy: said.remedy };
    return said === undefined ? { code } : { code, title: said.title, ...remedy };
  });
}

/** @param trusted whether it goes to the client's side; a server learns no more than that it was denied, and by which rule */
export function describeDenial({ id, reasons }: Decision, explain: Explain, trusted: boolean): DenialData {
  const [{ code }] = reasons;
  return trusted ? { decision_id: id, code, reasons: listReasons(reasons, explain) } : { decision_id: id, code };
}

/** One short sentence for a model or a log: fixed words of the bundle, nothing of the message. */
export function sayDenial({ code, reasons = [] }: DenialData): string {
  const title = reasons[0]?.title;
  return title === undefined ? `Blocked by policy: ${code}` : `Blocked by policy: ${title} (${code})`;
}

/** Requests whose result may say that it is an error, so that a model can act on it. */
function answersTool(request: Pick<OpenRequest, "method" | "augmented" | "task"> | undefined): boolean {
  if (request?.method === "tools/call") return !request.augmented;
  return request?.method === "tasks/result" && request.task?.method === "tools/call";
}

function createToolResult(data: DenialData, isModern: boolean): JsonObject {
  return {
    ...(isModern ? { resultType: "complete" } : {}),
    content: [{ type: "text", text: sayDenial(data) }],
    isError: true,
    _meta: { [DECISION_META_KEY]: data },
  };
}

/** The answer to a request that is not to be carried out, or in place of an answer that is not to be handed on. */
export function createDenialAnswer(
  id: RequestId,
  request: Pick<OpenRequest, "method" | "augmented" | "era" | "task"> | undefined,
  data: DenialData,
): JsonObject {
  if (answersTool(request)) return { jsonrpc: "2.0", id, result: createToolResult(data, request?.era === "modern") };
  const code = data.code === "fail_closed.unknown_method" ? METHOD_NOT_FOUND : DENIAL_CODE;
  return { jsonrpc: "2.0", id, error: { code, message: sayDenial(data), data } };
}

export interface DenialMessages {
  /** Goes back to who sent what was denied. */
  readonly reply?: JsonObject;
  /** Goes on in place of what was denied. */
  readonly instead?: JsonObject;
}

/** Notifications are dropped, and so is an answer that nobody waits for. */
export function createDenialMessages(item: MessageItem, decision: Decision, explain: Explain): DenialMessages {
  const { direction, shape, id, request } = item;
  if (id === undefined) return {};
  if (shape === "request") {
    const asked = request ?? guessRequest(item.message);
    return { reply: createDenialAnswer(id, asked, describeDenial(decision, explain, direction === "to_server")) };
  }
  if (shape !== "response" || request === undefined) return {};
  return { instead: createDenialAnswer(id, request, describeDenial(decision, explain, direction === "to_client")) };
}

/** What was not read far enough to be opened is still answered in its own form. */
function guessRequest(message: unknown): Pick<OpenRequest, "method" | "augmented" | "era"> | undefined {
  const method = textOf(message, "method");
  const params = memberOf(message, "params");
  if (method === undefined || !isObject(params)) return undefined;
  const isModern = memberOf(memberOf(params, "_meta"), "io.modelcontextprotocol/protocolVersion") !== undefined;
  return { method, augmented: memberOf(params, "task") !== undefined, era: isModern ? "modern" : "legacy" };
}
