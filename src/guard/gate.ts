// Judges every message of one connection, in both directions, synchronously: pass, block, or ask a person.
import { isDeepStrictEqual } from "node:util";
import type { Event, Point, Server } from "../generated/event.ts";
import type { Enforced } from "../log/recorder.ts";
import { parseJson } from "../normalize/message/parse_message.ts";
import { scanNames } from "../normalize/message/scan_names.ts";
import { type AskAnswer, createConsent, createQuestion, digestQuestion, type RememberedChoices } from "./ask.ts";
import { checkOptions } from "./check_options.ts";
import { ServerDefinitions } from "./definitions.ts";
import { createDenialMessages } from "./denial.ts";
import type { Failure } from "./failures.ts";
import { findEntries, findOmitted, isList, withoutEntries } from "./filter_list.ts";
import type { Direction, JsonObject } from "./json_rpc.ts";
import { enforcedEffect, type GuardEvaluator, Judge, objectionsOf } from "./judge.ts";
import type { Ledger } from "./ledger_port.ts";
import type { DecisionLog } from "./log_port.ts";
import type { MessageFacts } from "./message_facts.ts";
import { type MessageItem, MessageReader } from "./message_reader.ts";
import { type Confirmation, discharge, type Judged, type ObligationHandlers } from "./obligations.ts";
import { Observer } from "./observer.ts";
import { Tasks } from "./pending_requests.ts";
import type { ToolDirectory } from "./tool_directory.ts";
import type { Block, Pass, Verdict } from "./verdict.ts";

export interface GateOptions extends ObligationHandlers {
  readonly evaluator: GuardEvaluator;
  /** The server by its transport facts; `name` is its key in the operator's configuration. */
  readonly server: Server;
  /** Where the gate stands. */
  readonly point: Exclude<Point, "config">;
  readonly client?: Event["client"];
  /** Who asks, where the connection is one person's; `MessageFacts` may say so for each message. */
  readonly principal?: Event["principal"];
  readonly ledger?: Ledger | undefined;
  readonly log?: DecisionLog | undefined;
  /** Sets `time` of events. Absent: the evaluator's clock, where a rule asks for one. */
  readonly now?: (() => Date) | undefined;
  /** What persons said yes to before. */
  readonly remembered?: RememberedChoices | undefined;
  /** Shared by the gates of one server whose messages have a connection each. */
  readonly tasks?: Tasks | undefined;
  /** Shared like `tasks`. */
  readonly definitions?: ServerDefinitions | undefined;
  /** Shared by the guards of all servers of one host. Absent: names that two servers share are not noticed. */
  readonly directory?: ToolDirectory | undefined;
  /** Longest message judged, in characters of its JSON. Default 4 MiB, like the evaluator's. */
  readonly maxMessageLength?: number | undefined;
}

export interface Gate {
  /**
   * Judges one message. Never throws.
   *
   * @param message parsed JSON
   */
  judge(direction: Direction, message: unknown, facts?: MessageFacts): Verdict;
  /** Judges each element of a batch as it is: one verdict each, in order; or one for all when there are too many. */
  judgeBatch(direction: Direction, messages: readonly unknown[], facts?: MessageFacts): Verdict[];
  /** Judges a text before anybody else parses it: one verdict for a message, one for each element of a batch. */
  judgeText(direction: Direction, text: string, facts?: MessageFacts): Verdict[];
  /** The connection is over: requests that were not answered are forgotten, and their answers no longer wanted. */
  close(): void;
}

/** Attacker-controlled: every element is decided about, in one go. */
export const MAX_BATCH = 1024;

