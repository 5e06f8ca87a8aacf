// mcp-trust/guard: puts the policy into clients and servers of the official SDKs, or behind a transport of one's own.
export type { AskAnswer, AskHandler, AskReason, Question, RememberedChoices, Yes } from "./ask.ts";
export { DECISION_META_KEY, DENIAL_CODE, type DenialData } from "./denial.ts";
export { AdmissionDeniedError, GuardError, type GuardErrorCode } from "./errors.ts";
export type { GuardFailureCode } from "./failures.ts";
export { createGate, type Gate, type GateOptions } from "./gate.ts";
export { type ClientGuardOptions, type GuardableClient, guardClient } from "./guard_client.ts";
export { type GuardableServer, guardServer, guardServerFactory } from "./guard_server.ts";
export { type GuardableTransport, type GuardOptions, guardTransport, type Side } from "./guard_transport.ts";
export type { Direction } from "./json_rpc.ts";
export type { Ledger, LedgerCall, LedgerEntry } from "./ledger_port.ts";
export type { DecisionLog } from "./log_port.ts";
export type { MessageFacts } from "./message_facts.ts";
export type { Notice, ObligationHandlers, ObligationType } from "./obligations.ts";
export type { Ask, Block, Pass, Verdict } from "./verdict.ts";
