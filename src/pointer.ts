// Builds and reads JSON pointers (RFC 6901).

/** A member name as it stands in a pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A part of a pointer as the name of a member. */
export function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Appends one member name or index to a pointer. */
export function joinPointer(pointer: string, part: string | number): string {
  return `${pointer}/${escapePointer(String(part))}`;
}
