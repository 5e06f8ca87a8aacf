// The JSON-RPC errors that a proxy writes itself: what it could not read, reach or let in, and denials with a status of HTTP.
import { DECISION_META_KEY } from "../../guard/denial.ts";
import { memberOf, textOf } from "../../guard/json_rpc.ts";
import { parseJson } from "../../normalize/message/parse_message.ts";
import { writeError } from "../rpc_error.ts";

export const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
/** Of 2026-07-28: the headers do not say what the body says. */
const HEADER_MISMATCH = -32020;
const METHOD_NOT_FOUND = -32601;

/** The reasons that this code is for. */
const MISMATCHES = new Set(["protocol_level.header_mismatch", "protocol_level.parameter_mismatch"]);

interface DeniedAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * The answer to a request that was denied: with status 200, so that clients read it, unless the revision has a status and a
 * code for just this.
 *
 * @param text the denial as the gate wrote it
 * @param isModern whether the request is of 2026-07-28; before, 404 says that the session is gone
 */
export function answerDenied(text: string, isModern: boolean): DeniedAnswer {
  const answer = parseJson(text);
  const data =
    memberOf(memberOf(answer, "error"), "data") ??
    memberOf(memberOf(memberOf(answer, "result"), "_meta"), DECISION_META_KEY);
  const id = memberOf(answer, "id");
  if (isModern && memberOf(memberOf(answer, "error"), "code") === METHOD_NOT_FOUND) return { status: 404, text };
  if (!MISMATCHES.has(textOf(data, "code") ?? "")) return { status: 200, text };
  const known = typeof id === "string" || typeof id === "number" ? id : null;
  const message = "Header mismatch: a header of the request does not say what its body says";
  return { status: 400, text: writeError(known, HEADER_MISMATCH, message, data as object) };
}
