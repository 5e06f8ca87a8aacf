// Turns configured values (env, headers, args, url) into facts about which of them are plain-text secrets.
import type { SecretFact } from "../../generated/event.ts";
import { findNamedSecrets } from "./find_named.ts";
import { PASSWORD_FLAG } from "./find_placed.ts";
import { findShapes, findShapesWith } from "./find_shapes.ts";
import { loadLintText } from "./lint_text.ts";
import { isPublishable } from "./publishable.ts";
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

// Attacker-controlled: a configured value may be as long as the file. What is longer than this holds no token alone.
const LONGEST_SCANNED = 64 * 1024;

function takeHeads(values: readonly ConfiguredValue[]): ConfiguredValue[] {
  return values.map(({ pointer, name, value }) => ({ pointer, name, value: value.slice(0, LONGEST_SCANNED) }));
}

export async function findSecrets(values: readonly ConfiguredValue[]): Promise<FoundSecret[]> {
  const heads = takeHeads(values);
  return joinFinds(values, heads, await findShapes(heads));
}

export type FindSecrets = (values: readonly ConfiguredValue[]) => FoundSecret[];

/** Loads the detector once, for whoever cannot wait when there is something to search. */
export async function loadFindSecrets(): Promise<FindSecrets> {
  const lintText = await loadLintText();
  return (values) => {
    const heads = takeHeads(values);
    return joinFinds(values, heads, findShapesWith(lintText, heads));
  };
}

function joinFinds(
  values: readonly ConfiguredValue[],
  heads: readonly ConfiguredValue[],
  shapes: ReadonlyMap<number, readonly SecretSpan[]>,
): FoundSecret[] {
  return values.flatMap(({ pointer, name, value }, index) => {
    if (isPublishable(name, value)) return [];
    const found = [...(shapes.get(index) ?? []), ...findNamedSecrets(name, heads[index]?.value ?? "")];
    const first = found.find((span) => span.found_by === "shape") ?? found[0];
    if (first === undefined) return [];
    const { found_by, type } = first;
    const isLong = value.length > LONGEST_SCANNED;
    const spans = isLong ? [{ ...first, start: 0, end: value.length }] : found;
    return [{ pointer, found_by, type, spans, value }];
  });
}

/** At most one fact for one place; a known shape says more than a name. */
export function listSecretFacts(found: readonly FoundSecret[]): SecretFact[] {
  const facts = new Map<string, SecretFact>();
  for (const { pointer, found_by, type } of found) {
    if (found_by === "shape" ? facts.get(pointer)?.found_by !== "shape" : !facts.has(pointer))
      facts.set(pointer, { pointer, found_by, type });
  }
  return [...facts.values()];
}

export async function detectSecrets(values: readonly ConfiguredValue[]): Promise<SecretFact[]> {
  return listSecretFacts(await findSecrets(values));
}

const FLAG = /^--?[A-Za-z][\w.-]*$/;
const HEADER_ALONE = /^(?:--?[A-Za-z][\w-]{0,60}=)?([A-Za-z][A-Za-z0-9-]{0,60}):\s*(?:bearer|basic|token)?\s*$/i;

/** Says who the user is, in front of the name or with it: `-u ada`, `-uada`, `--user=ada`. */
const USER = /^(?:-[uU]|--user(?:name)?$|--user(?:name)?=)/;

/** Also `--header Authorization: abc` and `--header Authorization: Bearer abc`, cut into words by whoever wrote the file. */
function nameArgument(args: readonly string[], index: number): string {
  const before = args[index - 1] ?? "";
  if (FLAG.test(before)) return before;
  const header = /^(?:bearer|basic|token)$/i.test(before) ? (args[index - 2] ?? "") : before;
  return header.length > 200 ? "" : (HEADER_ALONE.exec(header)?.[1] ?? "");
}

/** Names each argument by the flag in front of it. */
export function nameArguments(args: readonly string[], pointerBase = "/server"): ConfiguredValue[] {
  const hasUser = args.some((arg) => USER.test(arg));
  return args.map((value, index) => {
    const isPassword = hasUser && (args[index - 1] === "-p" || (value.startsWith("-p") && value.length > 2));
    const name = isPassword ? PASSWORD_FLAG : nameArgument(args, index);
    return { pointer: `${pointerBase}/args/${index}`, name, value };
  });
}
