// Turns an event and the decision about it into one entry of the log: OPA's shape, bounded, without secrets.
import type { Decision } from "../generated/decision.ts";
import type { DecisionLogEntry } from "../generated/decision_log.ts";
import { eraseDeep, eraseLargest, erasePointer } from "./erase.ts";
import type { MaskEntry } from "./mask_entry.ts";
import type { Enforced } from "./recorder.ts";

export interface EntryContext {
  readonly labels: DecisionLogEntry["labels"];
  readonly mask: MaskEntry;
  /** Most bytes of JSON that input and result may have together, before secrets are masked. */
  readonly maxEntryBytes: number;
  readonly now: () => Date;
  /** Ids of the active span, where one is traced. */
  readonly trace: () => { readonly trace_id: string; readonly span_id: string } | undefined;
}

interface Body {
  input?: NonNullable<DecisionLogEntry["input"]> | null;
  result: DecisionLogEntry["result"];
  erased: string[];
}

/** Longer lists name the members of the event and nothing in them. */
const MOST_POINTERS = 100;

function copyPlain<Copy>(value: unknown): Copy {
  return JSON.parse(JSON.stringify(value) ?? "null");
}

/** Attacker-controlled: what cannot be written as JSON still happened, and was decided about. */
function copyEvent(event: unknown): Pick<Body, "input"> {
  try {
    return { input: copyPlain(event) };
  } catch {
    return {};
  }
}

/** Removes what must not or cannot be kept. */
function eraseAll(event: unknown, decision: Decision, maxBytes: number): Body {
  const { effect, reasons, obligations, mode } = decision;
  const kept = copyEvent(event);
  const tree: Partial<Body> = { ...kept, result: copyPlain({ effect, reasons, obligations, mode }) };
  const redacted = obligations
    .flatMap(({ type, pointer }) => (type === "redact" && pointer !== undefined ? [`/input${pointer}`] : []))
    .filter((pointer) => erasePointer(tree, pointer));
  const erased = [
    ...("input" in kept ? [] : ["/input"]),
    ...redacted,
    ...eraseDeep(tree, ""),
    ...eraseLargest(tree, "", maxBytes),
  ];
  return { ...tree, result: tree.result ?? {}, erased };
}

function shorten(pointers: readonly string[]): string[] {
  const distinct = [...new Set(pointers)];
  if (distinct.length <= MOST_POINTERS) return distinct;
  const members = new Set(distinct.map((pointer) => pointer.split("/").slice(0, 3).join("/")));
  return members.size <= MOST_POINTERS ? [...members] : ["/input", "/result"];
}

function listOrNothing<Name extends string>(name: Name, pointers: readonly string[]): { [name in Name]?: string[] } {
  return (pointers.length === 0 ? {} : { [name]: shorten(pointers) }) as { [name in Name]?: string[] };
}

/** @returns one line of JSON, with its end */
export function writeEntry(event: unknown, decision: Decision, context: EntryContext, enforced?: Enforced): string {
  const body = eraseAll(event, decision, context.maxEntryBytes);
  body.erased = shorten(body.erased);
  const { masked, pointers } = context.mask(body);
  const { erased, ...kept } = masked as Body;
  const { bundle, id, duration_us } = decision;
  const entry: DecisionLogEntry = {
    labels: context.labels,
    decision_id: id,
    ...context.trace(),
    ...(bundle === null ? {} : { bundles: { [bundle.name]: { revision: bundle.revision, digest: bundle.digest } } }),
    path: "mcp/main/decision",
    ...kept,
    ...(enforced === undefined ? {} : { enforced }),
    ...listOrNothing("erased", erased),
    ...listOrNothing(
      "masked",
      pointers.filter((pointer) => !pointer.startsWith("/erased/")),
    ),
    timestamp: context.now().toISOString(),
    metrics: { timer_rego_query_eval_ns: Math.round(duration_us * 1000) },
  };
  return `${JSON.stringify(entry)}\n`;
}
