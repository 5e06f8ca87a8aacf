// Turns the mcp_settings.json and project files of Roo Code, and of Kilo Code that comes from it, into events.
import { join } from "node:path";
import type { ReadContext } from "../entry.ts";
import { approvalLists, disabledTools, readServerMaps } from "../server_map.ts";
import { listExtensionFolders } from "./cline.ts";
import { endOfPath, type Host } from "./host.ts";

/** The second is an older name. */
const settingsFiles = ["mcp_settings.json", "cline_mcp_settings.json"];

function read(context: ReadContext) {
  return readServerMaps(context.document.root, "mcpServers", "", context, {
    settings: [...approvalLists, disabledTools],
    fields: { type: ["type", "transportType"] },
  });
}

interface RooNames extends Pick<Host, "kind" | "label"> {
  extension: string;
  /** In a project. */
  folder: string;
  /** Also the settings file without the folder of the extension. */
  copies: boolean;
}

function createRoo({ kind, label, extension, folder, copies }: RooNames): Host {
  const known = settingsFiles.map((file) => `${extension}/settings/${file}`);
  return {
    kind,
    label,
    syntax: "json",
    places: {
      user: (folders) =>
        listExtensionFolders(folders).flatMap((storage) =>
          settingsFiles.map((file) => join(storage, extension, "settings", file)),
        ),
      project: (project) => [join(project, folder, "mcp.json")],
    },
    expands: ["${env:VAR}"],
    recognizes: (path) =>
      endOfPath(path, 2) === `${folder}/mcp.json` ||
      known.includes(endOfPath(path, 3)) ||
      (copies && endOfPath(path, 1) === "mcp_settings.json"),
    read,
  };
}

export const kiloCode = createRoo({
  kind: "kilo_code",
  label: "Kilo Code",
  extension: "kilocode.kilo-code",
  folder: ".kilocode",
  copies: false,
});

export const roo = createRoo({
  kind: "roo_code",
  label: "Roo Code",
  extension: "rooveterinaryinc.roo-cline",
  folder: ".roo",
  copies: true,
});
