// All clients whose files are read, in the order in which they are asked whether a file is theirs.
import { amazonQ } from "./amazon_q.ts";
import { amazonQAgents } from "./amazon_q_agents.ts";
import { amp } from "./amp.ts";
import { antigravity } from "./antigravity.ts";
import { claudeCode } from "./claude_code.ts";
import { claudeCodeManaged } from "./claude_code_managed.ts";
import { claudeCodePlugin } from "./claude_code_plugin.ts";
import { claudeCodeSettings } from "./claude_code_settings.ts";
import { claudeDesktop } from "./claude_desktop.ts";
import { cline } from "./cline.ts";
import { codex } from "./codex.ts";
import { codexRequirements } from "./codex_requirements.ts";
import { continueJson, continueYaml } from "./continue.ts";
import { copilotCli, copilotCliSettings } from "./copilot_cli.ts";
import { cursor } from "./cursor.ts";
import { cursorCli } from "./cursor_cli.ts";
import { cursorHooks } from "./cursor_hooks.ts";
import { cursorPermissions } from "./cursor_permissions.ts";
import { gemini } from "./gemini.ts";
import { geminiExtension } from "./gemini_extension.ts";
import { generic } from "./generic.ts";
import { goose } from "./goose.ts";
import { goosePermissions } from "./goose_permissions.ts";
import type { Host } from "./host.ts";
import { junie } from "./junie.ts";
import { kiro, kiroAgents } from "./kiro.ts";
import { lmStudio } from "./lm_studio.ts";
import { mcpb } from "./mcpb.ts";
import { opencode } from "./opencode.ts";
import { kiloCode, roo } from "./roo.ts";
import { serverJson } from "./server_json.ts";
import { vscode } from "./vscode.ts";
import { vscodeSettings } from "./vscode_settings.ts";
import { warp } from "./warp.ts";
import { windsurf } from "./windsurf.ts";
import { zed } from "./zed.ts";

export const hosts: readonly Host[] = [
  // Before those that know one of their file's names in any folder. Attacker-controlled: in these folders a client reads
  // files of any name, also of another client's.
  amazonQ,
  amazonQAgents,
  kiro,
  kiroAgents,
  continueYaml,
  continueJson,
  warp,
  kiloCode,
  roo,
  amp,
  claudeDesktop,
  claudeCode,
  claudeCodePlugin,
  claudeCodeSettings,
  claudeCodeManaged,
  cursor,
  cursorPermissions,
  cursorCli,
  cursorHooks,
  vscode,
  vscodeSettings,
  windsurf,
  gemini,
  geminiExtension,
  zed,
  mcpb,
  serverJson,
  cline,
  lmStudio,
  opencode,
  junie,
  copilotCli,
  copilotCliSettings,
  antigravity,
  codexRequirements,
  codex,
  goose,
  goosePermissions,
  generic,
];
