// Judges a connection before there is one: nothing is started or opened that was not admitted.
import { randomUUID } from "node:crypto";
import type { Client, Event, Server } from "../generated/event.ts";
import type { Enforced } from "../log/recorder.ts";
import type { ServerSandbox } from "../sandbox/create_sandbox.ts";
import { type AskHandler, createConsent, createQuestion, digestQuestion } from "./ask.ts";
import { AdmissionDeniedError } from "./errors.ts";
import type { GuardFailureCode } from "./failures.ts";
import type { GateOptions } from "./gate.ts";
import { enforcedEffect, Judge, objectionsOf } from "./judge.ts";
import { type Confirmation, discharge, type Judged } from "./obligations.ts";
import { readConnection } from "./transport_facts.ts";

export interface AdmissionOptions extends Omit<GateOptions, "server" | "point"> {
  readonly ask?: AskHandler | "elicitation" | undefined;
  /** What confines a server where the policy wants it: that of `createSandbox`, or one's own. */
  readonly sandbox?: ServerSandbox | undefined;
}

type ConnectionEvent = Event & { server: Server };

const UNRECORDED = "fail_closed.decision_not_recorded";

class Admission {
  /** Names the connection in the log. */
  readonly #id = randomUUID();
  readonly #options: AdmissionOptions;
  readonly #judge: Judge;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#judge = new Judge(options.evaluator, options.log);
  }

  refuse(server: string, { decision }: Judged): AdmissionDeniedError {
    const { explain } = this.#judge;
    const reasons = decision.reasons.filter(({ effect }) => effect !== "allow");
    return new AdmissionDeniedError(
      server,
      decision.id,
      reasons.map((reason) => ({ ...reason, ...explain(reason.code) })),
    );
  }

  #deny(judged: Judged, code: GuardFailureCode, args: Record<string, unknown> = {}): Judged {
    return this.#judge.refuse(judged.event, { code, args }, objectionsOf([judged], ["ask", "deny"]));
  }

  /** The answer of a person, judged: an allow, or why it is none. */
  async #confirm(asked: Judged, server: string): Promise<{ judged: Judged; confirmed: Confirmation }> {
    const { ask, remembered } = this.#options;
    const reasons = objectionsOf([asked], ["ask"]);
    const digests = digestQuestion([asked], reasons, undefined);
    if (remembered?.has(digests.call) === true) return { judged: asked, confirmed: "before" };
    if (!this.#record([asked], "ask")) return { judged: this.#deny(asked, UNRECORDED), confirmed: "not" };
    const question = createQuestion(server, [asked], reasons, digests, this.#judge.explain);
    const answer = typeof ask === "function" ? await ask(question) : undefined;
    if (answer === undefined) return { judged: this.#deny(asked, "fail_closed.nobody_to_ask"), confirmed: "not" };
    if (answer.allow !== true) return { judged: this.#deny(asked, "fail_closed.not_confirmed"), confirmed: "not" };
    const judged = this.#judge.consider({ ...asked.event, consent: createConsent(answer) });
    const covered = new Set(reasons.map(({ code, pointer }) => `${code} ${pointer}`));
    const open = objectionsOf([judged], ["ask"]).some(({ code, pointer }) => !covered.has(`${code} ${pointer}`));
    if (open) {
      this.#record([judged], "block");
      return { judged: this.#deny(judged, "fail_closed.not_confirmed"), confirmed: "not" };
    }
    if (answer.remember !== undefined) remembered?.add(digests.call);
    return { judged, confirmed: "now" };
  }

  async #confine({ decision }: Judged, transport: object): Promise<boolean> {
    const { sandbox, handled = [] } = this.#options;
    if (decision.mode === "audit" || handled.includes("sandbox")) return true;
    for (const { type, profile } of decision.obligations) {
      if (type !== "sandbox") continue;
      if (profile === undefined || (await sandbox?.confine(profile, transport)) !== true) return false;
    }
    return true;
  }

  /** What stands in the way of it, after everybody was asked. */
  async #object(judged: Judged, confirmed: Confirmation, transport: object): Promise<Judged | undefined> {
    if (enforcedEffect(judged.decision) === "deny") return judged;
    const unconfined = !(await this.#confine(judged, transport));
    const handlers = { ...this.#options, handled: [...(this.#options.handled ?? []), "sandbox"] as const };
    const { hasLog } = this.#judge;
    const { unmet } = discharge({}, [judged], undefined, { handlers, hasLog, confirmed });
    const missing = unconfined ? "sandbox" : unmet;
    return missing === undefined
      ? undefined
      : this.#deny(judged, "fail_closed.obligation_unmet", { obligation: missing });
  }

  #record(judged: readonly Judged[], action: Enforced["action"]): boolean {
    return this.#judge.record(judged, { action, message_id: this.#id });
  }

  async admit(event: ConnectionEvent, transport: object): Promise<void> {
    const { name } = event.server;
    let judged = this.#judge.consider(event);
    let confirmed: Confirmation = "not";
    if (enforcedEffect(judged.decision) === "ask") ({ judged, confirmed } = await this.#confirm(judged, name));
    const refused = await this.#object(judged, confirmed, transport);
    if (refused === undefined ? this.#record([judged], "pass") : this.#record([judged, refused], "block")) {
      if (refused !== undefined) throw this.refuse(name, refused);
      return;
    }
    throw this.refuse(name, this.#judge.refuse(event, { code: UNRECORDED }, judged.decision.reasons));
  }
}

/** With what the client has to confine a server: the policy decides what follows from having nothing. */
function addSandbox(event: ConnectionEvent, { sandbox, handled = [] }: AdmissionOptions): ConnectionEvent {
  const byHost = { kind: "host", available: true, enforces: ["files", "network", "hosts"] } satisfies Client["sandbox"];
  const facts = handled.includes("sandbox") ? byHost : sandbox?.facts;
  return facts === undefined ? event : { ...event, client: { ...event.client, sandbox: facts } };
}

/**
 * Judges a connection that is described already.
 *
 * @param transport handed to `sandbox`, to be changed
 * @returns the server's transport facts, free of secrets, for all later events
 * @throws {AdmissionDeniedError} when it is not admitted
 */
export async function admitConnection(
  event: ConnectionEvent,
  transport: object,
  options: AdmissionOptions,
): Promise<Server> {
  await new Admission(options).admit(addSandbox(event, options), transport);
  return event.server;
}

/**
 * Judges what a transport would start or reach.
 *
 * @returns the server's transport facts, free of secrets, for all later events
 * @throws {AdmissionDeniedError} when it is not admitted
 */
export async function admitTransport(transport: object, server: Server, options: AdmissionOptions): Promise<Server> {
  const { client, principal } = options;
  const event = await readConnection(transport, server, {
    ...(client === undefined ? {} : { client }),
    ...(principal === undefined ? {} : { principal }),
  });
  return await admitConnection(event, transport, options);
}
