// The spelling of exam entries: incidents and benign look-alikes, with what is known beforehand and what then happens.

export type Fields = Readonly<Record<string, unknown>>;

export interface Scenario {
  readonly events: readonly Fields[];
}

export interface Entry extends Scenario {
  readonly id: string;
  readonly label: "attack" | "benign";
  readonly class: string;
  readonly title: string;
  readonly context: Fields;
  readonly deciding_event: number;
  readonly expected: { readonly verdict: string; readonly acceptable: readonly string[] };
  readonly variants?: readonly (Scenario & { readonly verdict: string; readonly note?: string })[];
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Collects names that have no field to go to, so that nothing is left out in silence. */
export class Unmapped {
  readonly names = new Set<string>();

  /** Notes the members of `fields` that are not among the names read. */
  note(place: string, fields: Fields, read: readonly string[]): void {
    for (const name of Object.keys(fields)) if (!read.includes(name)) this.names.add(`${place}.${name}`);
  }
}

/** Any characters, the same in every run. */
const FILLER = "q7Zk2mV9xT4bL8nR3wY6cH1dJ5fG0sPaKtUe";

/**
 * Published incidents have their tokens blotted out with a run of X. A blotted token is a placeholder to whoever reads it;
 * the incident was about a real one, so the run becomes characters again.
 */
export function unblot(value: unknown): unknown {
  if (typeof value === "string") {
    return value.replace(/X{12,}/g, (run) => FILLER.repeat(Math.ceil(run.length / FILLER.length)).slice(0, run.length));
  }
  if (Array.isArray(value)) return value.map(unblot);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unblot(member)]));
}
