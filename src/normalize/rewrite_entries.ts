// Turns server entries in one client's own shape into the usual one, every part with its place in the text.
import type { TreeMember, TreeNode } from "./formats/tree.ts";

/** The fields that the entry stands for; null when it is none of a server that the file itself describes. */
export type RewriteEntry = (members: readonly TreeMember[]) => readonly TreeMember[] | null;

/** Entries that are no objects stay as they are. */
export function rewriteEntries(map: TreeNode, rewrite: RewriteEntry): TreeNode {
  if (map.type !== "object") return map;
  const members = map.members.flatMap((entry): TreeMember[] => {
    if (entry.value.type !== "object") return [entry];
    const rewritten = rewrite(entry.value.members);
    return rewritten ? [{ ...entry, value: { ...entry.value, members: [...rewritten] } }] : [];
  });
  return { ...map, members };
}

/** The same for every map of that name in `parent`. */
export function rewriteMaps(parent: TreeNode, name: string, rewrite: RewriteEntry): TreeNode {
  if (parent.type !== "object") return parent;
  const members = parent.members.map((member) =>
    member.name === name ? { ...member, value: rewriteEntries(member.value, rewrite) } : member,
  );
  return { ...parent, members };
}

/**
 * Of the client's own authorization only the secret is left, so that it can be read as a named value beside the
 * variables; addresses, scopes and the public half say nothing about who decides.
 */
export function keepSecrets(key: string): (members: readonly TreeMember[]) => TreeMember[] {
  return (members) =>
    members.flatMap((member) => {
      if (member.name !== key) return [member];
      if (member.value.type !== "object") return [];
      const secrets = member.value.members.filter(
        ({ name, value }) => /^client_?secret$/i.test(name) && value.type === "string",
      );
      return secrets.length === 0 ? [] : [{ ...member, value: { ...member.value, members: secrets } }];
    });
}
