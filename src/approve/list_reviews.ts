// Turns the servers that a check found, and the lock, into what there is to review.
import type { CheckedServer } from "../check/check_files.ts";
import type { Event } from "../generated/event.ts";
import type { Entry, Lock } from "../generated/lock.ts";
import { createLockedEntry } from "./locked_entry.ts";

/** One entry under one name, wherever it is configured. */
export interface Review {
  readonly name: string;
  readonly entry: Entry;
  /** new: nothing is approved under this name. changed: something else is. */
  readonly state: "approved" | "new" | "changed";
  /** Described, and free of secrets. */
  readonly event: Event;
  /** In the order in which they were found. */
  readonly places: readonly CheckedServer[];
}

/** An approval that nothing configured here has. */
export interface StaleApproval {
  readonly name: string;
  readonly digest: string;
  /** Unknown where the lock holds the digest alone. */
  readonly entry: Entry | undefined;
}

/** What the lock approves under one name: digests, and the entry where it holds one. */
function listApprovals(lock: Lock | undefined, name: string): Map<string, Entry | undefined> {
  const server = lock !== undefined && Object.hasOwn(lock.servers, name) ? lock.servers[name] : undefined;
  const approvals = new Map<string, Entry | undefined>();
  if (server?.entry_digest !== undefined) approvals.set(server.entry_digest, undefined);
  for (const entry of server?.entries ?? []) approvals.set(entry.digest, entry);
  return approvals;
}

function stateOf(approvals: ReadonlyMap<string, unknown>, digest: string): Review["state"] {
  if (approvals.has(digest)) return "approved";
  return approvals.size === 0 ? "new" : "changed";
}

/** An entry that can be read in two ways is found twice in one place. */
function addPlace(places: readonly CheckedServer[], place: CheckedServer): readonly CheckedServer[] {
  const known = places.some(
    ({ file, line, column }) => file === place.file && line === place.line && column === place.column,
  );
  return known ? places : [...places, place];
}

/** In the order in which the servers were found. */
export function listReviews(servers: readonly CheckedServer[], lock: Lock | undefined): Review[] {
  const reviews = new Map<string, Review>();
  for (const place of servers) {
    const { event } = place;
    if (event.server === undefined) continue;
    const { name } = event.server;
    const entry = createLockedEntry(event.server);
    const key = JSON.stringify([name, entry.digest]);
    const known = reviews.get(key);
    const state = stateOf(listApprovals(lock, name), entry.digest);
    const places = addPlace(known?.places ?? [], place);
    reviews.set(key, known === undefined ? { name, entry, state, event, places } : { ...known, places });
  }
  return [...reviews.values()];
}

/**
 * Approvals without a server. Those of a name with another entry to review are not among them: approving that one
 * replaces them.
 */
export function listStale(reviews: readonly Review[], lock: Lock | undefined): StaleApproval[] {
  const pending = new Set(reviews.filter(({ state }) => state !== "approved").map(({ name }) => name));
  const present = new Set(reviews.map(({ name, entry }) => JSON.stringify([name, entry.digest])));
  return Object.keys(lock?.servers ?? {})
    .sort()
    .filter((name) => !pending.has(name))
    .flatMap((name) =>
      [...listApprovals(lock, name)]
        .filter(([digest]) => !present.has(JSON.stringify([name, digest])))
        .map(([digest, entry]) => ({ name, digest, entry })),
    );
}
