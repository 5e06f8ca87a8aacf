// Builds JSON pointers (RFC 6901).

/** Appends one member name or index to a pointer. */
export function joinPointer(pointer: string, part: string | number): string {
  return `${pointer}/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
