// Turns an array of server entries, which say their own names, into what a map of them gives.
import type { NormalizedPart, ReadContext } from "./entry.ts";
import { describeType, findMembers, type TreeMember, type TreeNode } from "./formats/tree.ts";
import { createProblem, type Problem, type ProblemCode } from "./problem.ts";
import { joinParts, readServer, type ServerMapOptions } from "./server_map.ts";

export interface ServerListOptions extends ServerMapOptions {
  /** Where an entry names a server that somebody published instead of saying what it is. */
  published?: string;
}

function findName(entry: TreeNode): TreeNode | undefined {
  return findMembers(entry, "name").at(-1)?.value;
}

function isPublished(entry: TreeNode, key: string): boolean {
  const has = (name: string): boolean => findMembers(entry, name).length > 0;
  return has(key) && !has("command") && !has("url");
}

/** An entry without a name of its own is judged under that of its place. */
function readListed(
  item: TreeNode,
  place: { list: TreeMember; index: number; pointer: string },
  context: ReadContext,
  options: ServerListOptions,
): NormalizedPart {
  const { document } = context;
  const refuse = (code: ProblemCode, offset: number, message: string): Problem =>
    createProblem(code, document.file, document.positionAt(offset), message);
  const { published } = options;
  if (published !== undefined && isPublished(item, published)) {
    const message = `Expected the server itself, found \`${published}\` with the name of one that is kept elsewhere; it is not judged, so look at it there.`;
    return { events: [], problems: [refuse("ERR_NORMALIZE_NO_LAUNCH", item.offset, message)] };
  }
  const name = findName(item);
  const own = name?.type === "string" ? name.text : "";
  const entry = { name: own || `${place.list.name}/${place.index}`, keyOffset: item.offset, value: item };
  const read = readServer(entry, place.pointer, context, options);
  if (own !== "" || item.type !== "object") return read;
  const found = name?.type === "string" ? "an empty one" : name ? describeType(name) : "none";
  const message = `Expected \`name\` in this server entry to be a string with something in it, found ${found}; write one. Judged under the name of its place.`;
  return joinParts([{ events: [], problems: [refuse("ERR_NORMALIZE_NAME", (name ?? item).offset, message)] }, read]);
}

/** Every list of that name in `parent`: of repeated ones some clients take the first and some the last. */
export function readServerLists(
  parent: TreeNode,
  name: string,
  pointer: string,
  context: ReadContext,
  options: ServerListOptions,
): NormalizedPart {
  const { file, positionAt } = context.document;
  return joinParts(
    findMembers(parent, name).flatMap((list) => {
      const { value } = list;
      if (value.type !== "array") {
        const message = `Expected a list of servers, found ${describeType(value)}; write an array with one entry for each.`;
        return [
          { events: [], problems: [createProblem("ERR_NORMALIZE_SERVERS", file, positionAt(value.offset), message)] },
        ];
      }
      return value.items.map((item, index) =>
        readListed(item, { list, index, pointer: `${pointer}/${name}/${index}` }, context, options),
      );
    }),
  );
}
