// Turns TOML text into a tree.
import { type AST, ParseError, parseTOML } from "toml-eslint-parser";
import type { FormatReader } from "./format.ts";
import { refuseEmpty } from "./refusal.ts";
import { findTomlExcess } from "./scan_toml.ts";
import { refuseExcess, refuseToml } from "./toml_syntax.ts";
import type { TreeMember, TreeNode, TreeObject } from "./tree.ts";

type Key = AST.TOMLKey["keys"][number];

/**
 * Puts what stands under headers and dotted keys where it belongs. A table that is written in several places reaches
 * from the first to the last of them; what stands between is in its span too.
 */
class TreeBuilder {
  /** INVARIANT: looked up here and not among the members, so that a thousand keys are no million comparisons. */
  readonly #members = new Map<TreeObject, Map<string, TreeMember>>();

  add(object: TreeObject, name: string, keyOffset: number, value: TreeNode): void {
    const member = { name, keyOffset, value };
    object.members.push(member);
    const known = this.#members.get(object) ?? new Map<string, TreeMember>();
    this.#members.set(object, known.set(name, member));
  }

  /** The table under a key, which may be new, or the last one of an array of tables. */
  enter(object: TreeObject, key: Key, [offset, end]: AST.Range): TreeObject {
    const name = nameOf(key);
    const known = this.#members.get(object)?.get(name)?.value;
    const table = known?.type === "array" ? known.items.at(-1) : known;
    if (known && table?.type === "object") {
      known.end = Math.max(known.end, end);
      table.end = Math.max(table.end, end);
      return table;
    }
    const created: TreeObject = { type: "object", offset, end, members: [] };
    this.add(object, name, key.range[0], created);
    return created;
  }

  /** One more table of an array of tables. */
  append(object: TreeObject, key: Key, [offset, end]: AST.Range): TreeObject {
    const created: TreeObject = { type: "object", offset, end, members: [] };
    const known = this.#members.get(object)?.get(nameOf(key))?.value;
    if (known?.type === "array") {
      known.items.push(created);
      known.end = Math.max(known.end, end);
    } else this.add(object, nameOf(key), key.range[0], { type: "array", offset, end, items: [created] });
    return created;
  }

  fill(object: TreeObject, body: readonly AST.TOMLKeyValue[]): TreeObject {
    for (const { key, value } of body) {
      const { parents, last } = splitKey(key);
      const [, end] = value.range;
      const owner = parents.reduce((parent, name) => this.enter(parent, name, [name.range[0], end]), object);
      if (last) this.add(owner, nameOf(last), last.range[0], this.convert(value));
    }
    return object;
  }

  /** Recursive: called only with text whose depth `findTomlExcess` has bounded. */
  convert(node: AST.TOMLContentNode): TreeNode {
    const [offset, end] = node.range;
    if (node.type === "TOMLInlineTable") return this.fill({ type: "object", offset, end, members: [] }, node.body);
    if (node.type === "TOMLArray") {
      return { type: "array", offset, end, items: node.elements.map((element) => this.convert(element)) };
    }
    switch (node.kind) {
      case "string":
        return { type: "string", offset, end, text: node.value };
      case "boolean":
        return { type: "boolean", offset, end, value: node.value };
      case "integer":
      case "float":
        return { type: "number", offset, end };
      default:
        return { type: "date", offset, end };
    }
  }
}

function nameOf(key: Key): string {
  return key.type === "TOMLBare" ? key.name : key.value;
}

function splitKey({ keys }: AST.TOMLKey): { parents: Key[]; last: Key | undefined } {
  return { parents: keys.slice(0, -1), last: keys.at(-1) };
}

function buildTree(program: AST.TOMLProgram, length: number): TreeObject {
  const builder = new TreeBuilder();
  const root: TreeObject = { type: "object", offset: 0, end: length, members: [] };
  for (const part of program.body[0].body) {
    if (part.type === "TOMLKeyValue") {
      builder.fill(root, [part]);
      continue;
    }
    const { parents, last } = splitKey(part.key);
    const parent = parents.reduce((owner, key) => builder.enter(owner, key, part.range), root);
    if (!last) continue;
    const table =
      part.kind === "array" ? builder.append(parent, last, part.range) : builder.enter(parent, last, part.range);
    builder.fill(table, part.body);
  }
  return root;
}

export const readToml: FormatReader = (text, file, positionAt) => {
  if (text.trim() === "") return refuseEmpty(file, "TOML");
  const excess = findTomlExcess(text);
  if (excess) return refuseExcess(excess.of, { file, position: positionAt(excess.offset) });
  try {
    return { root: buildTree(parseTOML(text), text.length), problems: [], extension: null };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const offset = Math.min(error.index, text.length);
    return refuseToml(error, { file, position: positionAt(offset) }, text.slice(offset).trim() === "");
  }
};
