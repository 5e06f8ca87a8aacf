// Turns one client's configuration files into events: the shape that every client's reader has.
import type { NormalizedPart, ReadContext } from "../entry.ts";
import type { Document } from "../formats/document.ts";
import type { Syntax } from "../formats/format.ts";
import type { Folders } from "../machine.ts";
import type { ReferenceStyle } from "../references.ts";

/** A file, or a folder and below it names, of which `*` at a name's beginning stands for anything. */
export type Place = string | { path: string; each: readonly string[] };

export interface Places {
  user?(folders: Folders): readonly Place[];
  /** Below the top of a project. */
  project?(folder: string): readonly Place[];
  managed?(folders: Folders): readonly Place[];
}

export interface Host {
  /** As in the event's client.kind. */
  kind: string;
  /** The client's name for people. */
  label: string;
  /** What the client's own reader accepts. */
  syntax: Syntax;
  /** Where the client looks, on each platform. */
  places: Places;
  /** The references that it replaces, in the fields of server entries; absent: nobody knows, so nothing is said. */
  expands?: readonly ReferenceStyle[];
  /** Names that it replaces although it replaces no others of their style. */
  expandsNames?: readonly string[];
  /** By the path's last names; `document` is null when the file could not be read. */
  recognizes(path: string, document: Document | null): boolean;
  /** By content alone, for files under any name. Only what no other client's file has. */
  holds?(document: Document): boolean;
  read(context: ReadContext): NormalizedPart;
}

/** The last names of a path in lower case, whichever separator it is written with, as `folder/file`. */
export function endOfPath(path: string, names: number): string {
  return path
    .toLowerCase()
    .split(/[\\/]+/)
    .slice(-names)
    .join("/");
}
