// mcp-trust/guard: puts the policy into clients and servers of the official SDKs, or behind a transport of one's own.
/**
 * Where to begin: `guardClient(client, options)` in a host, `guardServer(server, options)` or `guardServerFactory` in a server,
 * `guardTransport` for one connection, `createGate` for messages that come some other way. All before `connect`.
 *
 * What a guard needs, beside `evaluator` (from `createEvaluator` of mcp-trust) and `server` (its key in the settings):
 *
 * - `log`: of `createDecisionLog`, or of several by `combineRecorders`. Tool calls, and starts of stdio servers, have to be logged;
 *   without `log`, and without `"log"` in `handled`, they are denied with `fail_closed.obligation_unmet`.
 * - `display`, or `"display"` in `handled` when the program shows what happens by itself. The same holds.
 * - `ask`: who is asked. Absent: what needs a person's yes is denied with `fail_closed.nobody_to_ask`. `Yes.shown` says what the
 *   person saw: of a call `tool` and `arguments`, of a connection `command` or `url`; a yes to less is judged as such.
 * - `ledger`: of `createLedger`, one for each conversation, shared by the guards of its servers.
 * - `sandbox`: of `createSandbox`, one for each machine. For clients that start servers.
 *
 * What is denied: a request is answered with error 4030 (`DENIAL_CODE`) and `DenialData`, a tool call with a result that has
 * `isError` and `DenialData` in `_meta` (`DECISION_META_KEY`), a notification is dropped. `connect` of a guarded client rejects with an
 * `AdmissionDeniedError`. `GuardError` and `LogError` are for mistakes of the program.
 *
 * @module
 */
export { type CreateLedgerOptions, createLedger, type LedgerLimits } from "../ledger/create_ledger.ts";
export { type CreateDecisionLogOptions, createDecisionLog } from "../log/decision_log.ts";
export { LogError, type LogErrorCode } from "../log/errors.ts";
export { combineRecorders, type Enforced, type Recorder } from "../log/recorder.ts";
export { type CreateTelemetryOptions, createTelemetry } from "../log/telemetry.ts";
export { type CreateSandboxOptions, createSandbox, type ServerSandbox } from "../sandbox/create_sandbox.ts";
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
export { createToolDirectory, type ToolDirectory } from "./tool_directory.ts";
export type { Ask, Block, Pass, Verdict } from "./verdict.ts";
