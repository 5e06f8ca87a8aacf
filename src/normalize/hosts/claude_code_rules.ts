// Turns permission rules that name MCP tools into settings, one for each server.
import type { Setting } from "../../generated/event.ts";
import type { TreeMember, TreeNode } from "../formats/tree.ts";
import type { SettingItem, SettingReader } from "../setting.ts";

/** A server's tools; no server when the rule names none in particular. */
export interface ToolRule {
  server: string | null;
  tool: string;
}

export interface RulePlace {
  name: Setting["name"];
  key: string;
  pointer: string;
}

/** One event for each server that rules name, with the tools or `*`; one for the rules that name no single server. */
export function addRules(
  reader: SettingReader,
  list: TreeMember,
  place: RulePlace,
  readRule: (rule: string) => ToolRule | null,
): void {
  const groups = new Map<string | null, { offset: number; items: SettingItem[] }>();
  for (const { text, offset } of reader.readList(list, place.key)) {
    const rule = readRule(text);
    if (!rule) continue;
    const group = groups.get(rule.server) ?? { offset, items: [] };
    groups.set(rule.server, group);
    group.items.push({ text: rule.tool, offset });
  }
  for (const [name, { offset, items }] of groups) {
    const server = name === null ? {} : { server: { name, offset } };
    reader.addList({ ...place, keyOffset: list.keyOffset, ...server }, items, offset);
  }
}

/** `mcp__server`, `mcp__server__*` and `mcp__server__tool` name one server; null when the rule names no MCP tool. */
export function readClaudeRule(rule: string): ToolRule | null {
  if (!rule.startsWith("mcp__")) return null;
  const [server = "", ...tool] = rule.slice("mcp__".length).split("__");
  if (server === "" || server.includes("*")) return { server: null, tool: rule === "mcp__*" ? "*" : rule };
  return { server, tool: tool.length === 0 ? "*" : tool.join("__") };
}

/** `server:tool`; a pattern in the server's place names none in particular. */
export function readColonRule(rule: string): ToolRule | null {
  const colon = rule.indexOf(":");
  const [server, tool] = colon === -1 ? [rule, "*"] : [rule.slice(0, colon).trim(), rule.slice(colon + 1).trim()];
  if (server === "" || server.includes("*")) return { server: null, tool: /^\*?:?\*?$/.test(rule) ? "*" : rule };
  return { server, tool: tool === "" ? "*" : tool };
}

/** The Cursor program's rules stand in lists of the same names as Claude Code's, but name tools otherwise. */
export function holdsCursorRules(list: TreeNode): boolean {
  if (list.type !== "array") return false;
  return list.items.some((item) => item.type === "string" && /^(Mcp|Shell)\(/.test(item.text));
}
