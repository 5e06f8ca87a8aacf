// Refuses options that would silently not do what their writer meant.

import { aFunction, aNumber, anObject, aServer, type Expected, expectOptions, object } from "./expect_options.ts";
import type { ClientGuardOptions } from "./guard_client.ts";
import type { Side } from "./guard_transport.ts";
import type { ObligationType } from "./obligations.ts";

const OBLIGATIONS: Readonly<Record<ObligationType, true>> = {
  confirm: true,
  display: true,
  label: true,
  log: true,
  omit: true,
  redact: true,
  sandbox: true,
};

export const handled: Expected = {
  what: `a list of ${Object.keys(OBLIGATIONS).join(", ")}`,
  fits: (given) => Array.isArray(given) && given.every((type) => Object.hasOwn(OBLIGATIONS, type)),
};

/** Everything that guards take, so that a misspelled name is noticed. */
const EXPECTED: Readonly<Record<keyof ClientGuardOptions, Expected>> = {
  evaluator: object("decide", "explain"),
  server: aServer,
  ask: { what: "a function or `elicitation`", fits: (given) => given === "elicitation" || typeof given === "function" },
  askTimeLimit: aNumber,
  client: anObject,
  definitions: anObject,
  directory: object("record", "listOthers"),
  display: aFunction,
  handled,
  ledger: object("describe", "observe"),
  log: object("record"),
  maxMessageLength: aNumber,
  now: aFunction,
  onBlock: aFunction,
  principal: anObject,
  readHttp: aFunction,
  readPrincipal: aFunction,
  remembered: object("has", "add"),
  sandbox: object("confine"),
  tasks: anObject,
};

const ASK: Readonly<Record<Side, Expected>> = {
  client: {
    what: "a function: a client has its own person, and nobody behind the server to ask by elicitation",
    fits: (given) => typeof given === "function",
  },
  server: {
    what: "`elicitation`: a server decides while its SDK hands it a message, so only the client's person can be asked",
    fits: (given) => given === "elicitation",
  },
};

export function isGuardOption(name: string): boolean {
  return Object.hasOwn(EXPECTED, name);
}

/**
 * @param options as the program wrote them
 * @param side of the guard; absent for a bare gate, whose other options are its caller's
 * @throws {GuardError} when an option is missing, unknown, or of another kind than expected
 */
export function checkOptions(options: unknown, side: Side | undefined): void {
  if (side === undefined) expectOptions(options, EXPECTED, () => true);
  else expectOptions(options, { ...EXPECTED, ask: ASK[side] });
}
