// Turns configured values (env, headers, args, url) into facts about which of them are plain-text secrets.
import type { SecretFact } from "../../generated/event.ts";
import { findNamedSecrets } from "./find_named.ts";
import { findShapes } from "./find_shapes.ts";
import type { SecretSpan } from "./secret_span.ts";

export interface ConfiguredValue {
  /** Where the fact shall point. */
  readonly pointer: string;
  /** The variable, the header, or the flag in front of an argument; empty when there is none. */
  readonly name: string;
  readonly value: string;
}

/** Holds the secret itself: for masking only, it must not enter an event. */
export interface FoundSecret extends SecretFact {
  readonly spans: readonly SecretSpan[];
  readonly value: string;
}

export async function findSecrets(values: readonly ConfiguredValue[]): Promise<FoundSecret[]> {
  const shapes = await findShapes(values);
  return values.flatMap(({ pointer, name, value }, index) => {
    const spans = [...(shapes.get(index) ?? []), ...findNamedSecrets(name, value)];
    const first = spans.find((span) => span.found_by === "shape") ?? spans[0];
    return first === undefined ? [] : [{ pointer, found_by: first.found_by, type: first.type, spans, value }];
  });
}

/** At most one fact for one place; a known shape says more than a name. */
export async function detectSecrets(values: readonly ConfiguredValue[]): Promise<SecretFact[]> {
  return (await findSecrets(values)).map(({ pointer, found_by, type }) => ({ pointer, found_by, type }));
}

/** Names each argument by the flag in front of it. */
export function nameArguments(args: readonly string[], pointerBase = "/server"): ConfiguredValue[] {
  return args.map((value, index) => {
    const before = args[index - 1] ?? "";
    const name = /^--?[A-Za-z][\w.-]*$/.test(before) ? before : "";
    return { pointer: `${pointerBase}/args/${index}`, name, value };
  });
}
