// Turns a path and what the file holds into the reader for it.
import type { Document } from "./formats/document.ts";
import { hosts } from "./hosts/all.ts";
import type { Host } from "./hosts/host.ts";
import { unknownClient } from "./hosts/unknown.ts";

/** First by path, then by content. Null when no client's reader takes the file. Without a document the path alone decides. */
export function selectHost(path: string, document: Document | null): Host | null {
  const named = hosts.find((host) => host.recognizes(path, document));
  if (named || !document) return named ?? null;
  return [...hosts, unknownClient].find((host) => host.holds?.(document)) ?? null;
}

/** The readers that take the file by its content, when its path says nothing; the first of them is the one that is selected. */
export function listHolders(path: string, document: Document): Host[] {
  if (hosts.some((host) => host.recognizes(path, document))) return [];
  return [...hosts, unknownClient].filter((host) => host.holds?.(document));
}
