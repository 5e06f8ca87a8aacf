// Turns the settings that an administrator gives Claude Code into setting events.
import { join } from "node:path";
import type { Folders } from "../machine.ts";
import { readClaudeCodeSettings } from "./claude_code_settings.ts";
import { endOfPath, type Host } from "./host.ts";

/** The administrator's folder. */
export function claudeManaged({ platform, system, programs }: Folders): string {
  return platform === "linux" ? join(system, "claude-code") : join(programs, "ClaudeCode");
}

export const claudeCodeManaged: Host = {
  kind: "claude_code",
  label: "Claude Code",
  syntax: "json",
  places: {
    managed: (folders) => [
      join(claudeManaged(folders), "managed-settings.json"),
      { path: join(claudeManaged(folders), "managed-settings.d"), each: ["*.json"] },
    ],
  },
  recognizes: (path) => /(^|\/)(managed-settings\.json|managed-settings\.d\/[^/]+\.json)$/.test(endOfPath(path, 2)),
  read: readClaudeCodeSettings,
};
