// Turns files whose name no client is known for into events, by what they hold.
import { findMembers } from "../formats/tree.ts";
import { readClaudeCodeServers } from "./claude_code.ts";
import type { Host } from "./host.ts";

/** Nothing is known about how strict their reader is. */
export const unknownClient: Host = {
  kind: "unknown",
  label: "An unknown client",
  syntax: "jsonc",
  places: {},
  recognizes: () => false,
  holds: ({ root }) =>
    findMembers(root, "mcpServers").length > 0 ||
    findMembers(root, "servers").some(({ value }) => value.type === "object"),
  read: (context) => readClaudeCodeServers(context, ["url", "serverUrl", "httpUrl"]),
};
