// Turns servers that the same file switches off in a list into connections that say so.
import type { NormalizedPart, ReadContext } from "./entry.ts";
import type { TreeNode } from "./formats/tree.ts";

/** The strings of a list by where they stand; of what is no list, none. */
export function listNames(list: TreeNode): Map<string, number> {
  const items = list.type === "array" ? list.items : [];
  return new Map(items.flatMap((item) => (item.type === "string" ? [[item.text, item.offset]] : [])));
}

/** @param findSwitch where it is said that the server of that name is off; null when it is not */
export function markDisabled(
  { events, problems }: NormalizedPart,
  { document }: ReadContext,
  findSwitch: (name: string) => number | null,
): NormalizedPart {
  const marked = events.map((located) => {
    const { event } = located;
    const offset = event.kind === "connection" && event.server ? findSwitch(event.server.name) : null;
    if (offset === null || !event.server) return located;
    return {
      ...located,
      event: { ...event, server: { ...event.server, enabled: false } },
      locate: (pointer: string) =>
        pointer === "/server/enabled" ? document.positionAt(offset) : located.locate(pointer),
    };
  });
  return { events: marked, problems };
}
