// Finds the well-known package names that a package name could be mistaken for.
import { distance } from "fastest-levenshtein";
import type { Package } from "../../generated/event.ts";

const SHORTEST = 5;
const LONG = 8;
const LOOK_ALIKES = new Map([
  ["0", "o"],
  ["1", "l"],
  ["i", "l"],
  ["3", "e"],
  ["4", "a"],
  ["5", "s"],
  ["7", "t"],
]);

const EVERY_SERVER = new Set(["mcp", "server", "servers"]);

/**
 * `knownNames` are names of the same registry as `pkg`; the result keeps their order. A package that is itself well known
 * imitates none of the others, however close their names are.
 */
export function findSimilarPackages(pkg: Pick<Package, "name">, knownNames: readonly string[]): string[] {
  const name = pkg.name.toLowerCase();
  if (name.length < SHORTEST || knownNames.some((known) => known.toLowerCase() === name)) return [];
  const skeleton = drawSkeleton(name);
  const borrowed = readBorrowedWords(name, knownNames);
  return knownNames.filter((known) => {
    const other = known.toLowerCase();
    if (other.length < SHORTEST) return false;
    return (
      isNear(name, other) || drawSkeleton(other) === skeleton || (borrowed !== "" && readWords(other) === borrowed)
    );
  });
}

/**
 * What a name in the scope of a well-known publisher is about: `@publisher/mcp-notes-server` is taken for
 * `@other/server-notes`, and is what people and models make up when they remember both by half. In scopes of others, the
 * same words are what anybody calls their own.
 */
function readBorrowedWords(name: string, knownNames: readonly string[]): string {
  const scope = readScope(name);
  const isKnown = scope !== "" && knownNames.some((known) => readScope(known.toLowerCase()) === scope);
  return isKnown ? readWords(name) : "";
}

function readScope(name: string): string {
  return name.startsWith("@") && name.includes("/") ? name.slice(0, name.indexOf("/")) : "";
}

/** Without the scope, the order, and the words that every server has in its name. */
function readWords(name: string): string {
  const words = name.slice(name.lastIndexOf("/") + 1).split(/[-_.]+/);
  return words
    .filter((word) => word !== "" && !EVERY_SERVER.has(word))
    .sort()
    .join(" ");
}

function isNear(name: string, other: string): boolean {
  const allowed = Math.min(name.length, other.length) >= LONG ? 2 : 1;
  if (Math.abs(name.length - other.length) > allowed) return false;
  return distance(name, other) <= allowed || isSwapOfNeighbors(name, other);
}

/** Levenshtein counts two swapped letters as two edits; a reader sees one. */
function isSwapOfNeighbors(name: string, other: string): boolean {
  if (name.length !== other.length) return false;
  let at = 0;
  while (at < name.length && name[at] === other[at]) at += 1;
  return name[at] === other[at + 1] && name[at + 1] === other[at] && name.slice(at + 2) === other.slice(at + 2);
}

function drawSkeleton(name: string): string {
  return [...name.replace(/[-_.@/]/g, "")].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join("");
}
