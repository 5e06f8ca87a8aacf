// The flow, in order: read the event, describe it, ask the policy, read the answer. Every broken link is a deny.
import { randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { type ReasonProse, readProse } from "./bundle/catalogue.ts";
import type { Bundle } from "./bundle/load_bundle.ts";
import { type Answer, readAnswer } from "./decide/answer.ts";
import { denyFailure } from "./decide/failure.ts";
import { EvaluationError } from "./evaluate/errors.ts";
import { type CompiledPolicy, createPolicy } from "./evaluate/opa_wasm.ts";
import type { FactContext } from "./facts/describe/scope.ts";
import { describeEvent } from "./facts/describe_event.ts";
import { resolveRoots } from "./facts/paths/describe_paths.ts";
import type { FailureCode } from "./failures.ts";
import type { Decision } from "./generated/decision.ts";
import type { Event } from "./generated/event.ts";
import type { Lock } from "./generated/lock.ts";
import type { Settings } from "./generated/settings.ts";
import { assertLock, assertSettings } from "./settings/assert_settings.ts";
import { assertKnownNames, readKnownNames } from "./settings/known_names.ts";
import { checkEvent, type EventLimits, type ReadEvent, type RefusedEvent, readEvent } from "./validate/read_event.ts";

export interface CreateEvaluatorOptions {
  readonly bundle: Bundle;
  /** What the operator wants. There is no default: `{ profile: "personal" }` is the least that can be said. */
  readonly settings: Settings;
  /** What the operator approved. Without it nothing counts as approved. */
  readonly lock?: Lock;
  /**
   * Whether paths of stdio servers are looked up on this machine's file system, so that links are followed. Default
   * true. With false a link out of a granted folder is not seen.
   */
  readonly followLinks?: boolean;
  /** Longest event accepted, in characters of its JSON. Default 4 MiB. */
  readonly maxEventLength?: number;
  /** Deepest event accepted, in levels. Default 64. */
  readonly maxEventDepth?: number;
}

export interface Evaluator {
  readonly bundle: Bundle["identity"];
  /**
   * Decides about one event. Synchronous; never throws; whatever cannot be decided is denied with a
   * `fail_closed.*` reason that says why.
   *
   * @param event fields as in schemas/event.json. Facts that it lacks are established first.
   */
  decide(event: unknown): Decision;
  /** The event with its facts, as `decide` would judge it. Throws nothing; an invalid event comes back as it is. */
  describe(event: Event): Event;
  /** What the bundle tells a person about a reason's code; undefined for a code that it does not know. */
  explain(code: string): Pick<ReasonProse, "title" | "remedy" | "http"> | undefined;
}

function listRoots(settings: Settings): string[] {
  return Object.values(settings.servers ?? {}).flatMap((server) => [
    ...(server?.grants?.filesystem?.read ?? []),
    ...(server?.grants?.filesystem?.write ?? []),
    ...(server?.grants?.git?.repositories ?? []),
  ]);
}

/** Reads the bundle's own table; a bundle without one knows no package by name. */
function readKnownPackages(data: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly string[]> {
  const tables = data.tables as { well_known_packages?: Record<string, string[]> } | undefined;
  return new Map(Object.entries(tables?.well_known_packages ?? {}));
}

/** What the catalogue says for people, no rule reads: it would only take memory in the policy's heap. */
function withoutProse(data: Bundle["data"]): Bundle["data"] {
  if (typeof data.catalogue !== "object" || data.catalogue === null) return data;
  return { ...data, catalogue: { ...data.catalogue, prose: {} } };
}

function createFactContext(options: CreateEvaluatorOptions): FactContext {
  const { settings, bundle, followLinks = true } = options;
  const machine = { platform: process.platform, home: homedir(), followLinks };
  const roots = resolveRoots(listRoots(settings), { ...machine, cwd: undefined });
  const servers = Object.entries(settings.servers ?? {});
  const matched = new Set(servers.filter(([, server]) => server?.match?.package !== undefined).map(([name]) => name));
  const addresses = new Map(
    servers.flatMap(([name, server]) =>
      server?.access?.addresses === undefined ? [] : [[name, server.access.addresses] as const],
    ),
  );
  const labels = new Map(
    Object.entries(settings.data_labels ?? {}).flatMap(([name, label]) =>
      label === undefined ? [] : [[name, label] as const],
    ),
  );
  return { ...machine, roots, matched, addresses, labels, knownPackages: readKnownPackages(bundle.data) };
}

function encode(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer as ArrayBuffer;
}

/** @param clocked whether the policy will ask what day it is */
function establishFacts(read: ReadEvent, context: FactContext, clocked: boolean): ReadEvent | RefusedEvent {
  const described = describeEvent(read.event, context);
  const event = clocked && described.time === undefined ? { ...described, time: new Date().toISOString() } : described;
  if (event === read.event) return read;
  // Facts are made here, from an attacker's values: what they became is checked like everything else.
  return checkEvent(event) ?? { event, text: JSON.stringify(event) };
}

function ask(policy: CompiledPolicy, text: string, mode: Decision["mode"]): Answer {
  const raw = policy.evaluate(encode(text));
  if (raw === undefined) return denyFailure("fail_closed.undefined");
  const answer = readAnswer(raw);
  // Only the operator switches enforcement off, never a bundle.
  if (answer === undefined || (answer.mode === "audit" && mode !== "audit"))
    return denyFailure("fail_closed.bad_answer");
  return answer;
}

function classifyFailure(thrown: unknown, stage: FailureCode): FailureCode {
  if (!(thrown instanceof EvaluationError)) return stage;
  return thrown.code === "ERR_EVALUATE_ANSWER" ? "fail_closed.bad_answer" : "fail_closed.policy_trap";
}

/**
 * Prepares an evaluator.
 *
 * @throws {SettingsError} when settings or lock do not fit their schema
 * @throws {BundleError} when the bundle's policy cannot be used
 */
export async function createEvaluator(options: CreateEvaluatorOptions): Promise<Evaluator> {
  assertSettings(options.settings);
  if (options.lock !== undefined) assertLock(options.lock);
  const { bundle } = options;
  assertKnownNames(options.settings, readKnownNames(bundle.data));
  const limits: EventLimits = {
    maxEventLength: options.maxEventLength ?? 4 * 1024 * 1024,
    maxEventDepth: options.maxEventDepth ?? 64,
  };
  // INVARIANT: what counts as wanted or approved comes from the operator. A bundle that brings its own is not heard;
  // undefined members are left out of the JSON.
  const data = { ...withoutProse(bundle.data), settings: options.settings, lock: options.lock };
  const policy = createPolicy(bundle.module, encode(JSON.stringify(data)));
  const context = createFactContext(options);
  const mode = options.settings.mode ?? "enforce";
  const prose = readProse(bundle);
  // Waivers run out; an event that does not say when it happens happens now.
  const clocked = (options.settings.waivers ?? []).length > 0;

  function answer(candidate: unknown): Answer {
    let stage: FailureCode = "fail_closed.unreadable_event";
    try {
      let read = readEvent(candidate, limits);
      stage = "fail_closed.facts_failed";
      if ("event" in read) read = establishFacts(read, context, clocked);
      stage = "fail_closed.policy_trap";
      if ("event" in read) return ask(policy, read.text, mode);
      return denyFailure(read.refused, read.args, read.pointer);
    } catch (thrown) {
      return denyFailure(classifyFailure(thrown, stage));
    }
  }

  function describe(candidate: Event): Event {
    try {
      const read = readEvent(candidate, limits);
      return "event" in read ? describeEvent(read.event, context) : candidate;
    } catch {
      // What cannot be described is denied by `decide`, which says so.
      return candidate;
    }
  }

  return {
    bundle: bundle.identity,
    decide(event) {
      const started = performance.now();
      const { effect, reasons, obligations, mode } = answer(event);
      const duration_us = Math.round((performance.now() - started) * 1000);
      return { effect, reasons, obligations, mode, bundle: bundle.identity, id: randomUUID(), duration_us };
    },
    describe,
    explain(code) {
      const said = prose.get(code);
      if (said === undefined) return undefined;
      const { title, remedy, http } = said;
      return { title, remedy, ...(http === undefined ? {} : { http }) };
    },
  };
}
