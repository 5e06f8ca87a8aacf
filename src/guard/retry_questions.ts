// Answers a request of 2026-07-28 with a question for the person behind the client, and reads the answer from the retry.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { AskAnswer, Question } from "./ask.ts";
import { ASK_TIME_LIMIT } from "./ask_queue.ts";
import { createElicitation, offersForms, readElicited } from "./elicited_question.ts";
import { idOf, isObject, type JsonObject, memberOf, textOf } from "./json_rpc.ts";

/** Requests that may be answered with a question (specification, 2026-07-28, multi round-trip requests). */
const ASKABLE = new Set(["tools/call", "prompts/get", "resources/read"]);

const PREFIX = "mcp-trust.";
const QUESTION_ID = "mcp-trust";
const CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

/** Attacker-controlled: what a client had sent with its request comes back with the state, in characters. */
const MAX_STATE = 256 * 1024;
/** Answers remembered as given, so that each counts once. Beyond, nothing is confirmed until the oldest are out of date. */
const MAX_USED = 64 * 1024;

/** What the client carries from the request to its retry. */
interface State {
  readonly nonce: string;
  /** In milliseconds since 1970. */
  readonly expires: number;
  /** Of the question: of who asks for what, of which server, and why a person is asked. */
  readonly digest: string;
  /** What had come with the request for the server itself, from an earlier round. */
  readonly rest: JsonObject;
}

export interface Retry {
  /** As the server would have got it without a question. */
  readonly message: JsonObject;
  /** Absent: the state is not ours, out of date, or used before. */
  readonly answered?: { readonly digest: string; readonly answer: AskAnswer };
}

const ROUND = ["inputResponses", "requestState"] as const;

function withRest(message: JsonObject, params: JsonObject, rest: JsonObject): JsonObject {
  const own = Object.entries(params).filter(([name]) => !ROUND.some((member) => member === name));
  return { ...message, params: Object.fromEntries([...own, ...Object.entries(rest)]) };
}

/** The questions of one process. Nothing is kept of those that are open: the client brings them back, signed. */
export class RetryQuestions {
  readonly #key = randomBytes(32);
  readonly #used = new Map<string, number>();

  #sign(text: string): string {
    return createHmac("sha256", this.#key).update(text).digest("base64url");
  }

  /** The answer to a request that a person is to be asked about; undefined where its client cannot ask anybody. */
  ask(question: Question, message: unknown): JsonObject | undefined {
    const id = idOf(message);
    const params = memberOf(message, "params");
    const capabilities = memberOf(memberOf(params, "_meta"), CAPABILITIES);
    if (id === undefined || !isObject(params) || !ASKABLE.has(textOf(message, "method") ?? "")) return undefined;
    const elicitation = offersForms(capabilities) ? createElicitation(question) : undefined;
    if (elicitation === undefined) return undefined;
    const rest = Object.fromEntries(Object.entries(params).filter(([name]) => ROUND.some((member) => member === name)));
    const { call: digest } = question.digests;
    const nonce = randomBytes(16).toString("base64url");
    const state: State = { nonce, expires: Date.now() + ASK_TIME_LIMIT, digest, rest };
    const text = Buffer.from(JSON.stringify(state)).toString("base64url");
    if (text.length > MAX_STATE) return undefined;
    const inputRequests = { [QUESTION_ID]: { method: "elicitation/create", params: elicitation } };
    const requestState = `${PREFIX}${text}.${this.#sign(text)}`;
    return { jsonrpc: "2.0", id, result: { resultType: "input_required", inputRequests, requestState } };
  }

  /** Attacker-controlled: nothing of it is read before its signature was. */
  #open(given: string): State | undefined {
    const [text = "", signature = "", ...more] = given.slice(PREFIX.length).split(".", 3);
    const [expected, found] = [Buffer.from(this.#sign(text)), Buffer.from(signature)];
    if (more.length > 0 || expected.length !== found.length || !timingSafeEqual(expected, found)) return undefined;
    return JSON.parse(Buffer.from(text, "base64url").toString()) as State;
  }

  /** Whether it counts now, and never again. */
  #use({ nonce, expires }: State): boolean {
    const now = Date.now();
    for (const [known, until] of this.#used) {
      if (until > now) break;
      this.#used.delete(known);
    }
    if (expires <= now || this.#used.has(nonce) || this.#used.size >= MAX_USED) return false;
    this.#used.set(nonce, expires);
    return true;
  }

  /** @returns undefined for a message that brings no state of a guard */
  read(message: unknown): Retry | undefined {
    const params = memberOf(message, "params");
    const given = textOf(params, "requestState");
    if (!isObject(message) || !isObject(params) || given?.startsWith(PREFIX) !== true) return undefined;
    const state = given.length > 2 * MAX_STATE ? undefined : this.#open(given);
    if (state === undefined || !this.#use(state)) return { message: withRest(message, params, {}) };
    const answer = readElicited(memberOf(memberOf(params, "inputResponses"), QUESTION_ID));
    return { message: withRest(message, params, state.rest), answered: { digest: state.digest, answer } };
  }
}
