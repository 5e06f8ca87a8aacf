// What a gate says about one message, and what whoever moves messages does about it.
import type { Decision } from "../generated/decision.ts";
import type { AskAnswer, Question } from "./ask.ts";
import type { DenialMessages } from "./denial.ts";
import type { JsonObject } from "./json_rpc.ts";

interface Decided {
  /** The decisions about it, in the order they were made. Empty for a message that nobody is asked about. */
  readonly decisions: readonly Decision[];
}

export interface Pass extends Decided {
  readonly action: "pass";
  /** To be sent on: the same object when nothing was changed. */
  readonly message: unknown;
}

/** Not to be sent on. What stands in its place goes to whoever waits; without either, it is dropped. */
export interface Block extends Decided, DenialMessages {
  readonly action: "block";
}

/** To be held until a person answered; then `settle` says what to do. Without anybody to ask, `settle(undefined)`. */
export interface Ask extends Decided {
  readonly action: "ask";
  readonly question: Question;
  /** To be called once. */
  settle(answer: AskAnswer | undefined): Pass | Block;
  /** Instead of `settle`: a request is answered with the question, and comes again with what was said. */
  postpone(reply: JsonObject): Block;
}

export type Verdict = Pass | Block | Ask;