class MessageGate implements Gate {
  readonly #options: GateOptions;
  readonly #judge: Judge;
  readonly #reader: MessageReader;
  readonly #definitions: ServerDefinitions;
  readonly #maxLength: number;
  readonly #observer: Observer;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#observer = new Observer(options);
    this.#judge = new Judge(options.evaluator, options.log);
    const { tasks = new Tasks(), definitions = new ServerDefinitions(), maxMessageLength = 4 * 1024 * 1024 } = options;
    this.#definitions = definitions;
    this.#maxLength = maxMessageLength;
    this.#reader = new MessageReader({ ...options, tasks, maxMessageLength });
  }

  judge(direction: Direction, message: unknown, facts: MessageFacts = {}): Verdict {
    const item = this.#reader.read(direction, message, facts);
    if (item.failure !== undefined) return this.#fail(item, item.failure);
    return this.#try(item, () => {
      // A request whose id is taken never gets here, so nothing is overwritten.
      if (item.shape === "request") this.#reader.open(item);
      const [first] = item.events;
      if (first === undefined) return this.#pass(item, []);
      return isList(first) && item.events.length === 1
        ? this.#judgeList(item, this.#observer.complete(first))
        : this.#judgeAll(item);
    });
  }

  /** What the program hands in, as what it remembers, may fail: nobody waits for an answer that never comes. */
  #try<Done>(item: MessageItem, act: () => Done): Done | Block {
    try {
      return act();
    } catch {
      return this.#fail(item, { code: "fail_closed.facts_failed" });
    }
  }

  #record(item: MessageItem, judged: readonly Judged[], action: Enforced["action"]): boolean {
    return this.#judge.record(judged, { action, message_id: item.messageId });
  }

  judgeBatch(direction: Direction, messages: readonly unknown[], facts: MessageFacts = {}): Verdict[] {
    if (messages.length > MAX_BATCH) return [this.judge(direction, messages, facts)];
    return messages.map((message) => this.judge(direction, message, { ...facts, batchSize: messages.length }));
  }

  judgeText(direction: Direction, text: string, facts: MessageFacts = {}): Verdict[] {
    const value = parseJson(text);
    if (!Array.isArray(value) || value.length === 0 || value.length > MAX_BATCH || text.length > this.#maxLength)
      return [this.judge(direction, value, { ...facts, text })];
    const { elements } = scanNames(text);
    return value.map((message, index) => {
      const [start, end] = elements[index] ?? [0, 0];
      return this.judge(direction, message, { ...facts, batchSize: value.length, text: text.slice(start, end) });
    });
  }

  close(): void {
    this.#reader.close();
  }

  #fail(item: MessageItem, failure: Failure, before: readonly Judged[] = []): Block {
    const event = before[0]?.event ?? item.events[0];
    if (event === undefined) return { action: "block", decisions: [] };
    const reasons = objectionsOf(before, ["ask", "deny"]);
    const refused = this.#judge.refuse(event, failure, reasons);
    return this.#block(item, [...before, refused], refused);
  }

  #unrecorded(item: MessageItem, judged: readonly Judged[]): Block {
    const reasons = judged.flatMap(({ decision }) => decision.reasons);
    const event = judged[0]?.event ?? item.events[0];
    if (event === undefined) return { action: "block", decisions: [] };
    const refused = this.#judge.refuse(event, { code: "fail_closed.decision_not_recorded" }, reasons);
    // Another log than the one that failed may take it.
    this.#record(item, [refused], "block");
    return this.#stop(item, [...judged, refused], refused);
  }

  #block(item: MessageItem, judged: readonly Judged[], refused: Judged): Block {
    return this.#record(item, judged, "block") ? this.#stop(item, judged, refused) : this.#unrecorded(item, judged);
  }

  #stop(item: MessageItem, judged: readonly Judged[], { decision }: Judged): Block {
    const decisions = judged.map((one) => one.decision);
    // INVARIANT: an answer with this id would be taken for the answer to the request that has it.
    if (item.failure?.code === "fail_closed.request_id_in_use") return { action: "block", decisions };
    if (item.shape === "request" && item.failure === undefined) this.#reader.forget(item);
    return { action: "block", decisions, ...createDenialMessages(item, decision, this.#judge.explain) };
  }

  #judgeAll(item: MessageItem): Verdict {
    const events = item.events.map((event) => (isList(event) ? this.#observer.complete(event) : event));
    const judged = events.map((event) => this.#judge.consider(this.#definitions.complete(event)));
    for (const event of events) this.#definitions.remember(event);
    return this.#settleAll(item, judged);
  }

  #settleAll(item: MessageItem, judged: readonly Judged[]): Verdict {
    const refused = judged.find(({ decision }) => enforcedEffect(decision) === "deny");
    if (refused !== undefined) return this.#block(item, judged, refused);
    const asked = judged.filter(({ decision }) => this.#asks(decision));
    return asked.length === 0 ? this.#deliver(item, judged, "not") : this.#ask(item, judged, asked);
  }

  #asks(decision: Judged["decision"]): boolean {
    if (decision.mode === "audit") return false;
    if (decision.effect === "ask") return true;
    const confirms = decision.obligations.some(({ type }) => type === "confirm");
    return confirms && this.#options.handled?.includes("confirm") !== true;
  }

  #ask(item: MessageItem, judged: readonly Judged[], asked: readonly Judged[]): Verdict {
    const reasons = objectionsOf(asked, ["ask"]);
    const definitions = this.#digestDefinitions(asked);
    const digests = digestQuestion(asked, reasons, definitions[0]);
    const { remembered, server } = this.#options;
    const known = [digests.call, digests.tool].some(
      (digest) => digest !== undefined && remembered?.has(digest) === true,
    );
    if (known) return this.#deliver(item, judged, "before");
    const answered = (answer: AskAnswer | undefined): Pass | Block => {
      if (answer === undefined) return this.#withhold(item, judged, "fail_closed.nobody_to_ask");
      // A yes is to what was shown, and not to what the server has made of it since.
      const isSame = isDeepStrictEqual(definitions, this.#digestDefinitions(asked));
      if (answer.allow !== true || !Array.isArray(answer.shown) || !isSame)
        return this.#withhold(item, judged, "fail_closed.not_confirmed");
      const again = asked.map(({ event }) => this.#judge.consider({ ...event, consent: createConsent(answer) }));
      // A yes covers the reasons that were asked about, and no others.
      const covered = new Set(reasons.map(({ code, pointer }) => `${code} ${pointer}`));
      const open = objectionsOf(again, ["ask", "deny"]).some(
        ({ code, pointer, effect }) => effect === "deny" || !covered.has(`${code} ${pointer}`),
      );
      if (open) return this.#withhold(item, [...judged, ...again], "fail_closed.not_confirmed");
      const digest = answer.remember === undefined ? undefined : digests[answer.remember];
      if (digest !== undefined) remembered?.add(digest);
      const calm = judged.filter((one) => !asked.includes(one));
      return this.#deliver(item, [...calm, ...again], "now");
    };
    let settled: Pass | Block | undefined;
    const settle = (answer: AskAnswer | undefined): Pass | Block => {
      settled ??= this.#try(item, () => answered(answer));
      return settled;
    };
    const question = createQuestion(server.name, asked, reasons, digests, this.#judge.explain);
    const decisions = judged.map(({ decision }) => decision);
    const postpone = (reply: JsonObject): Block => {
      this.#reader.forget(item);
      settled = { action: "block", decisions, reply };
      return settled;
    };
    if (!this.#record(item, judged, "ask")) return this.#unrecorded(item, judged);
    return { action: "ask", question, decisions, settle, postpone };
  }

  #digestDefinitions(asked: readonly Judged[]): (string | undefined)[] {
    return asked.map(({ event }) => this.#definitions.digest(event));
  }

  /** A list goes on without what nobody said yes to. */
  #withhold(item: MessageItem, judged: readonly Judged[], code: Failure["code"]): Pass | Block {
    const [event] = item.events;
    if (isList(event) && item.events.length === 1) {
      const entries = findEntries(event, objectionsOf(judged, ["ask", "deny"]));
      const rest = entries === undefined ? undefined : withoutEntries(event, item.message, entries);
      if (rest !== undefined) {
        this.#definitions.remember(rest.event);
        const again = this.#judge.consider(rest.event);
        const changed = { ...item, events: [rest.event], message: rest.message };
        if (enforcedEffect(again.decision) === "allow") {
          if (!this.#record(item, judged, "filter")) return this.#unrecorded(item, judged);
          return this.#deliver(changed, [again], "not");
        }
      }
    }
    return this.#fail(item, { code }, judged);
  }

  #judgeList(item: MessageItem, event: Parameters<typeof findEntries>[0]): Verdict {
    const first = this.#judge.consider(event);
    this.#definitions.remember(event);
    const isDenied = enforcedEffect(first.decision) === "deny";
    const denied = isDenied ? findEntries(event, objectionsOf([first], ["deny"])) : new Set<number>();
    if (denied === undefined) return this.#block(item, [first], first);
    const entries = new Set([...denied, ...findOmitted(event, first.decision)]);
    if (entries.size === 0) return isDenied ? this.#block(item, [first], first) : this.#settleAll(item, [first]);
    const rest = withoutEntries(event, item.message, entries);
    if (rest === undefined) return this.#block(item, [first], first);
    // Of two entries with one name, what is left counts.
    this.#definitions.remember(rest.event);
    if (!this.#record(item, [first], "filter")) return this.#unrecorded(item, [first]);
    const changed = { ...item, events: [rest.event], message: rest.message };
    return this.#settleAll(changed, [this.#judge.consider(rest.event)]);
  }

  #deliver(item: MessageItem, judged: readonly Judged[], confirmed: Confirmation): Pass | Block {
    const handlers = this.#options;
    const answers = item.shape === "response" ? item.request?.method : undefined;
    const { hasLog } = this.#judge;
    const { message, unmet } = discharge(item.message, judged, answers, { handlers, hasLog, confirmed });
    if (unmet !== undefined)
      return this.#fail(item, { code: "fail_closed.obligation_unmet", args: { obligation: unmet } }, judged);
    return this.#pass({ ...item, message }, judged);
  }

  #pass(item: MessageItem, judged: readonly Judged[]): Pass | Block {
    try {
      for (const { event, decision } of judged) this.#observer.observe(event, decision, item.message);
    } catch {
      return this.#fail(item, { code: "fail_closed.facts_failed" }, judged);
    }
    if (!this.#record(item, judged, "pass")) return this.#unrecorded(item, judged);
    this.#reader.passed(item);
    return { action: "pass", message: item.message, decisions: judged.map(({ decision }) => decision) };
  }
}

/**
 * Makes the gate of one connection.
 *
 * @throws {GuardError} when an option is missing, or of another kind than expected
 */
export function createGate(options: GateOptions): Gate {
  checkOptions(options, undefined);
  return new MessageGate(options);
}
