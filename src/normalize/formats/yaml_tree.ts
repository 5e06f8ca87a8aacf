// Turns the nodes of a parsed YAML document into a tree, with what aliases and merge keys stand for in their place.
import { type Alias, isAlias, isPair, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from "yaml";
import type { Problem } from "../problem.ts";
import { maximumTokens, type Place, refuseAlias, refuseDepth, refuseName } from "./refusal.ts";
import { maximumDepth } from "./scan_structure.ts";
import type { TreeMember, TreeNode } from "./tree.ts";

/** Thrown for what forbids reading the whole text. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = "Refusal";
    this.problem = problem;
  }
}

interface Converted {
  node: TreeNode;
  /** Levels of nesting below it and nodes in it, each alias counted with all that it stands for. */
  height: number;
  size: number;
}

type Pairs = YAMLMap.Parsed<ParsedNode, ParsedNode | null>["items"];

const merges = (key: ParsedNode): boolean => isScalar(key) && key.type === "PLAIN" && key.source === "<<";

export class YamlTree {
  readonly problems: Problem[] = [];
  readonly #placeOf: (offset: number) => Place;
  /** What each anchor stands for so far; null while its own node is being read. */
  readonly #anchors = new Map<string, Converted | null>();
  #size = 0;

  constructor(placeOf: (offset: number) => Place) {
    this.#placeOf = placeOf;
  }

  /** Recursive: called only with a document whose depth the reader has bounded. */
  convert(node: ParsedNode, depth = 0): Converted {
    const [offset] = node.range;
    const anchor = isAlias(node) ? undefined : node.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, null);
    const converted = isAlias(node) ? this.#resolve(node) : this.#convertNew(node, depth);
    // Attacker-controlled: a few lines of aliases to lists of aliases stand for more than any memory holds.
    if (depth + converted.height > maximumDepth) throw new Refusal(refuseDepth(this.#placeOf(offset)));
    this.#size += isAlias(node) ? converted.size : 1;
    if (this.#size > maximumTokens) throw new Refusal(refuseAlias(this.#placeOf(offset), "too much"));
    if (anchor !== undefined) this.#anchors.set(anchor, converted);
    return converted;
  }

  #resolve(alias: Alias.Parsed): Converted {
    const [offset, end] = alias.range;
    const known = this.#anchors.get(alias.source);
    if (known) return { ...known, node: { ...known.node, offset, end } };
    throw new Refusal(refuseAlias(this.#placeOf(offset), known === null ? "itself" : "nothing"));
  }

  #convertNew(node: Exclude<ParsedNode, Alias.Parsed>, depth: number): Converted {
    const [offset, end] = node.range;
    if (isScalar(node)) return { node: convertScalar(node, { offset, end }), height: 0, size: 1 };
    const parts: Converted[] = [];
    const convert = (child: ParsedNode): TreeNode => {
      const part = this.convert(child, depth + 1);
      parts.push(part);
      return part.node;
    };
    const converted: TreeNode = isSeq(node)
      ? { type: "array", offset, end, items: node.items.map(convert) }
      : { type: "object", offset, end, members: this.#convertPairs(node.items, convert) };
    // Without brackets the parser counts the comments behind the last value in.
    const last = node.items.at(-1);
    const valueless = isPair(last) && !last.value ? last.key.range[1] : undefined;
    if (!node.flow) converted.end = Math.min(end, valueless ?? parts.at(-1)?.node.end ?? end);
    return {
      node: converted,
      height: parts.reduce((highest, { height }) => Math.max(highest, height + 1), 0),
      size: parts.reduce((sum, { size }) => sum + size, 1),
    };
  }

  #convertPairs(pairs: Pairs, convert: (node: ParsedNode) => TreeNode): TreeMember[] {
    const members: TreeMember[] = [];
    const merged: TreeMember[][] = [];
    for (const { key, value } of pairs) {
      const [keyOffset, keyEnd] = key.range;
      const name = this.#readName(key);
      const node: TreeNode = value ? convert(value) : { type: "null", offset: keyEnd, end: keyEnd };
      const sources = merges(key) ? listMembers(node) : null;
      if (sources) merged.push(sources);
      else if (name !== null) members.push({ name, keyOffset, value: node });
    }
    const names = new Set(members.map(({ name }) => name));
    // What stands beside a merge key wins over what is merged, and the first of several merged maps over the next.
    for (const member of merged.flat()) {
      if (names.has(member.name)) continue;
      names.add(member.name);
      members.push(member);
    }
    return members;
  }

  /** Numbers and the like are the name that is written; null, with a problem, for a map or list as a name. */
  #readName(key: ParsedNode): string | null {
    if (isScalar(key)) {
      this.convert(key);
      return typeof key.value === "string" ? key.value : (key.source ?? "");
    }
    const target = isAlias(key) ? this.#resolve(key).node : null;
    if (target?.type === "string") return target.text;
    this.problems.push(refuseName(this.#placeOf(key.range[0])));
    return null;
  }
}

function convertScalar({ value, source }: Scalar.Parsed, span: { offset: number; end: number }): TreeNode {
  switch (typeof value) {
    case "boolean":
      return { type: "boolean", ...span, value };
    case "number":
    case "bigint":
      return { type: "number", ...span };
    default:
      return value === null ? { type: "null", ...span } : { type: "string", ...span, text: String(value ?? source) };
  }
}

/** Of the map, or the maps, that a merge key takes in; null when it is none. */
function listMembers(node: TreeNode): TreeMember[] | null {
  if (node.type === "object") return node.members;
  if (node.type !== "array") return null;
  const maps = node.items.map(listMembers);
  return maps.every((members) => members !== null) ? maps.flat() : null;
}
