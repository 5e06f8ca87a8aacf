// Judges an HTTP request before its body is read: who sent it, where to, from what page.
import type { Event, Http, Server } from "../../generated/event.ts";
import type { GateOptions } from "../../guard/gate.ts";
import { enforcedEffect, Judge } from "../../guard/judge.ts";
import { discharge, type Judged } from "../../guard/obligations.ts";
import { createRefusal, type Refusal } from "../../http/refusal.ts";

type RequestJudgeOptions = Pick<
  GateOptions,
  "evaluator" | "log" | "now" | "handled" | "display" | "server" | "client" | "principal"
>;

/** How long an allow holds for requests that are described alike, in milliseconds, and for how many of them. */
const HOLDS = 1000;
const MAX_HELD = 256;

export class RequestJudge {
  readonly #options: RequestJudgeOptions;
  readonly #server: Server;
  readonly #judge: Judge;
  /** What was allowed with nothing to be done about it, and when. */
  readonly #allowed = new Map<string, number>();

  constructor(options: RequestJudgeOptions) {
    this.#options = options;
    this.#server = options.server;
    this.#judge = new Judge(options.evaluator, options.log);
  }

  #settle(judged: Judged): Judged {
    // Nobody is there to ask yet: it is not known whose request it is.
    if (enforcedEffect(judged.decision) === "ask")
      return this.#judge.deny(judged.event, { code: "fail_closed.nobody_to_ask" }, judged.decision.reasons);
    const { hasLog } = this.#judge;
    const { unmet } = discharge({}, [judged], undefined, { handlers: this.#options, hasLog, confirmed: "not" });
    if (enforcedEffect(judged.decision) === "deny" || unmet === undefined) return judged;
    const failure = { code: "fail_closed.obligation_unmet", args: { obligation: unmet } } as const;
    return this.#judge.deny(judged.event, failure, judged.decision.reasons);
  }

  /** @returns what to answer; undefined when the request is let in */
  refuse(http: Http): Refusal | undefined {
    const { now, client, principal } = this.#options;
    const event: Event = {
      kind: "connection",
      point: "proxy",
      server: this.#server,
      http,
      ...(client === undefined ? {} : { client }),
      ...(principal === undefined ? {} : { principal }),
      ...(now === undefined ? {} : { time: now().toISOString() }),
    };
    // A decision follows from the event alone, and no rule looks at its time this closely.
    const { time, ...timeless } = event;
    const key = JSON.stringify(timeless);
    const started = performance.now();
    const before = this.#allowed.get(key);
    if (before !== undefined && started - before < HOLDS) return undefined;
    const judged = this.#settle(this.#judge.decide(event));
    const { effect, obligations } = judged.decision;
    if (this.#allowed.size >= MAX_HELD) this.#allowed.clear();
    if (effect === "allow" && obligations.length === 0) this.#allowed.set(key, started);
    else this.#allowed.delete(key);
    if (enforcedEffect(judged.decision) !== "deny") return undefined;
    return createRefusal([judged], this.#judge.explain, { scopes: [] }, { method: http.method });
  }
}
