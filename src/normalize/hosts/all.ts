// All clients whose files are read, in the order in which they are asked whether a file is theirs.
import { claudeCode } from "./claude_code.ts";
import { claudeCodeSettings } from "./claude_code_settings.ts";
import { claudeDesktop } from "./claude_desktop.ts";
import { cursor } from "./cursor.ts";
import type { Host } from "./host.ts";
import { vscode } from "./vscode.ts";

export const hosts: readonly Host[] = [claudeDesktop, claudeCode, claudeCodeSettings, cursor, vscode];
