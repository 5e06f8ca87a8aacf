// Turns what a reason says has changed since an approval into words.

interface Change {
  readonly field: string;
  readonly approved: string | null;
  readonly found: string | null;
}

function isText(value: unknown): value is string | null {
  return typeof value === "string" || value === null;
}

function isChange(value: unknown): value is Change {
  if (typeof value !== "object" || value === null) return false;
  const { field, approved, found } = value as Partial<Record<string, unknown>>;
  return typeof field === "string" && isText(approved) && isText(found);
}

function describeChange({ field, approved, found }: Change): string {
  if (approved === null && found === null) return field;
  if (approved === null) return `${field}: added "${found}"`;
  if (found === null) return `${field}: gone "${approved}"`;
  return `${field}: "${approved}" -> "${found}"`;
}

/** One line for each change that a reason's `changes` lists; undefined when there is no such list. */
export function describeChanges(args: Readonly<Record<string, unknown>>): string[] | undefined {
  const { changes } = args;
  return Array.isArray(changes) && changes.every(isChange) ? changes.map(describeChange) : undefined;
}
