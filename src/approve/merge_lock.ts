// Turns a lock and what was decided about it into the next lock, and a lock into its text.
import { canonicalJson, compareText } from "../canonical_json.ts";
import type { Entry, Lock } from "../generated/lock.ts";
import type { Review, StaleApproval } from "./list_reviews.ts";

type LockedServer = NonNullable<Lock["servers"][string]>;

export interface LockChanges {
  /** Everything that was found, whatever its state: what is still configured somewhere keeps its approval. */
  readonly found: readonly Review[];
  readonly approved: readonly Review[];
  readonly removed: readonly StaleApproval[];
  /** Whether approvals stay that a newly approved entry of the same name replaces. */
  readonly keep: boolean;
}

/** By what they say rather than by their digests, so that a changed entry stays where it was. */
function compareEntries({ digest: _one, ...one }: Entry, { digest: _other, ...other }: Entry): number {
  return compareText(canonicalJson(one), canonicalJson(other));
}

function mergeServer(name: string, server: LockedServer, changes: LockChanges): LockedServer {
  const { entries = [], entry_digest, ...rest } = server;
  const found = changes.found.filter((review) => review.name === name);
  const approved = changes.approved.filter((review) => review.name === name);
  const removed = changes.removed.filter((approval) => approval.name === name);
  const present = new Set(found.map(({ entry }) => entry.digest));
  const gone = new Set(removed.map(({ digest }) => digest));
  const stays = (digest: string) => !gone.has(digest) && (changes.keep || approved.length === 0 || present.has(digest));
  // An entry that is there to be read takes the place of its digest alone.
  const read = found.filter(({ entry, state }) => state === "approved" && entry.digest === entry_digest);
  const next = new Map([
    ...entries.filter(({ digest }) => stays(digest)).map((entry) => [entry.digest, entry] as const),
    ...[...read, ...approved].map(({ entry }) => [entry.digest, entry] as const),
  ]);
  const alone = entry_digest !== undefined && stays(entry_digest) && !next.has(entry_digest);
  return {
    ...(next.size === 0 ? {} : { entries: [...next.values()].sort(compareEntries) }),
    ...(alone ? { entry_digest } : {}),
    ...rest,
  };
}

/** Approvals of tools, prompts and instructions stay as they are. */
export function mergeLock(lock: Lock | undefined, changes: LockChanges): Lock {
  const { servers = {}, ...rest } = lock ?? { version: 1 as const };
  const names = [...new Set([...Object.keys(servers), ...changes.approved.map(({ name }) => name)])].sort(compareText);
  const merged = names.map((name) => {
    const server = Object.hasOwn(servers, name) ? (servers[name] ?? {}) : {};
    return [name, mergeServer(name, server, changes)] as const;
  });
  return { ...rest, servers: Object.fromEntries(merged.filter(([, server]) => Object.keys(server).length > 0)) };
}

/** One value to a line, in an order that depends on nothing but the content: whoever reads a change sees only that. */
export function writeLock({ $schema, version, servers }: Lock): string {
  const lock = { ...($schema === undefined ? {} : { $schema }), version, servers };
  return `${JSON.stringify(lock, null, 2)}\n`;
}
