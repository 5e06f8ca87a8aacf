// The catalogue of reason codes that a bundle carries: what policy adds to a reason, and what a person is told about it.
import type { Responsible, Severity } from "../generated/decision.ts";
import type { Bundle } from "./load_bundle.ts";

/** Part of the bundle's data, where main.rego completes reasons with it. */
export interface ReasonEntry {
  readonly clause: string;
  readonly severity: Severity;
  readonly responsible: Responsible;
}

export const FIX_WAYS = ["use_tls", "use_reference", "pin", "narrow"] as const;

/** `use_reference`: in place of a secret; `narrow`: a switch is turned off, a wildcard leaves a list. */
export type FixWay = (typeof FIX_WAYS)[number];

export const HTTP_ANSWERS = [
  "forbidden",
  "unavailable",
  "bad_request",
  "invalid_request",
  "invalid_token",
  "authenticate",
  "insufficient_scope",
  "not_found",
] as const;

/** What an HTTP server answers a request that is refused for a reason. */
export type HttpAnswer = (typeof HTTP_ANSWERS)[number];

export interface ReasonProse {
  readonly title: string;
  readonly description: string;
  readonly remedy: string;
  /** Slugs of other clauses the reason bears on. */
  readonly also: readonly string[];
  /** Revision and section of the MCP specification, where it says so too. */
  readonly spec: string;
  /** What the profiles call this question; empty when every profile says the same. */
  readonly topic: string;
  /** How a configuration file is changed so that the reason goes away; absent where no change is safe. */
  readonly fix?: FixWay;
  /** How an HTTP server refuses a request for it; absent: as it refuses anything. */
  readonly http?: HttpAnswer;
}

export interface Catalogue {
  readonly reasons: Readonly<Record<string, ReasonEntry>>;
  readonly prose: Readonly<Record<string, ReasonProse>>;
}

export type Prose = ReadonlyMap<string, ReasonProse>;

/** A bundle without a catalogue explains nothing: codes are then shown as they are. */
export function readProse({ data }: Pick<Bundle, "data">): Prose {
  const catalogue = data.catalogue as Partial<Catalogue> | undefined;
  return new Map(Object.entries(catalogue?.prose ?? {}));
}
