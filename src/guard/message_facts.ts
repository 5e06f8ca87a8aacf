// What comes with a message beside it: who sent it, in what HTTP request, in what batch.
import type { Http, Principal } from "../generated/event.ts";
import type { Failure } from "./failures.ts";

/** What came with a message, beside it. */
export interface MessageFacts {
  /** Who sent it, from verified claims. */
  readonly principal?: Principal | undefined;
  /** What the HTTP request looked like that brought it. */
  readonly http?: Http | undefined;
  /** How many messages came in the same batch. */
  readonly batchSize?: number | undefined;
  /** The message as it came, where its text is known: what its parser chose between is then seen too. */
  readonly text?: string | undefined;
  /** Why the rest could not be found out: the message is then denied. */
  readonly failure?: Failure | undefined;
}
