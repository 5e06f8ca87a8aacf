// Turns Cursor's hooks.json into setting events: commands that it runs without asking.
import { join } from "node:path";
import type { NormalizedPart, ReadContext } from "../entry.ts";
import { SettingReader } from "../setting.ts";
import { addHooks } from "./claude_code_hooks.ts";
import { endOfPath, type Host } from "./host.ts";

function readHooks(context: ReadContext): NormalizedPart {
  const reader = new SettingReader(context);
  addHooks(reader, context.document.root);
  return { events: reader.events, problems: reader.problems };
}

export const cursorHooks: Host = {
  kind: "cursor",
  label: "Cursor",
  syntax: "json",
  places: {
    user: ({ home }) => [join(home, ".cursor", "hooks.json")],
    project: (folder) => [join(folder, ".cursor", "hooks.json")],
    managed: ({ platform, system }) => [join(system, platform === "linux" ? "cursor" : "Cursor", "hooks.json")],
  },
  recognizes: (path) => /(^|\/)\.?cursor\/hooks\.json$/.test(endOfPath(path, 2)),
  read: readHooks,
};
