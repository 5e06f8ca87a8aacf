// Takes out of a decision's record what is too deep, too large or to be redacted, and says where it was.
import { joinPointer, unescapePointer } from "../pointer.ts";

/** Deeper than any event that is decided about. */
const MAX_DEPTH = 80;
/** Other names would need escaping, and an escaped secret is not found. */
const PLAIN_NAME = /^[\w$.-]{1,64}$/;

const MAX_PARTS = 40;

type Members = Record<string, unknown>;

function isTree(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

/** Elements keep their places: others are pointed to by theirs. */
function erase(parent: Members, name: string): void {
  if (Array.isArray(parent)) parent[Number(name)] = null;
  else delete parent[name];
}

/** Attacker-controlled: a name nobody would write is not repeated, the pointer then ends at what it was in. */
function point(pointer: string, name: string): string {
  return PLAIN_NAME.test(name) ? joinPointer(pointer, name) : pointer;
}

/** Erases what lies too deep to be walked through. */
export function eraseDeep(tree: Members, pointer: string): string[] {
  const erased: string[] = [];
  const walk = (parent: Members, at: string, depth: number) => {
    for (const [name, child] of Object.entries(parent)) {
      if (!isTree(child)) continue;
      if (depth < MAX_DEPTH) walk(child, point(at, name), depth + 1);
      else {
        erase(parent, name);
        erased.push(point(at, name));
      }
    }
  };
  walk(tree, pointer, 1);
  return erased;
}

/** Erases what a pointer into the tree points to; nothing, when there is nothing. */
export function erasePointer(tree: Members, pointer: string): boolean {
  const names = pointer.split("/").slice(1).map(unescapePointer);
  const last = names.pop();
  let parent: unknown = tree;
  for (const name of names) parent = isTree(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (last === undefined || !isTree(parent) || !Object.hasOwn(parent, last)) return false;
  erase(parent, last);
  return true;
}

/** Bytes of a value's JSON; those of every tree in it are noted. */
function measure(value: unknown, sizes: Map<Members, number>): number {
  if (!isTree(value)) return Buffer.byteLength(JSON.stringify(value));
  let size = 2;
  for (const [name, child] of Object.entries(value)) {
    size += 1 + measure(child, sizes);
    if (!Array.isArray(value)) size += 1 + Buffer.byteLength(JSON.stringify(name));
  }
  sizes.set(value, size);
  return size;
}

function findLargest(parent: Members, sizes: Map<Members, number>): { name: string; size: number } | undefined {
  let largest: { name: string; size: number } | undefined;
  for (const [name, child] of Object.entries(parent)) {
    const size = isTree(child) ? (sizes.get(child) ?? 0) : measure(child, sizes);
    // A member's name is as long as whoever wrote it wants.
    const whole = size + (Array.isArray(parent) ? 0 : Buffer.byteLength(name));
    if (largest === undefined || whole > largest.size) largest = { name, size: whole };
  }
  return largest;
}

/** The smallest part that is enough, below the first two levels: those say what kind of thing it is. */
function findPart(tree: Members, pointer: string, excess: number, sizes: Map<Members, number>) {
  let parent = tree;
  let at = pointer;
  let largest = findLargest(parent, sizes);
  for (let depth = 0; largest !== undefined; depth += 1) {
    const child = parent[largest.name];
    const inner = isTree(child) && PLAIN_NAME.test(largest.name) ? findLargest(child, sizes) : undefined;
    if (!isTree(child) || inner === undefined || (depth > 0 && inner.size < excess)) break;
    at = point(at, largest.name);
    parent = child;
    largest = inner;
  }
  return largest === undefined ? undefined : { parent, name: largest.name, pointer: point(at, largest.name) };
}

/** Erases the largest parts until the rest is no larger than that. */
export function eraseLargest(tree: Members, pointer: string, maxBytes: number): string[] {
  const erased: string[] = [];
  if (Buffer.byteLength(JSON.stringify(tree)) <= maxBytes) return erased;
  for (;;) {
    const sizes = new Map<Members, number>();
    const excess = measure(tree, sizes) - maxBytes;
    if (excess <= 0) return erased;
    // Attacker-controlled: an event of a million small members is not worth a million rounds.
    const part = erased.length < MAX_PARTS ? findPart(tree, pointer, excess, sizes) : undefined;
    const { parent, name } = part ?? { parent: tree, name: findLargest(tree, sizes)?.name };
    if (name === undefined) return erased;
    erase(parent, name);
    erased.push(part?.pointer ?? point(pointer, name));
  }
}
