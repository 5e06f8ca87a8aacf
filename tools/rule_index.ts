// Writes policies/mcp/index.rego: for each kind of event, the rules that speak about it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RegoModule } from "../src/compile/types.ts";
import { root } from "./root.ts";

export const indexPath = "mcp/index.rego";

const HEADER = `# METADATA
# title: Rules by kind of event
# description: >-
#   Generated from the heads of the rules by \`npm run format\`; do not edit. OPA compiled to WebAssembly has no rule index,
#   so without this list every decision would evaluate every rule of every kind.
package mcp.index
`;

interface EventSchema {
  readonly definitions: { readonly kind: { readonly enum: readonly string[] } };
}

async function readKinds(): Promise<readonly string[]> {
  const schema = JSON.parse(await readFile(join(root, "schemas", "event.json"), "utf8")) as EventSchema;
  return schema.definitions.kind.enum;
}

function listSpeakers(modules: readonly RegoModule[], kind: string): string[] {
  return modules
    .filter(({ text }) => new RegExp(`^on\\.${kind}\\.\\w+ contains`, "m").test(text))
    .map(({ text }) => /^package (\S+)$/m.exec(text)?.[1] ?? "")
    .sort();
}

function writeList(name: string, kind: string, modules: readonly RegoModule[]): string {
  const items = listSpeakers(modules, kind).map((path) => `\tdata.${path}.on.${kind},\n`);
  return `\n${name} := [${items.length > 0 ? `\n${items.join("")}` : ""}]\n`;
}

/** @param modules the standard policies */
export async function writeIndex(modules: readonly RegoModule[]): Promise<RegoModule> {
  const kinds = await readKinds();
  const text = [
    HEADER,
    "\n# Rules about events of any kind.",
    writeList("any", "any", modules),
    "\n# Rules about events of one kind. A kind that is not here is unknown.",
    ...kinds.map((kind) => writeList(`kind.${kind}`, kind, modules)),
  ].join("");
  return { path: indexPath, text };
}
