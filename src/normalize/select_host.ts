// Turns a path and what the file holds into the reader for it.
import type { Document } from "./document.ts";
import { claudeCode, readClaudeCodeServers } from "./hosts/claude_code.ts";
import { claudeCodeSettings } from "./hosts/claude_code_settings.ts";
import { claudeDesktop } from "./hosts/claude_desktop.ts";
import { cursor } from "./hosts/cursor.ts";
import type { Host } from "./hosts/host.ts";
import { vscode } from "./hosts/vscode.ts";
import { findMembers } from "./json_tree.ts";

const unknown = { kind: "unknown", label: "An unknown client", syntax: "jsonc" } as const;

/** Files whose name no client is known for, read by what they hold; nothing is known about how strict their reader is. */
const byContent: Host = {
  ...unknown,
  recognizes: (_path, document) =>
    document !== null &&
    (findMembers(document.root, "mcpServers").length > 0 ||
      findMembers(document.root, "servers").some(({ value }) => value.type === "object")),
  read: (document, source) =>
    readClaudeCodeServers({ document, client: unknown.kind, source }, ["url", "serverUrl", "httpUrl"]),
};

/** First by path, then by content. Order matters only where a client's file can be told by its content alone. */
const hosts: readonly Host[] = [claudeDesktop, claudeCode, cursor, vscode, claudeCodeSettings, byContent];

/** Null when no client's reader takes the file. Without a document the path alone decides. */
export function selectHost(path: string, document: Document | null): Host | null {
  return hosts.find((host) => host.recognizes(path, document)) ?? null;
}
