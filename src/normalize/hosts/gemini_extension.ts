// Turns what installed extensions bring to Gemini CLI into events: servers, and commands that it runs.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { joinParts } from "../server_map.ts";
import { SettingReader } from "../setting.ts";
import { addHooks } from "./claude_code_hooks.ts";
import { readGeminiServers } from "./gemini_servers.ts";
import { endOfPath, type Host, type Place } from "./host.ts";

function listExtensions(folder: string): Place[] {
  const path = join(folder, ".gemini", "extensions");
  return [
    { path, each: ["*", "gemini-extension.json"] },
    { path, each: ["*", "hooks", "hooks.json"] },
  ];
}

function readExtension(context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  addHooks(reader, context.document.root);
  return joinParts([readGeminiServers(context), { events: reader.events, problems: reader.problems }]);
}

export const geminiExtension: Host = {
  kind: "gemini",
  label: "Gemini CLI",
  syntax: "json",
  places: {
    user: ({ home, env }) => listExtensions(env.GEMINI_CLI_HOME || home),
    project: listExtensions,
  },
  expands: ["${VAR}", "${VAR:-default}", "$VAR", "%VAR%"],
  recognizes: (path) => endOfPath(path, 1) === "gemini-extension.json",
  read: readExtension,
};
