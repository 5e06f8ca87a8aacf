// Turns a configuration file into what takes its secrets out of any text made from it.
import { type ConfiguredValue, findSecrets, nameArguments } from "../facts/secrets/detect_secrets.ts";
import { createMasker } from "../facts/secrets/mask_secrets.ts";
import type { Document } from "../normalize/formats/document.ts";
import type { TreeNode } from "../normalize/formats/tree.ts";

/** Every string under the name in front of it; elements of a list also by the flag before them. */
function listStrings(root: TreeNode): ConfiguredValue[] {
  const found: ConfiguredValue[] = [];
  const visit = (node: TreeNode, name: string): void => {
    if (node.type === "string") found.push({ pointer: "", name, value: node.text });
    if (node.type === "object") for (const member of node.members) visit(member.value, member.name);
    if (node.type !== "array") return;
    const texts = node.items.map((item) => (item.type === "string" ? item.text : ""));
    found.push(...nameArguments(texts));
    for (const item of node.items) visit(item, name);
  };
  visit(root, "");
  return found;
}

/** Attacker-controlled: a secret written with escapes stands in the text in another spelling, which is hidden whole. */
function listSpellings({ text, root }: Document, secrets: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const visit = (node: TreeNode): void => {
    if (node.type === "object") for (const { value } of node.members) visit(value);
    if (node.type === "array") for (const item of node.items) visit(item);
    if (node.type !== "string" || !secrets.has(node.text)) return;
    const raw = text.slice(node.offset, node.end);
    if (!raw.includes(node.text)) found.push(...raw.split(/[\r\n]+/));
  };
  visit(root);
  return found.filter((line) => line.trim().length > 2);
}

/** @returns `found`: whether there is any secret in it */
export async function createTextMasker(
  document: Document,
): Promise<{ mask: (text: string) => string; found: boolean }> {
  const found = await findSecrets(listStrings(document.root));
  const spellings = listSpellings(document, new Set(found.map(({ value }) => value)));
  const whole = spellings.map((value) => {
    const span = { start: 0, end: value.length, found_by: "shape", type: "spelling" } as const;
    return { pointer: "", found_by: span.found_by, type: span.type, spans: [span], value };
  });
  const { mask } = createMasker([...found, ...whole]);
  return { mask, found: found.length > 0 };
}
