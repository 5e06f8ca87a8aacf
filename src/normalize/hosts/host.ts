// Turns one client's configuration files into events: the shape that every client's reader has.
import type { Document, Syntax } from "../document.ts";
import type { NormalizedPart, OriginSource } from "../entry.ts";

export interface Host {
  /** As in the event's client.kind. */
  kind: string;
  /** The client's name for people. */
  label: string;
  /** What the client's own reader accepts. */
  syntax: Syntax;
  /** By the path alone when the file could not be read; then `document` is null. */
  recognizes(path: string, document: Document | null): boolean;
  read(document: Document, source: OriginSource): NormalizedPart;
}

/** The last names of a path in lower case, whichever separator it is written with, as `folder/file`. */
export function endOfPath(path: string, names: number): string {
  return path
    .toLowerCase()
    .split(/[\\/]+/)
    .slice(-names)
    .join("/");
}
